"""Other addresses of sources, the link check, and what to check again once a source was corrected or withdrawn."""

import django.db.models.deletion
import django.db.models.functions.datetime
import meetings.history
import meetings.models.source
import pghistory.utils
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

from meetings.sources.addresses import address_key

BATCH = 2000


def spell_addresses(apps, schema_editor):
    """Each source gets the key of its address. Where two have the same, the first has it: the other is its double."""
    Source = apps.get_model("meetings", "Source")
    found = Source.objects.exclude(url=None).order_by("pk").values_list("pk", "url")
    taken, rows = set(), []
    for pk, url in found.iterator():
        key = address_key(url)
        if key not in taken:
            taken.add(key)
            rows.append((pk, key))
    # No record changes by this: neither its version nor its history.
    schema_editor.execute("ALTER TABLE meetings_source DISABLE TRIGGER USER")
    with schema_editor.connection.cursor() as cursor:
        for first in range(0, len(rows), BATCH):
            keys, spelled = zip(*rows[first : first + BATCH], strict=True)
            cursor.execute(
                "UPDATE meetings_source SET address_key = spelled.key"
                " FROM unnest(%s::bigint[], %s::text[]) AS spelled (id, key) WHERE meetings_source.id = spelled.id",
                [list(keys), list(spelled)],
            )
    schema_editor.execute("ALTER TABLE meetings_source ENABLE TRIGGER USER")


class Migration(migrations.Migration):

    dependencies = [
        ('meetings', '0013_merges_and_distinctions'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='LinkCheck',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('address', models.URLField(help_text="The page's own address, or that of its stored copy.", max_length=1000)),
                ('host', models.CharField(help_text='Asked once a minute at most.', max_length=255)),
                ('state', models.CharField(choices=[('answers', 'answers'), ('restricted', 'answers, not to everyone'), ('failing', 'did not answer'), ('dead', 'dead'), ('not_asked', 'is not asked')], help_text='What its last answer means.', max_length=12)),
                ('http_status', models.PositiveSmallIntegerField(help_text='NULL: it did not answer at all.', null=True)),
                ('detail', models.CharField(help_text='In a few words: not found, no such host, …', max_length=300)),
                ('checked_at', models.DateTimeField(help_text='UTC.')),
                ('failing_since', models.DateTimeField(help_text='First check since it last answered (UTC); NULL: it answers.', null=True)),
                ('failures', models.PositiveIntegerField(default=0, help_text='Checks in a row without the page.')),
            ],
        ),
        migrations.CreateModel(
            name='Recheck',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('fact_table', models.CharField(help_text='The table of the fact, such as meetings.sessioncitation.', max_length=60)),
                ('fact_id', models.PositiveBigIntegerField(help_text="The fact's key in its table.")),
                ('mark', models.CharField(choices=[('corrected', 'corrected'), ('retracted', 'withdrawn')], help_text='What had been done to the source.', max_length=9)),
                ('marked_on', models.DateField(help_text='The day of that mark.')),
                ('outcome', models.CharField(choices=[('holds', 'still holds'), ('corrected', 'the record was corrected')], help_text='Does the fact stand, or was the record corrected?', max_length=9)),
                ('because', models.TextField(help_text='Why, in a sentence.')),
                ('checked_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False, help_text='UTC.')),
            ],
        ),
        migrations.CreateModel(
            name='RecheckEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_role', models.TextField(db_default=meetings.history.CurrentRole(), help_text='Database role that made the change.')),
                ('pgh_context', pghistory.utils.JSONField(null=True)),
                ('pgh_context_id', models.UUIDField(null=True)),
                ('id', models.BigIntegerField()),
                ('fact_table', models.CharField(help_text='The table of the fact, such as meetings.sessioncitation.', max_length=60)),
                ('fact_id', models.PositiveBigIntegerField(help_text="The fact's key in its table.")),
                ('mark', models.CharField(choices=[('corrected', 'corrected'), ('retracted', 'withdrawn')], help_text='What had been done to the source.', max_length=9)),
                ('marked_on', models.DateField(help_text='The day of that mark.')),
                ('outcome', models.CharField(choices=[('holds', 'still holds'), ('corrected', 'the record was corrected')], help_text='Does the fact stand, or was the record corrected?', max_length=9)),
                ('because', models.TextField(help_text='Why, in a sentence.')),
                ('checked_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False, help_text='UTC.')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='SourceAddress',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('url', models.URLField(help_text='Where it also stands, or stood before it moved.', max_length=1000, verbose_name='other address')),
                ('address_key', meetings.models.source.AddressKeyField(editable=False, error_messages={'unique': 'This document is on record already.'}, help_text='Host, path and query in one spelling: what finds the document whichever of its addresses is given.', max_length=500, null=True, unique=True)),
            ],
            options={
                'ordering': ['id'],
            },
        ),
        migrations.CreateModel(
            name='SourceAddressEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_role', models.TextField(db_default=meetings.history.CurrentRole(), help_text='Database role that made the change.')),
                ('pgh_context', pghistory.utils.JSONField(null=True)),
                ('pgh_context_id', models.UUIDField(null=True)),
                ('id', models.BigIntegerField()),
                ('url', models.URLField(help_text='Where it also stands, or stood before it moved.', max_length=1000, verbose_name='other address')),
                ('address_key', meetings.models.source.AddressKeyField(editable=False, error_messages={'unique': 'This document is on record already.'}, help_text='Host, path and query in one spelling: what finds the document whichever of its addresses is given.', max_length=500, null=True)),
            ],
            options={
                'abstract': False,
            },
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='source',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='source',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='source',
            name='delete_delete',
        ),
        migrations.AddField(
            model_name='source',
            name='address_key',
            field=meetings.models.source.AddressKeyField(editable=False, error_messages={'unique': 'This document is on record already.'}, help_text='Host, path and query in one spelling: what finds the document whichever of its addresses is given.', max_length=500, null=True, unique=True),
        ),
        migrations.AddField(
            model_name='source',
            name='mark_note',
            field=models.TextField(blank=True, help_text='Of the correction or withdrawal, in a sentence: readers see it beside the day.', verbose_name='what the publisher says'),
        ),
        migrations.AddField(
            model_name='source',
            name='restricted_access',
            field=models.BooleanField(default=False, help_text='Tick if readers must pay or sign in to read it: the page then says so.'),
        ),
        migrations.AddField(
            model_name='sourceevent',
            name='mark_note',
            field=models.TextField(blank=True, help_text='Of the correction or withdrawal, in a sentence: readers see it beside the day.', verbose_name='what the publisher says'),
        ),
        migrations.AddField(
            model_name='sourceevent',
            name='restricted_access',
            field=models.BooleanField(default=False, help_text='Tick if readers must pay or sign in to read it: the page then says so.'),
        ),
        migrations.AlterField(
            model_name='source',
            name='retracted_on',
            field=models.DateField(blank=True, help_text='The day on which the publisher withdrew it; what rests on it is then checked again.', null=True),
        ),
        migrations.AlterField(
            model_name='sourceevent',
            name='retracted_on',
            field=models.DateField(blank=True, help_text='The day on which the publisher withdrew it; what rests on it is then checked again.', null=True),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='source',
            trigger=pgtrigger.compiler.Trigger(name='origins_without_circle', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (NEW.derived_from_id IS NOT NULL)', func="PERFORM pg_advisory_xact_lock(hashtext('origins of sources')); IF EXISTS (WITH RECURSIVE chain AS (SELECT id, derived_from_id FROM meetings_source WHERE id = NEW.derived_from_id UNION SELECT earlier.id, earlier.derived_from_id FROM meetings_source earlier JOIN chain ON earlier.id = chain.derived_from_id) SELECT FROM chain WHERE id = NEW.id) THEN RAISE EXCEPTION 'U% repeats itself over others.', NEW.id USING ERRCODE = 'check_violation', CONSTRAINT = 'source_origins_without_circle'; END IF; RETURN NULL;", hash='05d15ba8cee555becd5b7d02b2eb5cff00838bd0', operation='INSERT OR UPDATE OF "derived_from_id"', pgid='pgtrigger_origins_without_circle_82d58', table='meetings_source', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='source',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "meetings_sourceevent" ("accessed", "archive_url", "archived_on", "author", "corrected_on", "created_at", "derived_from_id", "id", "kind", "language", "mark_note", "note", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published", "publisher", "record_version", "restricted_access", "retracted_on", "title", "updated_at", "url", "withholds_quotations") VALUES (NEW."accessed", NEW."archive_url", NEW."archived_on", NEW."author", NEW."corrected_on", NEW."created_at", NEW."derived_from_id", NEW."id", NEW."kind", NEW."language", NEW."mark_note", NEW."note", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."published", NEW."publisher", NEW."record_version", NEW."restricted_access", NEW."retracted_on", NEW."title", NEW."updated_at", NEW."url", NEW."withholds_quotations"); RETURN NULL;', hash='143576e7c5391ca30001825004500c4ef3d85f2e', operation='INSERT', pgid='pgtrigger_insert_insert_eee61', table='meetings_source', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='source',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."accessed" IS DISTINCT FROM (NEW."accessed") OR OLD."archive_url" IS DISTINCT FROM (NEW."archive_url") OR OLD."archived_on" IS DISTINCT FROM (NEW."archived_on") OR OLD."author" IS DISTINCT FROM (NEW."author") OR OLD."corrected_on" IS DISTINCT FROM (NEW."corrected_on") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."derived_from_id" IS DISTINCT FROM (NEW."derived_from_id") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."language" IS DISTINCT FROM (NEW."language") OR OLD."mark_note" IS DISTINCT FROM (NEW."mark_note") OR OLD."note" IS DISTINCT FROM (NEW."note") OR OLD."published" IS DISTINCT FROM (NEW."published") OR OLD."publisher" IS DISTINCT FROM (NEW."publisher") OR OLD."record_version" IS DISTINCT FROM (NEW."record_version") OR OLD."restricted_access" IS DISTINCT FROM (NEW."restricted_access") OR OLD."retracted_on" IS DISTINCT FROM (NEW."retracted_on") OR OLD."title" IS DISTINCT FROM (NEW."title") OR OLD."updated_at" IS DISTINCT FROM (NEW."updated_at") OR OLD."url" IS DISTINCT FROM (NEW."url") OR OLD."withholds_quotations" IS DISTINCT FROM (NEW."withholds_quotations"))', func='INSERT INTO "meetings_sourceevent" ("accessed", "archive_url", "archived_on", "author", "corrected_on", "created_at", "derived_from_id", "id", "kind", "language", "mark_note", "note", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published", "publisher", "record_version", "restricted_access", "retracted_on", "title", "updated_at", "url", "withholds_quotations") VALUES (NEW."accessed", NEW."archive_url", NEW."archived_on", NEW."author", NEW."corrected_on", NEW."created_at", NEW."derived_from_id", NEW."id", NEW."kind", NEW."language", NEW."mark_note", NEW."note", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."published", NEW."publisher", NEW."record_version", NEW."restricted_access", NEW."retracted_on", NEW."title", NEW."updated_at", NEW."url", NEW."withholds_quotations"); RETURN NULL;', hash='5568b569cf7ee842ecec0a7466c48059e01807e1', operation='UPDATE', pgid='pgtrigger_update_update_7b1a4', table='meetings_source', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='source',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "meetings_sourceevent" ("accessed", "archive_url", "archived_on", "author", "corrected_on", "created_at", "derived_from_id", "id", "kind", "language", "mark_note", "note", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published", "publisher", "record_version", "restricted_access", "retracted_on", "title", "updated_at", "url", "withholds_quotations") VALUES (OLD."accessed", OLD."archive_url", OLD."archived_on", OLD."author", OLD."corrected_on", OLD."created_at", OLD."derived_from_id", OLD."id", OLD."kind", OLD."language", OLD."mark_note", OLD."note", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."published", OLD."publisher", OLD."record_version", OLD."restricted_access", OLD."retracted_on", OLD."title", OLD."updated_at", OLD."url", OLD."withholds_quotations"); RETURN NULL;', hash='5709d0b23b9a78e54fded3a9bdcb004b72101475', operation='DELETE', pgid='pgtrigger_delete_delete_49e36', table='meetings_source', when='AFTER')),
        ),
        migrations.AddField(
            model_name='linkcheck',
            name='source',
            field=models.ForeignKey(help_text='The document.', on_delete=django.db.models.deletion.CASCADE, related_name='link_checks', to='meetings.source'),
        ),
        migrations.AddField(
            model_name='recheck',
            name='checked_by',
            field=models.ForeignKey(help_text='Never public.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='rechecks', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='recheck',
            name='source',
            field=models.ForeignKey(help_text='What was corrected or withdrawn.', on_delete=django.db.models.deletion.PROTECT, related_name='rechecks', to='meetings.source'),
        ),
        migrations.AddField(
            model_name='recheckevent',
            name='checked_by',
            field=models.ForeignKey(db_constraint=False, help_text='Never public.', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='recheckevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='meetings.recheck'),
        ),
        migrations.AddField(
            model_name='recheckevent',
            name='source',
            field=models.ForeignKey(db_constraint=False, help_text='What was corrected or withdrawn.', on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='meetings.source'),
        ),
        migrations.AddField(
            model_name='sourceaddress',
            name='source',
            field=models.ForeignKey(help_text='The document.', on_delete=django.db.models.deletion.CASCADE, related_name='addresses', to='meetings.source'),
        ),
        migrations.AddField(
            model_name='sourceaddressevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='meetings.sourceaddress'),
        ),
        migrations.AddField(
            model_name='sourceaddressevent',
            name='source',
            field=models.ForeignKey(db_constraint=False, help_text='The document.', on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='meetings.source'),
        ),
        migrations.AddIndex(
            model_name='linkcheck',
            index=models.Index(fields=['-checked_at'], name='link_check_by_time'),
        ),
        migrations.AddConstraint(
            model_name='linkcheck',
            constraint=models.UniqueConstraint(fields=('source', 'address'), name='link_checked_once', violation_error_message='This address is checked already.'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='linkcheck',
            trigger=pgtrigger.compiler.Trigger(name='raises_data_version', sql=pgtrigger.compiler.UpsertTriggerSql(func="IF TG_OP = 'UPDATE' AND OLD IS NOT DISTINCT FROM NEW THEN RETURN NULL; END IF; IF (COALESCE(OLD.state, '') = 'dead') IS DISTINCT FROM (COALESCE(NEW.state, '') = 'dead') THEN PERFORM reconvene_public_change(); END IF; RETURN NULL;", hash='3e2643df161aeef476e2de11f537eb742bc04075', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_raises_data_version_05c84', table='meetings_linkcheck', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='recheck',
            constraint=models.UniqueConstraint(fields=('source', 'fact_table', 'fact_id', 'mark', 'marked_on'), name='fact_rechecked_once', violation_error_message='Somebody else has checked this fact already.'),
        ),
        migrations.AddConstraint(
            model_name='recheck',
            constraint=models.CheckConstraint(condition=models.Q(('because', ''), _negated=True), name='recheck_says_why', violation_error_message='Say in a sentence why.'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='recheck',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "meetings_recheckevent" ("because", "checked_at", "checked_by_id", "fact_id", "fact_table", "id", "mark", "marked_on", "outcome", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source_id") VALUES (NEW."because", NEW."checked_at", NEW."checked_by_id", NEW."fact_id", NEW."fact_table", NEW."id", NEW."mark", NEW."marked_on", NEW."outcome", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."source_id"); RETURN NULL;', hash='e5847b7fdb471c2c0fe31ff26ad24ba6b8192937', operation='INSERT', pgid='pgtrigger_insert_insert_23ead', table='meetings_recheck', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='recheck',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "meetings_recheckevent" ("because", "checked_at", "checked_by_id", "fact_id", "fact_table", "id", "mark", "marked_on", "outcome", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source_id") VALUES (NEW."because", NEW."checked_at", NEW."checked_by_id", NEW."fact_id", NEW."fact_table", NEW."id", NEW."mark", NEW."marked_on", NEW."outcome", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."source_id"); RETURN NULL;', hash='432f9cd3a307a4fb78d95df2a90a417bf9d6f95e', operation='UPDATE', pgid='pgtrigger_update_update_965ac', table='meetings_recheck', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='recheck',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "meetings_recheckevent" ("because", "checked_at", "checked_by_id", "fact_id", "fact_table", "id", "mark", "marked_on", "outcome", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source_id") VALUES (OLD."because", OLD."checked_at", OLD."checked_by_id", OLD."fact_id", OLD."fact_table", OLD."id", OLD."mark", OLD."marked_on", OLD."outcome", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."source_id"); RETURN NULL;', hash='2c781e10ce9aec662f16d52caeff0507e6d31b21', operation='DELETE', pgid='pgtrigger_delete_delete_2699b', table='meetings_recheck', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='recheckevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='1b1de60fa816b5bb65498719f8fd21531d60832d', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_62e4c', table='meetings_recheckevent', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='sourceaddress',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "meetings_sourceaddressevent" ("address_key", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source_id", "url") VALUES (NEW."address_key", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."source_id", NEW."url"); RETURN NULL;', hash='c8e4a561b7e127e56d451f444cd0e873c3a0495c', operation='INSERT', pgid='pgtrigger_insert_insert_f5d77', table='meetings_sourceaddress', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='sourceaddress',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "meetings_sourceaddressevent" ("address_key", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source_id", "url") VALUES (NEW."address_key", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."source_id", NEW."url"); RETURN NULL;', hash='cfb5ef893c070d4b2d7f9e40502bd1ea06a69b27', operation='UPDATE', pgid='pgtrigger_update_update_8df2d', table='meetings_sourceaddress', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='sourceaddress',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "meetings_sourceaddressevent" ("address_key", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source_id", "url") VALUES (OLD."address_key", OLD."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."source_id", OLD."url"); RETURN NULL;', hash='193ec535c234ddf2dc8a69828571011688448b2b', operation='DELETE', pgid='pgtrigger_delete_delete_c0ef9', table='meetings_sourceaddress', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='sourceaddressevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='1ed3495ad2868cde5ff13bb4b5cb4683a579fc07', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_c8251', table='meetings_sourceaddressevent', when='BEFORE')),
        ),
        migrations.RunPython(spell_addresses, migrations.RunPython.noop),
    ]
