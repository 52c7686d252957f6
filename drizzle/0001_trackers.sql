CREATE TABLE "tracker_limit" (
	"tracker_id" text NOT NULL,
	"scope" text NOT NULL,
	"limit" integer,
	"remaining" integer,
	"resets_at" timestamp (3) with time zone,
	"paused_until" timestamp (3) with time zone,
	"reason" text,
	"seen_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "tracker_limit_tracker_id_scope_pk" PRIMARY KEY("tracker_id","scope")
);
--> statement-breakpoint
CREATE TABLE "tracker_token" (
	"tracker_id" text PRIMARY KEY NOT NULL,
	"fingerprint" text NOT NULL,
	"access_token" text NOT NULL,
	"refresh_token" text,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"renewed_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "webhook_delivery" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "webhook_delivery_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"tracker_id" text NOT NULL,
	"delivery_id" text NOT NULL,
	"event" text NOT NULL,
	"issue_id" text,
	"body" text NOT NULL,
	"received_at" timestamp (3) with time zone NOT NULL,
	"state" text NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"run_at" timestamp (3) with time zone NOT NULL,
	"locked_until" timestamp (3) with time zone,
	"finished_at" timestamp (3) with time zone,
	CONSTRAINT "webhook_delivery_state" CHECK (state in ('queued', 'running', 'done', 'ignored'))
);
--> statement-breakpoint
ALTER TABLE "action_item" ADD COLUMN "standing" text;--> statement-breakpoint
ALTER TABLE "action_item" ADD COLUMN "duplicate_of" text;--> statement-breakpoint
ALTER TABLE "sweep_state" ADD COLUMN "changes_read_to" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "sweep_state" ADD COLUMN "full_started_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "sweep_state" ADD COLUMN "full_cursor" uuid;--> statement-breakpoint
CREATE UNIQUE INDEX "webhook_delivery_once" ON "webhook_delivery" USING btree ("tracker_id","delivery_id");--> statement-breakpoint
CREATE INDEX "webhook_delivery_due" ON "webhook_delivery" USING btree ("state","run_at");--> statement-breakpoint
ALTER TABLE "action_item" ADD CONSTRAINT "action_item_standing" CHECK (standing in ('present', 'archived', 'trashed', 'duplicate', 'auto-closed', 'missing', 'gone'));