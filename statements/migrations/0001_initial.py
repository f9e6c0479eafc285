import datetime
import django.core.validators
import django.db.models.deletion
import django.db.models.functions.datetime
import meetings.dates.fields
import meetings.history
import meetings.migration_operations
import pghistory.utils
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('delegations', '0001_initial'),
        ('meetings', '0002_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        meetings.migration_operations.Batch(
            operations=[migrations.CreateModel(
                name='GapClaim',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False, help_text='When the row was made (UTC).')),
                    ('updated_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False, help_text='When the row was last changed (UTC).')),
                    ('record_version', models.PositiveIntegerField(default=1, editable=False, help_text='1 when made, one more with each change.')),
                    ('phrase', models.CharField(help_text='Exactly as printed: Zum ersten Mal seit zweieinhalb Jahren.', max_length=400)),
                    ('language', models.CharField(blank=True, help_text='Language of the phrase: de, en, fr, ru, es.', max_length=12)),
                    ('claim_type', models.CharField(choices=[('first_duration', 'first in so long'), ('first_since', 'first since a date'), ('gap_duration', 'the gap lasted so long'), ('last_session', 'the last session was on a date')], help_text='What it claims.', max_length=16, verbose_name='type')),
                    ('value', models.CharField(help_text='ISO 8601: P2Y6M for two and a half years, 2019-07 for July 2019.', max_length=20, validators=[django.core.validators.RegexValidator('^(P(?=\\d)(\\d+Y)?(\\d+M)?(\\d+W)?(\\d+D)?|\\d{4}(-\\d{2}(-\\d{2})?)?)$', 'Write a duration such as P2Y6M (two years, six months) or a date such as 2019-07.')])),
                    ('qualifier', models.CharField(choices=[('exact', 'as given'), ('more_than', 'more than'), ('less_than', 'less than, almost'), ('approx', 'about')], default='exact', help_text='“More than”, “almost”, “about” or as given.', max_length=10)),
                    ('subject', models.CharField(choices=[('session', "this council's session"), ('other', 'something else')], default='session', help_text="Is it about this council's sessions?", max_length=8)),
                    ('times_printed', models.PositiveSmallIntegerField(default=1, help_text='How often the source prints it.')),
                    ('locator', models.CharField(blank=True, help_text='Where in the document.', max_length=200)),
                    ('verdict', models.CharField(blank=True, choices=[('agrees', 'agrees with the record'), ('agrees_rounded', 'agrees, rounded'), ('contradicts', 'contradicts the record'), ('cannot_check', 'cannot be checked')], editable=False, help_text='Held against the record; empty: not yet.', max_length=16)),
                    ('verdict_reason', models.TextField(blank=True, editable=False)),
                    ('checked_at', models.DateTimeField(editable=False, help_text='When it was last held against the record (UTC); NULL: never.', null=True)),
                    ('session', models.ForeignKey(help_text='The session of which it is said.', on_delete=django.db.models.deletion.CASCADE, related_name='gap_claims', to='meetings.session')),
                    ('source', models.ForeignKey(help_text='The document that prints it.', on_delete=django.db.models.deletion.PROTECT, related_name='gap_claims', to='meetings.source')),
                ],
                options={
                    'ordering': ['id'],
                },
            ), migrations.CreateModel(
                name='GapClaimEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('pgh_role', models.TextField(db_default=meetings.history.CurrentRole(), help_text='Database role that made the change.')),
                    ('pgh_context', pghistory.utils.JSONField(null=True)),
                    ('pgh_context_id', models.UUIDField(null=True)),
                    ('id', models.BigIntegerField()),
                    ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False, help_text='When the row was made (UTC).')),
                    ('updated_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False, help_text='When the row was last changed (UTC).')),
                    ('record_version', models.PositiveIntegerField(default=1, editable=False, help_text='1 when made, one more with each change.')),
                    ('phrase', models.CharField(help_text='Exactly as printed: Zum ersten Mal seit zweieinhalb Jahren.', max_length=400)),
                    ('language', models.CharField(blank=True, help_text='Language of the phrase: de, en, fr, ru, es.', max_length=12)),
                    ('claim_type', models.CharField(choices=[('first_duration', 'first in so long'), ('first_since', 'first since a date'), ('gap_duration', 'the gap lasted so long'), ('last_session', 'the last session was on a date')], help_text='What it claims.', max_length=16, verbose_name='type')),
                    ('value', models.CharField(help_text='ISO 8601: P2Y6M for two and a half years, 2019-07 for July 2019.', max_length=20, validators=[django.core.validators.RegexValidator('^(P(?=\\d)(\\d+Y)?(\\d+M)?(\\d+W)?(\\d+D)?|\\d{4}(-\\d{2}(-\\d{2})?)?)$', 'Write a duration such as P2Y6M (two years, six months) or a date such as 2019-07.')])),
                    ('qualifier', models.CharField(choices=[('exact', 'as given'), ('more_than', 'more than'), ('less_than', 'less than, almost'), ('approx', 'about')], default='exact', help_text='“More than”, “almost”, “about” or as given.', max_length=10)),
                    ('subject', models.CharField(choices=[('session', "this council's session"), ('other', 'something else')], default='session', help_text="Is it about this council's sessions?", max_length=8)),
                    ('times_printed', models.PositiveSmallIntegerField(default=1, help_text='How often the source prints it.')),
                    ('locator', models.CharField(blank=True, help_text='Where in the document.', max_length=200)),
                    ('verdict', models.CharField(blank=True, choices=[('agrees', 'agrees with the record'), ('agrees_rounded', 'agrees, rounded'), ('contradicts', 'contradicts the record'), ('cannot_check', 'cannot be checked')], editable=False, help_text='Held against the record; empty: not yet.', max_length=16)),
                    ('verdict_reason', models.TextField(blank=True, editable=False)),
                    ('checked_at', models.DateTimeField(editable=False, help_text='When it was last held against the record (UTC); NULL: never.', null=True)),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='statements.gapclaim')),
                    ('session', models.ForeignKey(db_constraint=False, help_text='The session of which it is said.', on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='meetings.session')),
                    ('source', models.ForeignKey(db_constraint=False, help_text='The document that prints it.', on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='meetings.source')),
                ],
                options={
                    'abstract': False,
                },
            ), migrations.CreateModel(
                name='StatementParty',
                fields=[
                ],
                options={
                    'proxy': True,
                    'indexes': [],
                    'constraints': [],
                },
                bases=('statements.statement_parties',),
            ), migrations.CreateModel(
                name='Statement',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False, help_text='When the row was made (UTC).')),
                    ('updated_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False, help_text='When the row was last changed (UTC).')),
                    ('record_version', models.PositiveIntegerField(default=1, editable=False, help_text='1 when made, one more with each change.')),
                    ('speaker_kind', models.CharField(choices=[('principal', 'a named person'), ('spokesperson', 'a spokesperson'), ('unnamed_official', 'an unnamed official'), ('delegation', 'a party or delegation'), ('council', 'the council'), ('document', 'a document')], default='principal', help_text='Who spoke. An unnamed official is never linked to a person.', max_length=16)),
                    ('speaker_role', models.CharField(blank=True, help_text="The speaker's office at the time: Deputy Foreign Minister of Russia.", max_length=200)),
                    ('timing', models.CharField(blank=True, choices=[('during', 'at the session'), ('before', 'before the session'), ('after', 'after the session'), ('background', 'background, not said at the session'), ('other_occasion', 'on another occasion')], help_text='When it was said; empty if no source says.', max_length=14)),
                    ('said_on', meetings.dates.fields.IntervalDateField(blank=True, help_text='Only if it differs from the day of the session.', null=True)),
                    ('spoken_language', models.CharField(blank=True, help_text='The language spoken; empty if no source says.', max_length=12, validators=[django.core.validators.RegexValidator('^[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?$', 'A language is a code such as en, de, fr, ru, es or sr-Latn.')])),
                    ('embargo_until', models.DateTimeField(blank=True, help_text='Not public before this moment (UTC), even if the session is.', null=True)),
                    ('note', models.TextField(blank=True, help_text='Never public.', verbose_name='note for editors')),
                    ('position', models.PositiveSmallIntegerField(default=0, help_text='Order on the page.')),
                    ('parties', models.ManyToManyField(blank=True, help_text='For whom it was said; several for a joint text.', related_name='statements', to='delegations.party')),
                    ('session', models.ForeignKey(help_text='The session at or about which it was said.', on_delete=django.db.models.deletion.PROTECT, related_name='statements', to='meetings.session')),
                    ('speaker', models.ForeignKey(blank=True, help_text='The person; empty for parties, documents and unnamed officials.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='statements', to='delegations.person')),
                ],
                options={
                    'ordering': ['session', 'position', 'id'],
                    'indexes': [models.Index(models.F('speaker'), models.F('session'), name='statement_by_speaker')],
                    'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('speaker_kind', 'unnamed_official'), _negated=True), ('speaker__isnull', True), _connector='OR'), name='statement_unnamed_has_no_person', violation_error_message='An unnamed official is not linked to a person: remove the person or choose another kind of speaker.'), models.CheckConstraint(condition=models.Q(('said_on__contained_by', (datetime.date(1800, 1, 1), datetime.date(2200, 1, 1))), ('said_on__isempty', False)), name='statement_said_on_bounds', violation_error_message='A date needs an earliest and a latest day, both from 1800 to 2199.')],
                },
            ), migrations.CreateModel(
                name='StatementEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('pgh_role', models.TextField(db_default=meetings.history.CurrentRole(), help_text='Database role that made the change.')),
                    ('pgh_context', pghistory.utils.JSONField(null=True)),
                    ('pgh_context_id', models.UUIDField(null=True)),
                    ('id', models.BigIntegerField()),
                    ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False, help_text='When the row was made (UTC).')),
                    ('updated_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False, help_text='When the row was last changed (UTC).')),
                    ('record_version', models.PositiveIntegerField(default=1, editable=False, help_text='1 when made, one more with each change.')),
                    ('speaker_kind', models.CharField(choices=[('principal', 'a named person'), ('spokesperson', 'a spokesperson'), ('unnamed_official', 'an unnamed official'), ('delegation', 'a party or delegation'), ('council', 'the council'), ('document', 'a document')], default='principal', help_text='Who spoke. An unnamed official is never linked to a person.', max_length=16)),
                    ('speaker_role', models.CharField(blank=True, help_text="The speaker's office at the time: Deputy Foreign Minister of Russia.", max_length=200)),
                    ('timing', models.CharField(blank=True, choices=[('during', 'at the session'), ('before', 'before the session'), ('after', 'after the session'), ('background', 'background, not said at the session'), ('other_occasion', 'on another occasion')], help_text='When it was said; empty if no source says.', max_length=14)),
                    ('said_on', meetings.dates.fields.IntervalDateField(blank=True, help_text='Only if it differs from the day of the session.', null=True)),
                    ('spoken_language', models.CharField(blank=True, help_text='The language spoken; empty if no source says.', max_length=12, validators=[django.core.validators.RegexValidator('^[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?$', 'A language is a code such as en, de, fr, ru, es or sr-Latn.')])),
                    ('embargo_until', models.DateTimeField(blank=True, help_text='Not public before this moment (UTC), even if the session is.', null=True)),
                    ('note', models.TextField(blank=True, help_text='Never public.', verbose_name='note for editors')),
                    ('position', models.PositiveSmallIntegerField(default=0, help_text='Order on the page.')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='statements.statement')),
                    ('session', models.ForeignKey(db_constraint=False, help_text='The session at or about which it was said.', on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='meetings.session')),
                    ('speaker', models.ForeignKey(blank=True, db_constraint=False, help_text='The person; empty for parties, documents and unnamed officials.', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='delegations.person')),
                ],
                options={
                    'abstract': False,
                },
            ), migrations.CreateModel(
                name='StatementPartyEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('pgh_role', models.TextField(db_default=meetings.history.CurrentRole(), help_text='Database role that made the change.')),
                    ('pgh_context', pghistory.utils.JSONField(null=True)),
                    ('pgh_context_id', models.UUIDField(null=True)),
                    ('id', models.BigIntegerField()),
                    ('party', models.ForeignKey(db_constraint=False, db_tablespace='', on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='delegations.party')),
                    ('statement', models.ForeignKey(db_constraint=False, db_tablespace='', on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='statements.statement')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='statements.statementparty')),
                ],
                options={
                    'abstract': False,
                },
            ), migrations.CreateModel(
                name='StatementTopic',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('statement', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='topic_links', to='statements.statement')),
                    ('topic', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='statement_links', to='meetings.topic')),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('statement', 'topic'), name='statement_topic_once', violation_error_message='This topic is already named.')],
                },
            ), migrations.CreateModel(
                name='StatementTopicEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('pgh_role', models.TextField(db_default=meetings.history.CurrentRole(), help_text='Database role that made the change.')),
                    ('pgh_context', pghistory.utils.JSONField(null=True)),
                    ('pgh_context_id', models.UUIDField(null=True)),
                    ('id', models.BigIntegerField()),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='statements.statementtopic')),
                    ('statement', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='statements.statement')),
                    ('topic', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='meetings.topic')),
                ],
                options={
                    'abstract': False,
                },
            ), migrations.CreateModel(
                name='Wording',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False, help_text='When the row was made (UTC).')),
                    ('updated_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False, help_text='When the row was last changed (UTC).')),
                    ('record_version', models.PositiveIntegerField(default=1, editable=False, help_text='1 when made, one more with each change.')),
                    ('text', models.TextField(help_text='Exactly as printed, without the outer quotation marks.')),
                    ('fidelity', models.CharField(choices=[('verbatim', 'verbatim, in the language spoken'), ('joint_text', 'joint text'), ('verbatim_unknown', 'full quote, translated or not is not known'), ('verbatim_translated', 'full quote, translated'), ('fragment', 'quoted fragment'), ('reported', 'reported speech')], help_text='Full quote, fragment or reported speech.', max_length=20)),
                    ('language', models.CharField(help_text='Language of this text: de, en, fr, ru, es.', max_length=12, validators=[django.core.validators.RegexValidator('^[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?$', 'A language is a code such as en, de, fr, ru, es or sr-Latn.')])),
                    ('clause', models.TextField(blank=True, help_text='For a fragment: the clause in which it stands, as printed.')),
                    ('speaker_as_printed', models.CharField(blank=True, help_text='The speaker as the source names them: der Norweger; er.', max_length=200)),
                    ('attribution', models.CharField(choices=[('printed', 'the speaker is printed'), ('carried_over', 'carried over from the sentence before')], default='printed', help_text='Is the speaker printed with this sentence?', max_length=12)),
                    ('is_excerpt', models.BooleanField(default=False, help_text='Tick if words around it are left out.', verbose_name='cut from a longer text')),
                    ('translation_origin', models.CharField(blank=True, choices=[('official', 'official translation'), ('press', 'translated by the outlet'), ('editor', 'translated by an editor'), ('machine', 'machine translation')], help_text='Who translated; empty for an original.', max_length=8)),
                    ('locator', models.CharField(blank=True, help_text='Where in the document: paragraph 3.', max_length=200)),
                    ('checked_at', models.DateTimeField(blank=True, editable=False, help_text='When a second person compared it with the source (UTC).', null=True)),
                    ('position', models.PositiveSmallIntegerField(default=0, help_text='Order on the page.')),
                    ('checked_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('source', models.ForeignKey(help_text='The document that prints it.', on_delete=django.db.models.deletion.PROTECT, related_name='wordings', to='meetings.source')),
                    ('statement', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='wordings', to='statements.statement')),
                    ('translated_from', models.ForeignKey(blank=True, help_text='The wording of which this is a translation.', null=True, on_delete=django.db.models.deletion.RESTRICT, related_name='translations', to='statements.wording')),
                ],
                options={
                    'ordering': ['position', 'id'],
                    'indexes': [models.Index(fields=['source', 'statement'], name='wording_by_source')],
                    'constraints': [models.CheckConstraint(condition=models.Q(('text', ''), _negated=True), name='wording_has_text', violation_error_message='A wording needs its text.'), models.CheckConstraint(condition=models.Q(('translated_from__isnull', True), models.Q(('translated_from', models.F('id')), _negated=True), _connector='OR'), name='wording_not_translated_from_itself', violation_error_message='A wording cannot be a translation of itself.')],
                },
            ), migrations.CreateModel(
                name='WordingEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('pgh_role', models.TextField(db_default=meetings.history.CurrentRole(), help_text='Database role that made the change.')),
                    ('pgh_context', pghistory.utils.JSONField(null=True)),
                    ('pgh_context_id', models.UUIDField(null=True)),
                    ('id', models.BigIntegerField()),
                    ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False, help_text='When the row was made (UTC).')),
                    ('updated_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False, help_text='When the row was last changed (UTC).')),
                    ('record_version', models.PositiveIntegerField(default=1, editable=False, help_text='1 when made, one more with each change.')),
                    ('text', models.TextField(help_text='Exactly as printed, without the outer quotation marks.')),
                    ('fidelity', models.CharField(choices=[('verbatim', 'verbatim, in the language spoken'), ('joint_text', 'joint text'), ('verbatim_unknown', 'full quote, translated or not is not known'), ('verbatim_translated', 'full quote, translated'), ('fragment', 'quoted fragment'), ('reported', 'reported speech')], help_text='Full quote, fragment or reported speech.', max_length=20)),
                    ('language', models.CharField(help_text='Language of this text: de, en, fr, ru, es.', max_length=12, validators=[django.core.validators.RegexValidator('^[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?$', 'A language is a code such as en, de, fr, ru, es or sr-Latn.')])),
                    ('clause', models.TextField(blank=True, help_text='For a fragment: the clause in which it stands, as printed.')),
                    ('speaker_as_printed', models.CharField(blank=True, help_text='The speaker as the source names them: der Norweger; er.', max_length=200)),
                    ('attribution', models.CharField(choices=[('printed', 'the speaker is printed'), ('carried_over', 'carried over from the sentence before')], default='printed', help_text='Is the speaker printed with this sentence?', max_length=12)),
                    ('is_excerpt', models.BooleanField(default=False, help_text='Tick if words around it are left out.', verbose_name='cut from a longer text')),
                    ('translation_origin', models.CharField(blank=True, choices=[('official', 'official translation'), ('press', 'translated by the outlet'), ('editor', 'translated by an editor'), ('machine', 'machine translation')], help_text='Who translated; empty for an original.', max_length=8)),
                    ('locator', models.CharField(blank=True, help_text='Where in the document: paragraph 3.', max_length=200)),
                    ('checked_at', models.DateTimeField(blank=True, editable=False, help_text='When a second person compared it with the source (UTC).', null=True)),
                    ('position', models.PositiveSmallIntegerField(default=0, help_text='Order on the page.')),
                    ('checked_by', models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='statements.wording')),
                    ('source', models.ForeignKey(db_constraint=False, help_text='The document that prints it.', on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='meetings.source')),
                    ('statement', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='statements.statement')),
                    ('translated_from', models.ForeignKey(blank=True, db_constraint=False, help_text='The wording of which this is a translation.', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='statements.wording')),
                ],
                options={
                    'abstract': False,
                },
            )],
        ),
        migrations.AddField(
            model_name='statement',
            name='topics',
            field=models.ManyToManyField(related_name='statements', through='statements.StatementTopic', to='meetings.topic'),
        ),
        meetings.migration_operations.Batch(
            operations=[pgtrigger.migrations.AddTrigger(
                model_name='gapclaim',
                trigger=pgtrigger.compiler.Trigger(name='stamp', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='NEW.updated_at = now(); NEW.record_version = OLD.record_version + 1; RETURN NEW;', hash='060ae4b28a1f148a265503b792441cced73aeed9', operation='UPDATE', pgid='pgtrigger_stamp_243cf', table='statements_gapclaim', when='BEFORE')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='gapclaim',
                trigger=pgtrigger.compiler.Trigger(name='raises_data_version', sql=pgtrigger.compiler.UpsertTriggerSql(func="IF TG_OP = 'UPDATE' AND OLD IS NOT DISTINCT FROM NEW THEN RETURN NULL; END IF; IF reconvene_session_published(COALESCE(NEW.session_id, OLD.session_id)) THEN PERFORM reconvene_public_change(); END IF; RETURN NULL;", hash='d42b1c8a8be704a25254a059a2df5629baf044ef', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_raises_data_version_a92f3', table='statements_gapclaim', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='gapclaim',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "statements_gapclaimevent" ("checked_at", "claim_type", "created_at", "id", "language", "locator", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phrase", "qualifier", "record_version", "session_id", "source_id", "subject", "times_printed", "updated_at", "value", "verdict", "verdict_reason") VALUES (NEW."checked_at", NEW."claim_type", NEW."created_at", NEW."id", NEW."language", NEW."locator", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."phrase", NEW."qualifier", NEW."record_version", NEW."session_id", NEW."source_id", NEW."subject", NEW."times_printed", NEW."updated_at", NEW."value", NEW."verdict", NEW."verdict_reason"); RETURN NULL;', hash='09548935e6f5bbadee5943e4c732a0891be6252b', operation='INSERT', pgid='pgtrigger_insert_insert_ee7f9', table='statements_gapclaim', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='gapclaim',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "statements_gapclaimevent" ("checked_at", "claim_type", "created_at", "id", "language", "locator", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phrase", "qualifier", "record_version", "session_id", "source_id", "subject", "times_printed", "updated_at", "value", "verdict", "verdict_reason") VALUES (NEW."checked_at", NEW."claim_type", NEW."created_at", NEW."id", NEW."language", NEW."locator", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."phrase", NEW."qualifier", NEW."record_version", NEW."session_id", NEW."source_id", NEW."subject", NEW."times_printed", NEW."updated_at", NEW."value", NEW."verdict", NEW."verdict_reason"); RETURN NULL;', hash='e64b5a783877ce512a51d0d13bada794743e86d6', operation='UPDATE', pgid='pgtrigger_update_update_7ae25', table='statements_gapclaim', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='gapclaim',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "statements_gapclaimevent" ("checked_at", "claim_type", "created_at", "id", "language", "locator", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phrase", "qualifier", "record_version", "session_id", "source_id", "subject", "times_printed", "updated_at", "value", "verdict", "verdict_reason") VALUES (OLD."checked_at", OLD."claim_type", OLD."created_at", OLD."id", OLD."language", OLD."locator", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."phrase", OLD."qualifier", OLD."record_version", OLD."session_id", OLD."source_id", OLD."subject", OLD."times_printed", OLD."updated_at", OLD."value", OLD."verdict", OLD."verdict_reason"); RETURN NULL;', hash='b9292389b9e5a95cd47815aaf4977c346bb8005c', operation='DELETE', pgid='pgtrigger_delete_delete_3774f', table='statements_gapclaim', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='gapclaimevent',
                trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='90331eb47bd1dd80ab8c54ae11681a4558f722b7', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_04dc2', table='statements_gapclaimevent', when='BEFORE')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='statementevent',
                trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='5e06513311b15234ec4db373e9bf52c18a85a800', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_46b2d', table='statements_statementevent', when='BEFORE')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='statementtopic',
                trigger=pgtrigger.compiler.Trigger(name='raises_data_version', sql=pgtrigger.compiler.UpsertTriggerSql(func="IF TG_OP = 'UPDATE' AND OLD IS NOT DISTINCT FROM NEW THEN RETURN NULL; END IF; IF reconvene_session_published((SELECT session_id FROM statements_statement WHERE id = COALESCE(NEW.statement_id, OLD.statement_id))) THEN PERFORM reconvene_public_change(); END IF; RETURN NULL;", hash='0b9ecfddf90633316d0bc52e7fac89598eec30b0', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_raises_data_version_446cc', table='statements_statementtopic', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='statementtopic',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "statements_statementtopicevent" ("id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "statement_id", "topic_id") VALUES (NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."statement_id", NEW."topic_id"); RETURN NULL;', hash='ab5e47dfdc2c8a1bdb71dc6b6e3e549406ca2128', operation='INSERT', pgid='pgtrigger_insert_insert_283dd', table='statements_statementtopic', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='statementtopic',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "statements_statementtopicevent" ("id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "statement_id", "topic_id") VALUES (NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."statement_id", NEW."topic_id"); RETURN NULL;', hash='39d05b6401e50b6de6699badc8fd2b128738aa1f', operation='UPDATE', pgid='pgtrigger_update_update_b0f4c', table='statements_statementtopic', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='statementtopic',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "statements_statementtopicevent" ("id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "statement_id", "topic_id") VALUES (OLD."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."statement_id", OLD."topic_id"); RETURN NULL;', hash='d8b37de6d486f345a3e2fed9d30dec392c616595', operation='DELETE', pgid='pgtrigger_delete_delete_33014', table='statements_statementtopic', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='statement',
                trigger=pgtrigger.compiler.Trigger(name='stamp', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='NEW.updated_at = now(); NEW.record_version = OLD.record_version + 1; RETURN NEW;', hash='cc1d1dcbd4806ffc0ad17e768139759c9c9aa598', operation='UPDATE', pgid='pgtrigger_stamp_b1204', table='statements_statement', when='BEFORE')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='statement',
                trigger=pgtrigger.compiler.Trigger(name='retires_id', sql=pgtrigger.compiler.UpsertTriggerSql(func="PERFORM reconvene_retire('Q' || OLD.id, '', 'erased'); RETURN NULL;", hash='32dd8b93a44b0e87267ebe1f56763f383c78afac', operation='DELETE', pgid='pgtrigger_retires_id_76d81', table='statements_statement', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='statement',
                trigger=pgtrigger.compiler.Trigger(name='raises_data_version', sql=pgtrigger.compiler.UpsertTriggerSql(func="IF TG_OP = 'UPDATE' AND OLD IS NOT DISTINCT FROM NEW THEN RETURN NULL; END IF; IF reconvene_session_published(COALESCE(NEW.session_id, OLD.session_id)) THEN PERFORM reconvene_public_change(); END IF; RETURN NULL;", hash='7911a8a330c24bb1a6fc095af5af8621411f6e09', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_raises_data_version_7fb52', table='statements_statement', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='statement',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "statements_statementevent" ("created_at", "embargo_until", "id", "note", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "record_version", "said_on", "session_id", "speaker_id", "speaker_kind", "speaker_role", "spoken_language", "timing", "updated_at") VALUES (NEW."created_at", NEW."embargo_until", NEW."id", NEW."note", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."position", NEW."record_version", NEW."said_on", NEW."session_id", NEW."speaker_id", NEW."speaker_kind", NEW."speaker_role", NEW."spoken_language", NEW."timing", NEW."updated_at"); RETURN NULL;', hash='cc231a66f3fee22e5e325f02dfddc385a5fa0c33', operation='INSERT', pgid='pgtrigger_insert_insert_0a49f', table='statements_statement', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='statement',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "statements_statementevent" ("created_at", "embargo_until", "id", "note", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "record_version", "said_on", "session_id", "speaker_id", "speaker_kind", "speaker_role", "spoken_language", "timing", "updated_at") VALUES (NEW."created_at", NEW."embargo_until", NEW."id", NEW."note", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."position", NEW."record_version", NEW."said_on", NEW."session_id", NEW."speaker_id", NEW."speaker_kind", NEW."speaker_role", NEW."spoken_language", NEW."timing", NEW."updated_at"); RETURN NULL;', hash='68919e969c3dfaebba666b62bec0f4f5f4a1d922', operation='UPDATE', pgid='pgtrigger_update_update_275ed', table='statements_statement', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='statement',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "statements_statementevent" ("created_at", "embargo_until", "id", "note", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "record_version", "said_on", "session_id", "speaker_id", "speaker_kind", "speaker_role", "spoken_language", "timing", "updated_at") VALUES (OLD."created_at", OLD."embargo_until", OLD."id", OLD."note", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."position", OLD."record_version", OLD."said_on", OLD."session_id", OLD."speaker_id", OLD."speaker_kind", OLD."speaker_role", OLD."spoken_language", OLD."timing", OLD."updated_at"); RETURN NULL;', hash='cdd1bafea31a1176d223da303aae2e3accdecb44', operation='DELETE', pgid='pgtrigger_delete_delete_06b4d', table='statements_statement', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='statementtopicevent',
                trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='452697f1c52a6042f71e46101248a72ca8583554', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_82749', table='statements_statementtopicevent', when='BEFORE')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='wording',
                trigger=pgtrigger.compiler.Trigger(name='stamp', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='NEW.updated_at = now(); NEW.record_version = OLD.record_version + 1; RETURN NEW;', hash='129ce0774dce7c61f1ba5263ada478220c5bc71c', operation='UPDATE', pgid='pgtrigger_stamp_bc946', table='statements_wording', when='BEFORE')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='wording',
                trigger=pgtrigger.compiler.Trigger(name='raises_data_version', sql=pgtrigger.compiler.UpsertTriggerSql(func="IF TG_OP = 'UPDATE' AND OLD IS NOT DISTINCT FROM NEW THEN RETURN NULL; END IF; IF reconvene_session_published((SELECT session_id FROM statements_statement WHERE id = COALESCE(NEW.statement_id, OLD.statement_id))) THEN PERFORM reconvene_public_change(); END IF; RETURN NULL;", hash='7248302a05b78047ebac999cefcefb878e75c601', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_raises_data_version_5215f', table='statements_wording', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='wording',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "statements_wordingevent" ("attribution", "checked_at", "checked_by_id", "clause", "created_at", "fidelity", "id", "is_excerpt", "language", "locator", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "record_version", "source_id", "speaker_as_printed", "statement_id", "text", "translated_from_id", "translation_origin", "updated_at") VALUES (NEW."attribution", NEW."checked_at", NEW."checked_by_id", NEW."clause", NEW."created_at", NEW."fidelity", NEW."id", NEW."is_excerpt", NEW."language", NEW."locator", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."position", NEW."record_version", NEW."source_id", NEW."speaker_as_printed", NEW."statement_id", NEW."text", NEW."translated_from_id", NEW."translation_origin", NEW."updated_at"); RETURN NULL;', hash='8364ab52d10710880cca914071ab3f3f5264e014', operation='INSERT', pgid='pgtrigger_insert_insert_28708', table='statements_wording', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='wording',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "statements_wordingevent" ("attribution", "checked_at", "checked_by_id", "clause", "created_at", "fidelity", "id", "is_excerpt", "language", "locator", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "record_version", "source_id", "speaker_as_printed", "statement_id", "text", "translated_from_id", "translation_origin", "updated_at") VALUES (NEW."attribution", NEW."checked_at", NEW."checked_by_id", NEW."clause", NEW."created_at", NEW."fidelity", NEW."id", NEW."is_excerpt", NEW."language", NEW."locator", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."position", NEW."record_version", NEW."source_id", NEW."speaker_as_printed", NEW."statement_id", NEW."text", NEW."translated_from_id", NEW."translation_origin", NEW."updated_at"); RETURN NULL;', hash='40ca249a462d057ef5c95bfd28c40cd154384c40', operation='UPDATE', pgid='pgtrigger_update_update_cd936', table='statements_wording', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='wording',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "statements_wordingevent" ("attribution", "checked_at", "checked_by_id", "clause", "created_at", "fidelity", "id", "is_excerpt", "language", "locator", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "record_version", "source_id", "speaker_as_printed", "statement_id", "text", "translated_from_id", "translation_origin", "updated_at") VALUES (OLD."attribution", OLD."checked_at", OLD."checked_by_id", OLD."clause", OLD."created_at", OLD."fidelity", OLD."id", OLD."is_excerpt", OLD."language", OLD."locator", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."position", OLD."record_version", OLD."source_id", OLD."speaker_as_printed", OLD."statement_id", OLD."text", OLD."translated_from_id", OLD."translation_origin", OLD."updated_at"); RETURN NULL;', hash='044b71977403290e6f3525a9b219d5bd88570e2f', operation='DELETE', pgid='pgtrigger_delete_delete_4eeef', table='statements_wording', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='wordingevent',
                trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='b10d3c017d5d8efffbe71c8a43a361efb386bf9c', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_433c6', table='statements_wordingevent', when='BEFORE')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='statementparty',
                trigger=pgtrigger.compiler.Trigger(name='raises_data_version', sql=pgtrigger.compiler.UpsertTriggerSql(func="IF TG_OP = 'UPDATE' AND OLD IS NOT DISTINCT FROM NEW THEN RETURN NULL; END IF; IF reconvene_session_published((SELECT session_id FROM statements_statement WHERE id = COALESCE(NEW.statement_id, OLD.statement_id))) THEN PERFORM reconvene_public_change(); END IF; RETURN NULL;", hash='ded226b59bd1422bca5085b3cfb4dc558bf83595', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_raises_data_version_42ba5', table='statements_statement_parties', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='statementparty',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "statements_statementpartyevent" ("id", "party_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "statement_id") VALUES (NEW."id", NEW."party_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."statement_id"); RETURN NULL;', hash='d3ef9a7c98812a58c4e44c50c93c78c563e2852f', operation='INSERT', pgid='pgtrigger_insert_insert_03f7e', table='statements_statement_parties', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='statementparty',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "statements_statementpartyevent" ("id", "party_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "statement_id") VALUES (NEW."id", NEW."party_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."statement_id"); RETURN NULL;', hash='8c2f67f3fb8689576a7aad645a712245ab3ab46c', operation='UPDATE', pgid='pgtrigger_update_update_506df', table='statements_statement_parties', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='statementparty',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "statements_statementpartyevent" ("id", "party_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "statement_id") VALUES (OLD."id", OLD."party_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."statement_id"); RETURN NULL;', hash='ee7ec5adb2f6171a7ff4ef62df904e999e9e562c', operation='DELETE', pgid='pgtrigger_delete_delete_1076e', table='statements_statement_parties', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='statementpartyevent',
                trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='4de7f52b7a7355a61f751e0e3fc8a071b7d45206', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_dc211', table='statements_statementpartyevent', when='BEFORE')),
            )],
        ),
    ]
