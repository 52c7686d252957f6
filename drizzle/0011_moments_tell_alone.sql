DROP INDEX "item_moment_telling";--> statement-breakpoint
ALTER TABLE "item_moment" ADD COLUMN "created_at" timestamp (3) with time zone;--> statement-breakpoint
UPDATE "item_moment" SET "created_at" = "action_item"."created_at" FROM "action_item" WHERE "action_item"."id" = "item_moment"."item_id";--> statement-breakpoint
ALTER TABLE "item_moment" ALTER COLUMN "created_at" SET NOT NULL;--> statement-breakpoint
CREATE INDEX "action_item_created" ON "action_item" USING btree ("created_at");--> statement-breakpoint
CREATE INDEX "action_item_test" ON "action_item" USING btree ("team") WHERE test is not null;--> statement-breakpoint
CREATE INDEX "item_moment_refuted" ON "item_moment" USING btree ("item_id") WHERE verdict = 'not-held';--> statement-breakpoint
CREATE INDEX "item_moment_telling" ON "item_moment" USING btree ("team","to_at") WHERE is_owed or was_ever_owed and (state = 'cancelled' and not is_explained or verdict = 'not-held');