CREATE TABLE "incident_by_hand" (
	"incident_id" text PRIMARY KEY NOT NULL,
	"facts" jsonb NOT NULL,
	"documented" text[] NOT NULL,
	"at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "incident_reading" (
	"incident_id" text PRIMARY KEY NOT NULL,
	"fingerprint" text NOT NULL,
	"words" "tsvector" NOT NULL,
	"started_at" timestamp (3) with time zone,
	"is_compared" boolean NOT NULL
);
--> statement-breakpoint
CREATE TABLE "incident_state" (
	"only" boolean PRIMARY KEY DEFAULT true NOT NULL,
	"state" uuid NOT NULL,
	"compared" uuid,
	CONSTRAINT "incident_state_only" CHECK ("only")
);
--> statement-breakpoint
CREATE TABLE "repeat_suggestion" (
	"incident_id" text NOT NULL,
	"repeats_id" text NOT NULL,
	"similarity" real NOT NULL,
	"because" text[] NOT NULL,
	CONSTRAINT "repeat_suggestion_incident_id_repeats_id_pk" PRIMARY KEY("incident_id","repeats_id")
);
--> statement-breakpoint
ALTER TABLE "incident_by_hand" ADD CONSTRAINT "incident_by_hand_incident_id_incident_id_fk" FOREIGN KEY ("incident_id") REFERENCES "public"."incident"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "incident_reading" ADD CONSTRAINT "incident_reading_incident_id_incident_id_fk" FOREIGN KEY ("incident_id") REFERENCES "public"."incident"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "repeat_suggestion" ADD CONSTRAINT "repeat_suggestion_incident_id_incident_id_fk" FOREIGN KEY ("incident_id") REFERENCES "public"."incident"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "repeat_suggestion" ADD CONSTRAINT "repeat_suggestion_repeats_id_incident_id_fk" FOREIGN KEY ("repeats_id") REFERENCES "public"."incident"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "incident_reading_words" ON "incident_reading" USING gin ("words");--> statement-breakpoint
CREATE INDEX "incident_reading_waiting" ON "incident_reading" USING btree ("started_at") WHERE not is_compared;--> statement-breakpoint
CREATE INDEX "repeat_suggestion_repeats" ON "repeat_suggestion" USING btree ("repeats_id");--> statement-breakpoint
INSERT INTO "incident_state" ("state") VALUES (gen_random_uuid());--> statement-breakpoint
CREATE FUNCTION "renew_incident_state"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	INSERT INTO "incident_state" ("only", "state") VALUES (true, gen_random_uuid())
	ON CONFLICT ("only") DO UPDATE SET "state" = excluded."state";
	RETURN NULL;
END
$$;--> statement-breakpoint
CREATE TRIGGER "incident_changed" AFTER INSERT OR UPDATE OR DELETE ON "incident" FOR EACH STATEMENT EXECUTE FUNCTION "renew_incident_state"();--> statement-breakpoint
CREATE TRIGGER "postmortem_changed" AFTER INSERT OR UPDATE OR DELETE ON "postmortem" FOR EACH STATEMENT EXECUTE FUNCTION "renew_incident_state"();--> statement-breakpoint
CREATE TRIGGER "pair_verdict_changed" AFTER INSERT OR UPDATE OR DELETE ON "pair_verdict" FOR EACH STATEMENT EXECUTE FUNCTION "renew_incident_state"();
