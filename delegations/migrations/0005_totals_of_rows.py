"""How many rows large tables have, kept by triggers; counted once here."""

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations

FILL = """
INSERT INTO meetings_rowtotal ("table", rows)
SELECT 'delegations_delegation', count(*) FROM delegations_delegation HAVING count(*) > 0
UNION ALL SELECT 'delegations_delegate', count(*) FROM delegations_delegate HAVING count(*) > 0
UNION ALL SELECT 'delegations_delegationcitation', count(*) FROM delegations_delegationcitation HAVING count(*) > 0
"""


class Migration(migrations.Migration):

    dependencies = [
        ('delegations', '0004_records_by_their_last_change'),
        ('meetings', '0026_totals_of_rows'),
    ]

    operations = [
        pgtrigger.migrations.AddTrigger(
            model_name='delegate',
            trigger=pgtrigger.compiler.Trigger(name='counts_rows_on_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO meetings_rowtotal ("table", rows) SELECT TG_TABLE_NAME, count(*) FROM new_rows HAVING count(*) > 0; RETURN NULL;', hash='51487c06fbd478063a2b7a889fe7354129fb0d44', level='STATEMENT', operation='INSERT', pgid='pgtrigger_counts_rows_on_insert_5d530', referencing='REFERENCING NEW TABLE AS new_rows ', table='delegations_delegate', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='delegate',
            trigger=pgtrigger.compiler.Trigger(name='counts_rows_on_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO meetings_rowtotal ("table", rows) SELECT TG_TABLE_NAME, -count(*) FROM old_rows HAVING count(*) > 0; RETURN NULL;', hash='ad077151738328d8338a0e9391c40bc33c00cfd4', level='STATEMENT', operation='DELETE', pgid='pgtrigger_counts_rows_on_delete_986da', referencing='REFERENCING OLD TABLE AS old_rows ', table='delegations_delegate', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='delegate',
            trigger=pgtrigger.compiler.Trigger(name='counts_rows_on_truncate', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO meetings_rowtotal ("table", rows) SELECT TG_TABLE_NAME, -count(*) FROM delegations_delegate HAVING count(*) > 0; RETURN NULL;', hash='1088856c55f9f63b20629832ca13151441966a23', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_counts_rows_on_truncate_8a60c', table='delegations_delegate', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='delegation',
            trigger=pgtrigger.compiler.Trigger(name='counts_rows_on_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO meetings_rowtotal ("table", rows) SELECT TG_TABLE_NAME, count(*) FROM new_rows HAVING count(*) > 0; RETURN NULL;', hash='4fbecf33e10d16906147cc5f7e2fbc2a824956f2', level='STATEMENT', operation='INSERT', pgid='pgtrigger_counts_rows_on_insert_0d27e', referencing='REFERENCING NEW TABLE AS new_rows ', table='delegations_delegation', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='delegation',
            trigger=pgtrigger.compiler.Trigger(name='counts_rows_on_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO meetings_rowtotal ("table", rows) SELECT TG_TABLE_NAME, -count(*) FROM old_rows HAVING count(*) > 0; RETURN NULL;', hash='31ad39a6645371c457a715929eba2c62cc0c6928', level='STATEMENT', operation='DELETE', pgid='pgtrigger_counts_rows_on_delete_b65c9', referencing='REFERENCING OLD TABLE AS old_rows ', table='delegations_delegation', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='delegation',
            trigger=pgtrigger.compiler.Trigger(name='counts_rows_on_truncate', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO meetings_rowtotal ("table", rows) SELECT TG_TABLE_NAME, -count(*) FROM delegations_delegation HAVING count(*) > 0; RETURN NULL;', hash='0bdb311ded7b619ade226fcd4b46af5ce118da2e', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_counts_rows_on_truncate_e758f', table='delegations_delegation', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='delegationcitation',
            trigger=pgtrigger.compiler.Trigger(name='counts_rows_on_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO meetings_rowtotal ("table", rows) SELECT TG_TABLE_NAME, count(*) FROM new_rows HAVING count(*) > 0; RETURN NULL;', hash='05828b45663b069f862ec6532dac2aefcd9136c4', level='STATEMENT', operation='INSERT', pgid='pgtrigger_counts_rows_on_insert_7c162', referencing='REFERENCING NEW TABLE AS new_rows ', table='delegations_delegationcitation', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='delegationcitation',
            trigger=pgtrigger.compiler.Trigger(name='counts_rows_on_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO meetings_rowtotal ("table", rows) SELECT TG_TABLE_NAME, -count(*) FROM old_rows HAVING count(*) > 0; RETURN NULL;', hash='04dc4a07fc7a703a64aa5a11e25d8fbe21e52f70', level='STATEMENT', operation='DELETE', pgid='pgtrigger_counts_rows_on_delete_265ea', referencing='REFERENCING OLD TABLE AS old_rows ', table='delegations_delegationcitation', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='delegationcitation',
            trigger=pgtrigger.compiler.Trigger(name='counts_rows_on_truncate', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO meetings_rowtotal ("table", rows) SELECT TG_TABLE_NAME, -count(*) FROM delegations_delegationcitation HAVING count(*) > 0; RETURN NULL;', hash='1226e5b24d5c2d698a1b7ebbbc4662b657f305df', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_counts_rows_on_truncate_1798c', table='delegations_delegationcitation', when='BEFORE')),
        ),
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
    ]
