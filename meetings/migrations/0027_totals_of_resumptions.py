"""How many flags there are, kept by triggers; counted once here."""

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations

FILL = """
INSERT INTO meetings_rowtotal ("table", rows)
SELECT 'meetings_resumption', count(*) FROM meetings_resumption HAVING count(*) > 0
"""


class Migration(migrations.Migration):

    dependencies = [
        ('meetings', '0026_totals_of_rows'),
    ]

    operations = [
        pgtrigger.migrations.AddTrigger(
            model_name='resumption',
            trigger=pgtrigger.compiler.Trigger(name='counts_rows_on_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO meetings_rowtotal ("table", rows) SELECT TG_TABLE_NAME, count(*) FROM new_rows HAVING count(*) > 0; RETURN NULL;', hash='250d1766406a6a02d5ee7ba4611db96c1f76bc84', level='STATEMENT', operation='INSERT', pgid='pgtrigger_counts_rows_on_insert_16d52', referencing='REFERENCING NEW TABLE AS new_rows ', table='meetings_resumption', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='resumption',
            trigger=pgtrigger.compiler.Trigger(name='counts_rows_on_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO meetings_rowtotal ("table", rows) SELECT TG_TABLE_NAME, -count(*) FROM old_rows HAVING count(*) > 0; RETURN NULL;', hash='aa6098ab254ec629be242a9b812d78b648bc1449', level='STATEMENT', operation='DELETE', pgid='pgtrigger_counts_rows_on_delete_4f821', referencing='REFERENCING OLD TABLE AS old_rows ', table='meetings_resumption', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='resumption',
            trigger=pgtrigger.compiler.Trigger(name='counts_rows_on_truncate', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO meetings_rowtotal ("table", rows) SELECT TG_TABLE_NAME, -count(*) FROM meetings_resumption HAVING count(*) > 0; RETURN NULL;', hash='0367c98c972d5c284dcb38cf173fb9119e2ec5d3', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_counts_rows_on_truncate_7d5ad', table='meetings_resumption', when='BEFORE')),
        ),
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
    ]
