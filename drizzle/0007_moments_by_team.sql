DROP INDEX "item_moment_end";--> statement-breakpoint
DELETE FROM "item_moment";--> statement-breakpoint
ALTER TABLE "item_moment" ADD COLUMN "team" text NOT NULL;--> statement-breakpoint
CREATE INDEX "item_moment_team" ON "item_moment" USING btree ("team","to_at");--> statement-breakpoint
CREATE INDEX "item_moment_telling" ON "item_moment" USING btree ("to_at") WHERE is_owed or was_ever_owed and (state = 'cancelled' and not is_explained or verdict = 'not-held');