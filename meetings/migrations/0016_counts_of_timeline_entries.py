"""How many entries the timeline has of each council and year, kept by triggers; counted once here."""

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


# Counted anew, whatever is kept.
COUNT = """
CREATE FUNCTION reconvene_timeline_counts() RETURNS TABLE (
    council_id bigint, year smallint, entries integer, sessions integer
) LANGUAGE sql STABLE AS $$
    SELECT e.council_id, extract(year FROM e.first_day)::smallint, count(*)::int, (count(*) FILTER (WHERE e.is_first))::int
    FROM meetings_timelineentry e WHERE e.embargo_until IS NULL GROUP BY 1, 2
$$;
"""
REMOVE = "DROP FUNCTION reconvene_timeline_counts()"
FILL = """
INSERT INTO meetings_timelinecount (council_id, year, entries, sessions) SELECT * FROM reconvene_timeline_counts()
"""


class Migration(migrations.Migration):

    dependencies = [
        ('meetings', '0015_merged_stays_withdrawn'),
    ]

    operations = [
        migrations.CreateModel(
            name='TimelineCount',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('year', models.SmallIntegerField(help_text='Of the earliest day on which they may have begun.')),
                ('entries', models.IntegerField(help_text='Entries more, or fewer if negative.')),
                ('sessions', models.IntegerField(help_text="Of these, those that are their session's first entry.")),
            ],
        ),
        migrations.RemoveIndex(
            model_name='timelineentry',
            name='entry_in_lane',
        ),
        migrations.AlterField(
            model_name='timelineentry',
            name='council',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='meetings.council'),
        ),
        migrations.AlterField(
            model_name='timelineentry',
            name='session',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='meetings.session'),
        ),
        migrations.AddIndex(
            model_name='resumption',
            index=models.Index(models.F('resumed_on__startswith'), models.F('resumed_on__endswith'), models.F('id'), condition=models.Q(('state__in', ('raised', 'confirmed'))), name='resumption_latest'),
        ),
        migrations.AddIndex(
            model_name='timelineentry',
            index=models.Index(fields=['council', 'first_day'], include=('last_day', 'is_wide', 'is_first', 'embargo_until', 'session'), name='entry_in_lane'),
        ),
        migrations.AddIndex(
            model_name='timelineentry',
            index=models.Index(fields=['first_day'], include=('last_day', 'is_wide', 'is_first', 'embargo_until', 'session', 'council'), name='entry_by_first_day'),
        ),
        migrations.AddIndex(
            model_name='timelineentry',
            index=models.Index(fields=['last_day'], include=('first_day', 'is_wide', 'embargo_until', 'session'), name='entry_by_last_day'),
        ),
        migrations.AddIndex(
            model_name='timelineentry',
            index=models.Index(condition=models.Q(('embargo_until__isnull', False)), fields=['embargo_until'], name='entry_embargoed'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='timelineentry',
            trigger=pgtrigger.compiler.Trigger(name='counts_entries_on_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO meetings_timelinecount (council_id, year, entries, sessions) SELECT council_id, extract(year FROM first_day), sum(sign), sum(sign * is_first::int) FROM (SELECT council_id, first_day, is_first, embargo_until, 1 AS sign FROM new_rows) AS changed WHERE embargo_until IS NULL GROUP BY 1, 2 HAVING sum(sign) <> 0 OR sum(sign * is_first::int) <> 0; RETURN NULL;', hash='b4becba7457397bb6e6481f4fd905a66a048ce3a', level='STATEMENT', operation='INSERT', pgid='pgtrigger_counts_entries_on_insert_d1779', referencing='REFERENCING NEW TABLE AS new_rows ', table='meetings_timelineentry', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='timelineentry',
            trigger=pgtrigger.compiler.Trigger(name='counts_entries_on_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO meetings_timelinecount (council_id, year, entries, sessions) SELECT council_id, extract(year FROM first_day), sum(sign), sum(sign * is_first::int) FROM (SELECT council_id, first_day, is_first, embargo_until, -1 AS sign FROM old_rows UNION ALL SELECT council_id, first_day, is_first, embargo_until, 1 AS sign FROM new_rows) AS changed WHERE embargo_until IS NULL GROUP BY 1, 2 HAVING sum(sign) <> 0 OR sum(sign * is_first::int) <> 0; RETURN NULL;', hash='9e39f7e5ab21f969a53d3d7cd2c891d53d228bf4', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_counts_entries_on_update_e43c7', referencing='REFERENCING OLD TABLE AS old_rows  NEW TABLE AS new_rows ', table='meetings_timelineentry', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='timelineentry',
            trigger=pgtrigger.compiler.Trigger(name='counts_entries_on_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO meetings_timelinecount (council_id, year, entries, sessions) SELECT council_id, extract(year FROM first_day), sum(sign), sum(sign * is_first::int) FROM (SELECT council_id, first_day, is_first, embargo_until, -1 AS sign FROM old_rows) AS changed WHERE embargo_until IS NULL GROUP BY 1, 2 HAVING sum(sign) <> 0 OR sum(sign * is_first::int) <> 0; RETURN NULL;', hash='f519e5e982517c0938185bf98c9d81299f40eaa0', level='STATEMENT', operation='DELETE', pgid='pgtrigger_counts_entries_on_delete_23a80', referencing='REFERENCING OLD TABLE AS old_rows ', table='meetings_timelineentry', when='AFTER')),
        ),
        migrations.AddField(
            model_name='timelinecount',
            name='council',
            field=models.ForeignKey(db_constraint=False, help_text='May be gone: the sum is then nothing.', on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='meetings.council'),
        ),
        migrations.AddIndex(
            model_name='timelinecount',
            index=models.Index(fields=['year'], name='timeline_count_by_year'),
        ),
        migrations.RunSQL(COUNT, REMOVE),
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
    ]
