"""How many rows large tables have, kept by triggers; counted once here."""

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations

FILL = """
INSERT INTO meetings_rowtotal ("table", rows)
SELECT 'statements_statement', count(*) FROM statements_statement HAVING count(*) > 0
UNION ALL SELECT 'statements_wording', count(*) FROM statements_wording HAVING count(*) > 0
"""


class Migration(migrations.Migration):

    dependencies = [
        ('statements', '0011_statement_embargo'),
        ('meetings', '0026_totals_of_rows'),
    ]

    operations = [
        pgtrigger.migrations.AddTrigger(
            model_name='statement',
            trigger=pgtrigger.compiler.Trigger(name='counts_rows_on_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO meetings_rowtotal ("table", rows) SELECT TG_TABLE_NAME, count(*) FROM new_rows HAVING count(*) > 0; RETURN NULL;', hash='2715844e1aff51b0b0c9a4f61996e296961f415c', level='STATEMENT', operation='INSERT', pgid='pgtrigger_counts_rows_on_insert_80339', referencing='REFERENCING NEW TABLE AS new_rows ', table='statements_statement', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='statement',
            trigger=pgtrigger.compiler.Trigger(name='counts_rows_on_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO meetings_rowtotal ("table", rows) SELECT TG_TABLE_NAME, -count(*) FROM old_rows HAVING count(*) > 0; RETURN NULL;', hash='d41f76330d70784d4471a6cf57f57882d43900f7', level='STATEMENT', operation='DELETE', pgid='pgtrigger_counts_rows_on_delete_f2d10', referencing='REFERENCING OLD TABLE AS old_rows ', table='statements_statement', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='statement',
            trigger=pgtrigger.compiler.Trigger(name='counts_rows_on_truncate', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO meetings_rowtotal ("table", rows) SELECT TG_TABLE_NAME, -count(*) FROM statements_statement HAVING count(*) > 0; RETURN NULL;', hash='8c14221332a65837ada92a8a29e2117e8e762cf2', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_counts_rows_on_truncate_19115', table='statements_statement', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='wording',
            trigger=pgtrigger.compiler.Trigger(name='counts_rows_on_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO meetings_rowtotal ("table", rows) SELECT TG_TABLE_NAME, count(*) FROM new_rows HAVING count(*) > 0; RETURN NULL;', hash='e6311b2321de50bb4a654dfec52093433dc4a7dc', level='STATEMENT', operation='INSERT', pgid='pgtrigger_counts_rows_on_insert_f464d', referencing='REFERENCING NEW TABLE AS new_rows ', table='statements_wording', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='wording',
            trigger=pgtrigger.compiler.Trigger(name='counts_rows_on_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO meetings_rowtotal ("table", rows) SELECT TG_TABLE_NAME, -count(*) FROM old_rows HAVING count(*) > 0; RETURN NULL;', hash='98ebe51d86437a7fa4a55b6abf5a39fac61d787d', level='STATEMENT', operation='DELETE', pgid='pgtrigger_counts_rows_on_delete_14f31', referencing='REFERENCING OLD TABLE AS old_rows ', table='statements_wording', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='wording',
            trigger=pgtrigger.compiler.Trigger(name='counts_rows_on_truncate', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO meetings_rowtotal ("table", rows) SELECT TG_TABLE_NAME, -count(*) FROM statements_wording HAVING count(*) > 0; RETURN NULL;', hash='ae298d04a7abf85a68cac556fbf7e8a8b978f79d', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_counts_rows_on_truncate_78014', table='statements_wording', when='BEFORE')),
        ),
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
    ]
