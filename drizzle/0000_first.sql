CREATE EXTENSION IF NOT EXISTS pg_trgm;--> statement-breakpoint
CREATE TABLE "action_item" (
	"id" uuid PRIMARY KEY NOT NULL,
	"postmortem_id" uuid NOT NULL,
	"incident_id" text NOT NULL,
	"key" text NOT NULL,
	"line" integer NOT NULL,
	"text" text NOT NULL,
	"section" text,
	"category" text,
	"level" text,
	"test" text,
	"team" text NOT NULL,
	"links" text[] NOT NULL,
	"weaknesses" jsonb NOT NULL,
	"promised_owner" text,
	"promised_due" date,
	"promised_priority" text,
	"promised_done" boolean NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"recorded_at" timestamp (3) with time zone NOT NULL,
	"withdrawn_at" timestamp (3) with time zone,
	"tracker_id" text,
	"tracker_kind" text,
	"issue_id" text,
	"issue_key" text,
	"issue_url" text,
	"issue_title" text,
	"linked_at" timestamp (3) with time zone,
	"adopted" boolean DEFAULT false NOT NULL,
	"issue_updated_at" timestamp (3) with time zone,
	"marker_put_back_at" timestamp (3) with time zone,
	"drift" text[] NOT NULL,
	CONSTRAINT "action_item_key_unique" UNIQUE("key"),
	CONSTRAINT "action_item_category" CHECK (category in ('prevent', 'detect', 'mitigate', 'process', 'investigate')),
	CONSTRAINT "action_item_priority" CHECK (promised_priority in ('urgent', 'high', 'medium', 'low'))
);
--> statement-breakpoint
CREATE TABLE "digest_delivery" (
	"week" text NOT NULL,
	"recipient" text NOT NULL,
	"state" text NOT NULL,
	"claimed_at" timestamp (3) with time zone NOT NULL,
	"finished_at" timestamp (3) with time zone,
	"error" text,
	CONSTRAINT "digest_delivery_week_recipient_pk" PRIMARY KEY("week","recipient"),
	CONSTRAINT "digest_delivery_state" CHECK (state in ('claimed', 'sent', 'failed'))
);
--> statement-breakpoint
CREATE TABLE "incident" (
	"id" text PRIMARY KEY NOT NULL,
	"title" text NOT NULL,
	"severity" text,
	"services" text[] NOT NULL,
	"causes" text[] NOT NULL,
	"repeats" text,
	"customer_visible" boolean,
	"started_at" timestamp (3) with time zone,
	"ended_at" timestamp (3) with time zone,
	"summary" text,
	"recorded_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "item_event" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "item_event_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"item_id" uuid NOT NULL,
	"field" text NOT NULL,
	"value" text,
	"occurred_at" timestamp (3) with time zone NOT NULL,
	"recorded_at" timestamp (3) with time zone NOT NULL,
	"by" text,
	"origin" text NOT NULL,
	"source_key" text NOT NULL,
	CONSTRAINT "item_event_field" CHECK (field in ('state', 'due', 'assignee', 'assignee_active', 'priority', 'issue', 'reason', 'accepted_until', 'verified', 'activity')),
	CONSTRAINT "item_event_origin" CHECK (origin in ('document', 'tracker', 'review', 'followthrough'))
);
--> statement-breakpoint
CREATE TABLE "job" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "job_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"name" text NOT NULL,
	"slot" timestamp (3) with time zone NOT NULL,
	"state" text NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"run_at" timestamp (3) with time zone NOT NULL,
	"locked_by" text,
	"locked_until" timestamp (3) with time zone,
	"error" text,
	"created_at" timestamp (3) with time zone NOT NULL,
	"finished_at" timestamp (3) with time zone,
	CONSTRAINT "job_name" CHECK (name in ('drain', 'sweep', 'fullSweep', 'digest')),
	CONSTRAINT "job_state" CHECK (state in ('ready', 'running', 'done', 'failed'))
);
--> statement-breakpoint
CREATE TABLE "pair_verdict" (
	"incident_id" text NOT NULL,
	"repeats_id" text NOT NULL,
	"verdict" text NOT NULL,
	"by" text,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "pair_verdict_incident_id_repeats_id_pk" PRIMARY KEY("incident_id","repeats_id"),
	CONSTRAINT "pair_verdict_word" CHECK (verdict in ('confirmed', 'rejected'))
);
--> statement-breakpoint
CREATE TABLE "postmortem" (
	"id" uuid PRIMARY KEY NOT NULL,
	"incident_id" text NOT NULL,
	"incident_declared" boolean NOT NULL,
	"source" text NOT NULL,
	"part" integer NOT NULL,
	"title" text NOT NULL,
	"fingerprint" text NOT NULL,
	"authors" text[] NOT NULL,
	"summary" text,
	"published_at" timestamp (3) with time zone,
	"problems" jsonb NOT NULL,
	"recorded_at" timestamp (3) with time zone NOT NULL,
	"edited_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "sweep_state" (
	"tracker_id" text PRIMARY KEY NOT NULL,
	"swept_at" timestamp (3) with time zone,
	"full_swept_at" timestamp (3) with time zone,
	"error" text,
	"error_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "write" (
	"id" uuid PRIMARY KEY NOT NULL,
	"item_id" uuid NOT NULL,
	"tracker_id" text NOT NULL,
	"kind" text NOT NULL,
	"issue_uuid" uuid NOT NULL,
	"payload" jsonb NOT NULL,
	"state" text NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"run_at" timestamp (3) with time zone NOT NULL,
	"locked_by" text,
	"locked_until" timestamp (3) with time zone,
	"attempted_at" timestamp (3) with time zone,
	"error" text,
	"notes" text[] NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"finished_at" timestamp (3) with time zone,
	CONSTRAINT "write_kind" CHECK (kind in ('create', 'adopt', 'update')),
	CONSTRAINT "write_state" CHECK (state in ('queued', 'sending', 'unknown', 'refused', 'done', 'withdrawn'))
);
--> statement-breakpoint
ALTER TABLE "action_item" ADD CONSTRAINT "action_item_postmortem_id_postmortem_id_fk" FOREIGN KEY ("postmortem_id") REFERENCES "public"."postmortem"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "action_item" ADD CONSTRAINT "action_item_incident_id_incident_id_fk" FOREIGN KEY ("incident_id") REFERENCES "public"."incident"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "item_event" ADD CONSTRAINT "item_event_item_id_action_item_id_fk" FOREIGN KEY ("item_id") REFERENCES "public"."action_item"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "postmortem" ADD CONSTRAINT "postmortem_incident_id_incident_id_fk" FOREIGN KEY ("incident_id") REFERENCES "public"."incident"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "write" ADD CONSTRAINT "write_item_id_action_item_id_fk" FOREIGN KEY ("item_id") REFERENCES "public"."action_item"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "action_item_postmortem" ON "action_item" USING btree ("postmortem_id");--> statement-breakpoint
CREATE INDEX "action_item_incident" ON "action_item" USING btree ("incident_id");--> statement-breakpoint
CREATE INDEX "action_item_team" ON "action_item" USING btree ("team");--> statement-breakpoint
CREATE UNIQUE INDEX "action_item_issue" ON "action_item" USING btree ("tracker_id","issue_id");--> statement-breakpoint
CREATE UNIQUE INDEX "item_event_once" ON "item_event" USING btree ("item_id","source_key");--> statement-breakpoint
CREATE INDEX "item_event_time" ON "item_event" USING btree ("item_id","occurred_at","id");--> statement-breakpoint
CREATE UNIQUE INDEX "job_slot" ON "job" USING btree ("name","slot");--> statement-breakpoint
CREATE UNIQUE INDEX "job_one_runner" ON "job" USING btree ("name") WHERE state = 'running';--> statement-breakpoint
CREATE UNIQUE INDEX "postmortem_incident" ON "postmortem" USING btree ("incident_id");--> statement-breakpoint
CREATE UNIQUE INDEX "postmortem_source" ON "postmortem" USING btree ("source","part");--> statement-breakpoint
CREATE INDEX "write_due" ON "write" USING btree ("state","run_at");--> statement-breakpoint
CREATE INDEX "write_item" ON "write" USING btree ("item_id");--> statement-breakpoint
CREATE UNIQUE INDEX "write_one_link_per_item" ON "write" USING btree ("item_id") WHERE kind in ('create', 'adopt') and state <> 'withdrawn';