"""The functions that the triggers call, and the folding of names for sorting and search."""

from django.contrib.postgres.operations import BtreeGistExtension, TrigramExtension, UnaccentExtension
from django.db import migrations

FUNCTIONS = r"""
-- The tables come with the next migration.
SET LOCAL check_function_bodies = off;

-- unaccent() depends on the search path, so it is not immutable; with its dictionary named it is.
CREATE OR REPLACE FUNCTION reconvene_fold(value text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT AS
$$ SELECT lower(public.unaccent('public.unaccent', value)) $$;

CREATE OR REPLACE FUNCTION reconvene_session_published(session bigint) RETURNS boolean
LANGUAGE sql STABLE AS
$$ SELECT EXISTS (SELECT 1 FROM meetings_session WHERE id = session AND publication = 'published') $$;

-- Once per transaction: leave a row whose deferred trigger counts the data version at the very end.
CREATE OR REPLACE FUNCTION reconvene_public_change() RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    IF current_setting('reconvene.public_change', true) = pg_current_xact_id()::text THEN
        RETURN;
    END IF;
    PERFORM set_config('reconvene.public_change', pg_current_xact_id()::text, true);
    INSERT INTO meetings_pendingchange DEFAULT VALUES;
END $$;

CREATE OR REPLACE FUNCTION reconvene_count_data_version(pending bigint) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM meetings_pendingchange WHERE id = pending;
    INSERT INTO meetings_dataversion (id, number, raised_at) VALUES (1, 1, clock_timestamp())
    ON CONFLICT (id) DO UPDATE SET number = meetings_dataversion.number + 1, raised_at = clock_timestamp();
    -- A change after this moment of the same transaction (deferred triggers fired early) counts again.
    PERFORM set_config('reconvene.public_change', '', true);
END $$;

-- Mark councils, and those that continue them: their stream begins with these sessions.
CREATE OR REPLACE FUNCTION reconvene_mark_assessment_due(councils bigint[]) RETURNS void LANGUAGE sql AS $$
    INSERT INTO meetings_assessmentdue (council_id, marked_at, transaction_id)
    WITH RECURSIVE line AS (
        SELECT DISTINCT unnest(councils) AS id
        UNION
        SELECT s.successor_id FROM meetings_succession s JOIN line ON s.predecessor_id = line.id
        WHERE s.kind = 'continues'
    )
    SELECT c.id, now(), pg_current_xact_id()::text::bigint
    FROM meetings_council c JOIN line USING (id) ORDER BY c.id
    ON CONFLICT (council_id, transaction_id) DO NOTHING
$$;

CREATE OR REPLACE FUNCTION reconvene_retire(retired text, heir text, what text) RETURNS void LANGUAGE sql AS $$
    DELETE FROM meetings_retiredid WHERE key = heir;
    INSERT INTO meetings_retiredid (key, successor, outcome, reason, retired_at)
    VALUES (retired, heir, what, '', now())
    ON CONFLICT (key) DO UPDATE SET successor = EXCLUDED.successor, outcome = EXCLUDED.outcome, retired_at = now()
$$;

CREATE OR REPLACE FUNCTION reconvene_require_source(session bigint) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM meetings_session WHERE id = session AND publication = 'published')
       AND NOT EXISTS (SELECT 1 FROM meetings_sessioncitation WHERE session_id = session) THEN
        RAISE EXCEPTION 'Session S% is published without a source: every published session needs a citation.', session
            USING ERRCODE = 'check_violation', CONSTRAINT = 'session_published_with_source';
    END IF;
END $$;
"""

DROP = """
DROP FUNCTION IF EXISTS reconvene_fold(text), reconvene_session_published(bigint), reconvene_public_change(),
    reconvene_count_data_version(bigint), reconvene_mark_assessment_due(bigint[]), reconvene_retire(text, text, text),
    reconvene_require_source(bigint);
"""


class Migration(migrations.Migration):
    initial = True
    dependencies = []
    # Triggers are created by the next migration and look these up by name when they first run.
    operations = [
        BtreeGistExtension(),
        TrigramExtension(),
        UnaccentExtension(),
        migrations.RunSQL(FUNCTIONS, DROP),
    ]
