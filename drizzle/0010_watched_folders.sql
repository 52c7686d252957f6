CREATE TABLE "watched_folder" (
	"folder" text PRIMARY KEY NOT NULL,
	"read_at" timestamp (3) with time zone NOT NULL,
	"sources" text[] NOT NULL,
	"gone" text[] NOT NULL,
	"changed" integer NOT NULL,
	"problems" jsonb NOT NULL
);
--> statement-breakpoint
ALTER TABLE "job" DROP CONSTRAINT "job_name";--> statement-breakpoint
ALTER TABLE "job" ADD CONSTRAINT "job_name" CHECK (name in ('drain', 'sweep', 'fullSweep', 'digest', 'intake'));