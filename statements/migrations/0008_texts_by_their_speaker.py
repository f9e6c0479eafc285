from django.db import migrations

FUNCTION = r"""
-- The words of a wording, with the clause around a fragment and with the speaker as printed and as office.
CREATE OR REPLACE FUNCTION reconvene_keep_wordings_of(statement bigint, wording bigint DEFAULT NULL) RETURNS void LANGUAGE sql AS $$
INSERT INTO meetings_searchedtext
    (part, row_id, session_id, statement_id, speaker_id, embargo_until, language, day, words, exact)
SELECT 'wording', w.id, s.session_id, s.id, s.speaker_id, s.embargo_until, reconvene_search_language(w.language),
    lower(session.start), reconvene_words(reconvene_search_language(w.language), value),
    to_tsvector('simple', translate(left(value, 100000), '<>', '  '))
FROM statements_wording w
JOIN statements_statement s ON s.id = w.statement_id
JOIN meetings_session session ON session.id = s.session_id,
concat_ws(E'\n', w.text, NULLIF(w.clause, ''), NULLIF(w.speaker_as_printed, ''), NULLIF(s.speaker_role, '')) value
WHERE w.statement_id = statement AND (wording IS NULL OR w.id = wording)
ON CONFLICT (part, row_id) DO UPDATE SET session_id = excluded.session_id, statement_id = excluded.statement_id,
    speaker_id = excluded.speaker_id, embargo_until = excluded.embargo_until, language = excluded.language,
    day = excluded.day, words = excluded.words, exact = excluded.exact
$$;
"""
FILL = """
UPDATE meetings_searchedtext text SET speaker_id = said.speaker_id
FROM statements_statement said WHERE said.id = text.statement_id AND said.speaker_id IS NOT NULL
"""


class Migration(migrations.Migration):

    dependencies = [
        ('meetings', '0023_texts_by_their_speaker'),
        ('statements', '0007_records_by_their_last_change'),
    ]

    operations = [
        migrations.RunSQL(FUNCTION, migrations.RunSQL.noop),
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
    ]
