CREATE TABLE "item_moment" (
	"item_id" uuid NOT NULL,
	"ordinal" integer NOT NULL,
	"from_at" timestamp (3) with time zone NOT NULL,
	"to_at" timestamp (3) with time zone,
	"counts" boolean NOT NULL,
	"is_owed" boolean NOT NULL,
	"state" text NOT NULL,
	"state_since" timestamp (3) with time zone NOT NULL,
	"crossing" text,
	"due" date,
	"first_due" date,
	"moves" integer NOT NULL,
	"moved_days" integer,
	"pushed_from" date,
	"finished_due" date,
	"assignee" text,
	"is_assignee_active" boolean NOT NULL,
	"priority" text,
	"touched_at" timestamp (3) with time zone,
	"absences" integer NOT NULL,
	"is_explained" boolean NOT NULL,
	"accepted_until" date,
	"verdict" text,
	"verdict_at" timestamp (3) with time zone,
	"was_ever_owed" boolean NOT NULL,
	CONSTRAINT "item_moment_item_id_ordinal_pk" PRIMARY KEY("item_id","ordinal"),
	CONSTRAINT "item_moment_state" CHECK (state in ('open', 'in_progress', 'done', 'cancelled'))
);
--> statement-breakpoint
ALTER TABLE "item_moment" ADD CONSTRAINT "item_moment_item_id_action_item_id_fk" FOREIGN KEY ("item_id") REFERENCES "public"."action_item"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "item_moment_present" ON "item_moment" USING btree ("item_id") WHERE to_at is null;--> statement-breakpoint
CREATE INDEX "item_moment_due" ON "item_moment" USING btree ("due") WHERE is_owed and counts;--> statement-breakpoint
CREATE INDEX "item_moment_finished_due" ON "item_moment" USING btree ("finished_due") WHERE finished_due is not null;--> statement-breakpoint
CREATE INDEX "item_moment_crossing" ON "item_moment" USING btree ("from_at") WHERE crossing is not null and counts;--> statement-breakpoint
CREATE INDEX "item_moment_push" ON "item_moment" USING btree ("from_at") WHERE pushed_from is not null and counts;