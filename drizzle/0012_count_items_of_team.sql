DROP INDEX "action_item_team";--> statement-breakpoint
CREATE INDEX "action_item_team" ON "action_item" USING btree ("team","created_at");