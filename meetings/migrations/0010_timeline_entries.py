"""The narrow table that timelines read, kept by triggers; filled with what is on record already."""

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


PLACE = """
CREATE FUNCTION reconvene_timeline_rows(ids bigint[]) RETURNS TABLE (
    session_id bigint, council_id bigint, first_day date, last_day date, is_wide boolean, is_first boolean, embargo_until timestamptz
) LANGUAGE sql STABLE AS $$
    SELECT s.id, link.council_id, lower(s.start), greatest(upper(s.start), upper(s."end")) - 1,
        greatest(upper(s.start), upper(s."end")) - lower(s.start) > 366,
        NOT EXISTS (
            SELECT FROM meetings_sessioncouncil other
            WHERE other.session_id = s.id AND other.council_id < link.council_id
        ),
        s.embargo_until
    FROM meetings_session s JOIN meetings_sessioncouncil link ON link.session_id = s.id
    WHERE s.publication = 'published' AND (ids IS NULL OR s.id = ANY (ids))
$$;

CREATE FUNCTION reconvene_place_on_timeline(ids bigint[]) RETURNS void LANGUAGE sql AS $$
    DELETE FROM meetings_timelineentry WHERE session_id = ANY (ids);
    INSERT INTO meetings_timelineentry
        (session_id, council_id, first_day, last_day, is_wide, is_first, embargo_until)
    SELECT * FROM reconvene_timeline_rows(ids)
$$;
"""
REMOVE = "DROP FUNCTION reconvene_place_on_timeline(bigint[]), reconvene_timeline_rows(bigint[])"
FILL = """
INSERT INTO meetings_timelineentry
    (session_id, council_id, first_day, last_day, is_wide, is_first, embargo_until)
SELECT * FROM reconvene_timeline_rows(NULL)
"""


class Migration(migrations.Migration):

    dependencies = [
        ('meetings', '0009_search'),
    ]

    operations = [
        migrations.CreateModel(
            name='TimelineEntry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('first_day', models.DateField(help_text='Earliest day on which it may have begun.')),
                ('last_day', models.DateField(help_text='Latest day on which it may have ended.')),
                ('is_wide', models.BooleanField(help_text='From its first to its last day lies more than a year.')),
                ('is_first', models.BooleanField(help_text="The session's only entry, or, of a joint session's, that of the lowest council id.")),
                ('embargo_until', models.DateTimeField(help_text="The session's own; NULL: none.", null=True)),
            ],
        ),
        migrations.AddField(
            model_name='timelineentry',
            name='council',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='meetings.council'),
        ),
        migrations.AddField(
            model_name='timelineentry',
            name='session',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='meetings.session'),
        ),
        migrations.RunSQL(PLACE, REMOVE),
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
        migrations.AddIndex(
            model_name='timelineentry',
            index=models.Index(fields=['council', 'first_day'], include=('last_day', 'is_first', 'embargo_until', 'session'), name='entry_in_lane'),
        ),
        migrations.AddIndex(
            model_name='timelineentry',
            index=models.Index(condition=models.Q(('is_wide', True)), fields=['council'], name='entry_wide'),
        ),
        migrations.AddConstraint(
            model_name='timelineentry',
            constraint=models.UniqueConstraint(fields=('session', 'council'), name='timeline_entry_once'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='session',
            trigger=pgtrigger.compiler.Trigger(name='places_on_timeline', sql=pgtrigger.compiler.UpsertTriggerSql(func="IF TG_OP = 'UPDATE' AND OLD IS NOT DISTINCT FROM NEW THEN RETURN NULL; END IF; PERFORM reconvene_place_on_timeline(ARRAY[NEW.id]); RETURN NULL;", hash='9e730f4aed118244ab2a8053380782e1e3d21e52', operation='UPDATE OF "start", "end", "publication", "embargo_until"', pgid='pgtrigger_places_on_timeline_220e6', table='meetings_session', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='sessioncouncil',
            trigger=pgtrigger.compiler.Trigger(name='places_on_timeline', sql=pgtrigger.compiler.UpsertTriggerSql(func="IF TG_OP = 'UPDATE' AND OLD IS NOT DISTINCT FROM NEW THEN RETURN NULL; END IF; PERFORM reconvene_place_on_timeline(ARRAY[NEW.session_id, OLD.session_id]); RETURN NULL;", hash='638ad153051b83e657720013ded341883ef37708', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_places_on_timeline_3d0ef', table='meetings_sessioncouncil', when='AFTER')),
        ),
    ]
