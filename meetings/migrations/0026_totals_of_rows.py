"""How many rows large tables have, kept by triggers; counted once here."""

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

FILL = """
INSERT INTO meetings_rowtotal ("table", rows)
SELECT 'meetings_sessioncitation', count(*) FROM meetings_sessioncitation HAVING count(*) > 0
UNION ALL SELECT 'meetings_agendaitem', count(*) FROM meetings_agendaitem HAVING count(*) > 0
UNION ALL SELECT 'meetings_gap', count(*) FROM meetings_gap HAVING count(*) > 0
"""


class Migration(migrations.Migration):

    dependencies = [
        ('meetings', '0025_merges_can_be_undone'),
    ]

    operations = [
        migrations.CreateModel(
            name='RowTotal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('table', models.CharField(help_text="The table's name in the database.", max_length=63)),
                ('rows', models.BigIntegerField(help_text='Rows more, or fewer if negative.')),
            ],
        ),
        migrations.AddIndex(
            model_name='gap',
            index=models.Index(condition=models.Q(('status__in', ('first_recorded', 'not_counted', 'same_sitting'))), fields=['id'], name='gap_that_is_none'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='agendaitem',
            trigger=pgtrigger.compiler.Trigger(name='counts_rows_on_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO meetings_rowtotal ("table", rows) SELECT TG_TABLE_NAME, count(*) FROM new_rows HAVING count(*) > 0; RETURN NULL;', hash='e0a63b19cad0871a7484d459748d9b9cff1521cd', level='STATEMENT', operation='INSERT', pgid='pgtrigger_counts_rows_on_insert_5823d', referencing='REFERENCING NEW TABLE AS new_rows ', table='meetings_agendaitem', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='agendaitem',
            trigger=pgtrigger.compiler.Trigger(name='counts_rows_on_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO meetings_rowtotal ("table", rows) SELECT TG_TABLE_NAME, -count(*) FROM old_rows HAVING count(*) > 0; RETURN NULL;', hash='f9a5e0821c76e50b3108101d8c78dc7a56cd1d5c', level='STATEMENT', operation='DELETE', pgid='pgtrigger_counts_rows_on_delete_5c984', referencing='REFERENCING OLD TABLE AS old_rows ', table='meetings_agendaitem', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='agendaitem',
            trigger=pgtrigger.compiler.Trigger(name='counts_rows_on_truncate', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO meetings_rowtotal ("table", rows) SELECT TG_TABLE_NAME, -count(*) FROM meetings_agendaitem HAVING count(*) > 0; RETURN NULL;', hash='6cf48d083409d9d0f9af0cce805c7bd0a3d326ef', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_counts_rows_on_truncate_c5a71', table='meetings_agendaitem', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='gap',
            trigger=pgtrigger.compiler.Trigger(name='counts_rows_on_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO meetings_rowtotal ("table", rows) SELECT TG_TABLE_NAME, count(*) FROM new_rows HAVING count(*) > 0; RETURN NULL;', hash='8e3045590bf30988f0dcf2d44286a577a2c2d43a', level='STATEMENT', operation='INSERT', pgid='pgtrigger_counts_rows_on_insert_b2c80', referencing='REFERENCING NEW TABLE AS new_rows ', table='meetings_gap', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='gap',
            trigger=pgtrigger.compiler.Trigger(name='counts_rows_on_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO meetings_rowtotal ("table", rows) SELECT TG_TABLE_NAME, -count(*) FROM old_rows HAVING count(*) > 0; RETURN NULL;', hash='56b032eabde61b99d93d430c4b4311aa33628474', level='STATEMENT', operation='DELETE', pgid='pgtrigger_counts_rows_on_delete_c5ac3', referencing='REFERENCING OLD TABLE AS old_rows ', table='meetings_gap', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='gap',
            trigger=pgtrigger.compiler.Trigger(name='counts_rows_on_truncate', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO meetings_rowtotal ("table", rows) SELECT TG_TABLE_NAME, -count(*) FROM meetings_gap HAVING count(*) > 0; RETURN NULL;', hash='64b879d06fa6d3b92f1cbeeec07c457a6ce86245', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_counts_rows_on_truncate_236f9', table='meetings_gap', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='sessioncitation',
            trigger=pgtrigger.compiler.Trigger(name='counts_rows_on_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO meetings_rowtotal ("table", rows) SELECT TG_TABLE_NAME, count(*) FROM new_rows HAVING count(*) > 0; RETURN NULL;', hash='5579734f99143de75846020ea770c8fcb811b0e9', level='STATEMENT', operation='INSERT', pgid='pgtrigger_counts_rows_on_insert_11d1b', referencing='REFERENCING NEW TABLE AS new_rows ', table='meetings_sessioncitation', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='sessioncitation',
            trigger=pgtrigger.compiler.Trigger(name='counts_rows_on_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO meetings_rowtotal ("table", rows) SELECT TG_TABLE_NAME, -count(*) FROM old_rows HAVING count(*) > 0; RETURN NULL;', hash='3d08b9a408501c4733668f5cd1c8c8cedf6764dc', level='STATEMENT', operation='DELETE', pgid='pgtrigger_counts_rows_on_delete_538d1', referencing='REFERENCING OLD TABLE AS old_rows ', table='meetings_sessioncitation', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='sessioncitation',
            trigger=pgtrigger.compiler.Trigger(name='counts_rows_on_truncate', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO meetings_rowtotal ("table", rows) SELECT TG_TABLE_NAME, -count(*) FROM meetings_sessioncitation HAVING count(*) > 0; RETURN NULL;', hash='c5649c00173b14441a6976c987893f4aeee0b8b2', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_counts_rows_on_truncate_286de', table='meetings_sessioncitation', when='BEFORE')),
        ),
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
    ]
