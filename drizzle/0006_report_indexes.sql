DROP INDEX "item_moment_present";--> statement-breakpoint
CREATE INDEX "item_event_late" ON "item_event" USING btree ("recorded_at") WHERE recorded_at - occurred_at > interval '24 hours';--> statement-breakpoint
CREATE INDEX "item_moment_end" ON "item_moment" USING btree ("to_at");