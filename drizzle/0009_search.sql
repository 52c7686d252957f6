-- Words of a text as search has them: signs part words, so that INC-231, config-push and docs/outage.md are found by each of their parts.
-- Small letters as Unicode has them wherever the server can: a database made with the locale C would know those of ASCII only.
DO $do$
DECLARE
	known text := 'default';
	candidate text;
BEGIN
	FOREACH candidate IN ARRAY ARRAY['pg_c_utf8', 'und-x-icu', 'C.utf8', 'default'] LOOP
		BEGIN
			EXECUTE format('select lower(%L collate %I)', 'Ä', candidate);
			known := candidate;
			EXIT;
		EXCEPTION WHEN OTHERS THEN NULL;
		END;
	END LOOP;
	EXECUTE format($make$
		CREATE FUNCTION "search_words"("given" text, "most" integer) RETURNS tsvector LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
			SELECT to_tsvector('pg_catalog.simple'::regconfig, translate(lower(left(given, most) COLLATE %I),
				'!"#$%%&''()*+,-./:;<=>?@[\]^_`{|}~“”„‘’‚«»‹›–—…•·、。・，：；！？（）「」『』【】', repeat(' ', 100)))
		$$ $make$, known);
END
$do$;--> statement-breakpoint
CREATE FUNCTION "search_list"("given" text[]) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
	SELECT coalesce(array_to_string(given, ' '), '')
$$;--> statement-breakpoint
ALTER TABLE "incident" ADD COLUMN "words" tsvector GENERATED ALWAYS AS (
	setweight(search_words("id" || ' ' || "title", 10000), 'A')
	|| setweight(search_words(search_list("services") || ' ' || search_list("causes"), 10000), 'B')
	|| setweight(search_words(coalesce("summary", '') || ' ' || coalesce("root_cause", ''), 60000), 'C')
) STORED;--> statement-breakpoint
ALTER TABLE "postmortem" ADD COLUMN "words" tsvector GENERATED ALWAYS AS (
	setweight(search_words("title", 10000), 'A')
	|| setweight(search_words(search_list("authors") || ' ' || "source", 10000), 'B')
	|| setweight(search_words(coalesce("summary", ''), 60000), 'C')
) STORED;--> statement-breakpoint
ALTER TABLE "action_item" ADD COLUMN "words" tsvector GENERATED ALWAYS AS (
	setweight(search_words("text", 20000), 'A')
	|| setweight(search_words("incident_id" || ' ' || coalesce("issue_key", ''), 10000), 'A')
	|| setweight(search_words(coalesce("promised_owner", '') || ' ' || coalesce("section", ''), 10000), 'B')
	|| setweight(search_words(coalesce("test", ''), 20000), 'C')
) STORED;--> statement-breakpoint
CREATE INDEX "incident_words" ON "incident" USING gin ("words");--> statement-breakpoint
CREATE INDEX "postmortem_words" ON "postmortem" USING gin ("words");--> statement-breakpoint
CREATE INDEX "action_item_words" ON "action_item" USING gin ("words");--> statement-breakpoint
CREATE INDEX "item_moment_assignee" ON "item_moment" USING gin (search_words("assignee", 1000)) WHERE to_at is null;
