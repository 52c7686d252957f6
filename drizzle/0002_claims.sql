DROP INDEX "write_due";--> statement-breakpoint
CREATE INDEX "write_due" ON "write" USING btree ("tracker_id","run_at","created_at") WHERE state in ('queued', 'unknown', 'sending');