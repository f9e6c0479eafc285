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
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('meetings', '0002_initial'),
    ]

    operations = [
        meetings.migration_operations.Batch(
            operations=[migrations.CreateModel(
                name='Person',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False, help_text='When the row was made (UTC).')),
                    ('updated_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False, help_text='When the row was last changed (UTC).')),
                    ('record_version', models.PositiveIntegerField(default=1, editable=False, help_text='1 when made, one more with each change.')),
                    ('slug', models.SlugField(help_text="The person's address: /people/<slug>/. Old ones keep working.", max_length=80, unique=True)),
                    ('name', models.CharField(help_text='Usual name in English: Alexander Grushko.', max_length=160)),
                    ('description', models.CharField(blank=True, help_text='What tells this person from others of the name: Russian diplomat, born 1955.', max_length=250)),
                    ('note', models.TextField(blank=True, help_text='For editors; never public.')),
                    ('sort_key', models.CharField(default='', editable=False, max_length=300)),
                ],
                options={
                    'verbose_name_plural': 'people',
                    'ordering': ['sort_key', 'id'],
                },
            ), migrations.CreateModel(
                name='PersonEvent',
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
                    ('slug', models.SlugField(db_index=False, help_text="The person's address: /people/<slug>/. Old ones keep working.", max_length=80)),
                    ('name', models.CharField(help_text='Usual name in English: Alexander Grushko.', max_length=160)),
                    ('description', models.CharField(blank=True, help_text='What tells this person from others of the name: Russian diplomat, born 1955.', max_length=250)),
                    ('note', models.TextField(blank=True, help_text='For editors; never public.')),
                    ('sort_key', models.CharField(default='', editable=False, max_length=300)),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='delegations.person')),
                ],
                options={
                    'abstract': False,
                },
            ), migrations.CreateModel(
                name='PersonName',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False, help_text='When the row was made (UTC).')),
                    ('updated_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False, help_text='When the row was last changed (UTC).')),
                    ('record_version', models.PositiveIntegerField(default=1, editable=False, help_text='1 when made, one more with each change.')),
                    ('text', models.CharField(help_text='As printed, in its own script: Грушко, Александр.', max_length=200, verbose_name='name')),
                    ('language', models.CharField(help_text='de, en, fr, ru, es …', max_length=12, validators=[django.core.validators.RegexValidator('^[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?$', 'A language is a code such as en, de, fr, ru, es or sr-Latn.')])),
                    ('script', models.CharField(blank=True, help_text="Four letters: Latn, Cyrl. Empty: the language's usual script.", max_length=4)),
                    ('kind', models.CharField(choices=[('official', 'official name'), ('short', 'short name'), ('alias', 'other spelling'), ('former', 'former name')], default='alias', help_text='Official name, short form, other spelling or former name.', max_length=8)),
                    ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='names', to='delegations.person')),
                    ('source', models.ForeignKey(blank=True, help_text='Where it is printed so.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='person_names', to='meetings.source')),
                ],
                options={
                    'ordering': ['person', 'id'],
                    'constraints': [models.UniqueConstraint(fields=('person', 'text', 'language'), name='person_name_once', violation_error_message='This spelling is already recorded for the person.')],
                },
            ), migrations.CreateModel(
                name='PersonNameEvent',
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
                    ('text', models.CharField(help_text='As printed, in its own script: Грушко, Александр.', max_length=200, verbose_name='name')),
                    ('language', models.CharField(help_text='de, en, fr, ru, es …', max_length=12, validators=[django.core.validators.RegexValidator('^[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?$', 'A language is a code such as en, de, fr, ru, es or sr-Latn.')])),
                    ('script', models.CharField(blank=True, help_text="Four letters: Latn, Cyrl. Empty: the language's usual script.", max_length=4)),
                    ('kind', models.CharField(choices=[('official', 'official name'), ('short', 'short name'), ('alias', 'other spelling'), ('former', 'former name')], default='alias', help_text='Official name, short form, other spelling or former name.', max_length=8)),
                    ('person', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='delegations.person')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='delegations.personname')),
                    ('source', models.ForeignKey(blank=True, db_constraint=False, help_text='Where it is printed so.', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='meetings.source')),
                ],
                options={
                    'abstract': False,
                },
            ), migrations.CreateModel(
                name='Party',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False, help_text='When the row was made (UTC).')),
                    ('updated_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False, help_text='When the row was last changed (UTC).')),
                    ('record_version', models.PositiveIntegerField(default=1, editable=False, help_text='1 when made, one more with each change.')),
                    ('code', models.CharField(help_text='In its address: ISO alpha-3 for a state (RUS), an acronym otherwise (NATO).', max_length=20, unique=True, validators=[django.core.validators.RegexValidator('^[A-Z][A-Z0-9-]{1,19}$', 'A code is two to twenty capital letters, digits or hyphens: RUS, NATO.')])),
                    ('name', models.CharField(help_text='Its usual name in English: Russia.', max_length=160)),
                    ('kind', models.CharField(choices=[('state', 'state'), ('organisation', 'international organisation'), ('other', 'other entity')], help_text='State, international organisation, or another entity.', max_length=12)),
                    ('iso3', models.CharField(blank=True, help_text='Official code, of the time it existed: RUS. Empty for organisations.', max_length=3, verbose_name='ISO 3166-1 alpha-3')),
                    ('iso3_user', models.CharField(blank=True, help_text='A code in common use that ISO has not assigned: XKX.', max_length=3, verbose_name='user-assigned code')),
                    ('existed_from', meetings.dates.fields.IntervalDateField(blank=True, help_text='Since when it has existed; empty if that does not matter.', null=True)),
                    ('existed_to', meetings.dates.fields.IntervalDateField(blank=True, help_text='Until when; empty while it exists.', null=True)),
                    ('sort_key', models.CharField(default='', editable=False, max_length=300)),
                    ('source', models.ForeignKey(blank=True, help_text='The document that describes it.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='parties', to='meetings.source')),
                ],
                options={
                    'verbose_name_plural': 'parties',
                    'ordering': ['sort_key', 'id'],
                    'constraints': [models.CheckConstraint(condition=models.Q(('iso3', ''), ('iso3__regex', '^[A-Z]{3}$'), _connector='OR'), name='party_iso3_form', violation_error_message='An ISO alpha-3 code is three capital letters.'), models.CheckConstraint(condition=models.Q(('iso3', ''), ('iso3_user', ''), _connector='OR'), name='party_one_kind_of_code', violation_error_message='Give the official code or a user-assigned one, not both.'), models.CheckConstraint(condition=models.Q(('existed_from__contained_by', (datetime.date(1800, 1, 1), datetime.date(2200, 1, 1))), ('existed_from__isempty', False)), name='party_from_bounds', violation_error_message='A date needs an earliest and a latest day, both from 1800 to 2199.'), models.CheckConstraint(condition=models.Q(('existed_to__contained_by', (datetime.date(1800, 1, 1), datetime.date(2200, 1, 1))), ('existed_to__isempty', False)), name='party_to_bounds', violation_error_message='A date needs an earliest and a latest day, both from 1800 to 2199.')],
                },
            ), migrations.CreateModel(
                name='Post',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False, help_text='When the row was made (UTC).')),
                    ('updated_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False, help_text='When the row was last changed (UTC).')),
                    ('record_version', models.PositiveIntegerField(default=1, editable=False, help_text='1 when made, one more with each change.')),
                    ('title', models.CharField(help_text='The office: Deputy Foreign Minister.', max_length=200)),
                    ('start', meetings.dates.fields.IntervalDateField(blank=True, help_text='As precisely as known; empty if not known.', null=True, verbose_name='from')),
                    ('end', meetings.dates.fields.IntervalDateField(blank=True, help_text='Empty while held, or if not known.', null=True, verbose_name='to')),
                    ('party', models.ForeignKey(blank=True, help_text='For whom: Russia, NATO. Empty for none.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='posts', to='delegations.party')),
                    ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='posts', to='delegations.person')),
                    ('source', models.ForeignKey(blank=True, help_text='The document that says so.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='posts', to='meetings.source')),
                ],
                options={
                    'ordering': ['person', 'start__startswith', 'id'],
                    'constraints': [models.UniqueConstraint(fields=('person', 'party', 'title', 'start'), name='post_once', nulls_distinct=False, violation_error_message='This post is already recorded for the person.'), models.CheckConstraint(condition=models.Q(('start__isnull', True), ('end__isnull', True), ('end__endswith__gt', models.F('start__startswith')), _connector='OR'), name='post_ends_after_start', violation_error_message='The post ends before it begins.'), models.CheckConstraint(condition=models.Q(('start__contained_by', (datetime.date(1800, 1, 1), datetime.date(2200, 1, 1))), ('start__isempty', False)), name='post_start_bounds', violation_error_message='A date needs an earliest and a latest day, both from 1800 to 2199.'), models.CheckConstraint(condition=models.Q(('end__contained_by', (datetime.date(1800, 1, 1), datetime.date(2200, 1, 1))), ('end__isempty', False)), name='post_end_bounds', violation_error_message='A date needs an earliest and a latest day, both from 1800 to 2199.')],
                },
            ), migrations.CreateModel(
                name='PostEvent',
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
                    ('title', models.CharField(help_text='The office: Deputy Foreign Minister.', max_length=200)),
                    ('start', meetings.dates.fields.IntervalDateField(blank=True, help_text='As precisely as known; empty if not known.', null=True, verbose_name='from')),
                    ('end', meetings.dates.fields.IntervalDateField(blank=True, help_text='Empty while held, or if not known.', null=True, verbose_name='to')),
                    ('party', models.ForeignKey(blank=True, db_constraint=False, help_text='For whom: Russia, NATO. Empty for none.', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='delegations.party')),
                    ('person', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='delegations.person')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='delegations.post')),
                    ('source', models.ForeignKey(blank=True, db_constraint=False, help_text='The document that says so.', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='meetings.source')),
                ],
                options={
                    'abstract': False,
                },
            ), migrations.CreateModel(
                name='Delegation',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False, help_text='When the row was made (UTC).')),
                    ('updated_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False, help_text='When the row was last changed (UTC).')),
                    ('record_version', models.PositiveIntegerField(default=1, editable=False, help_text='1 when made, one more with each change.')),
                    ('designation_as_printed', models.CharField(blank=True, help_text='How the source names it: russische Delegation.', max_length=200)),
                    ('capacity', models.CharField(blank=True, choices=[('member', 'member'), ('observer', 'observer'), ('guest', 'guest'), ('host', 'host'), ('secretariat', 'secretariat')], help_text='As what it sat; empty if not known.', max_length=12)),
                    ('invited', models.BooleanField(blank=True, help_text='Was it invited? Unknown if no source says.', null=True)),
                    ('attendance', models.CharField(choices=[('attended', 'attended'), ('partial', 'attended in part'), ('walked_out', 'walked out'), ('absent', 'absent'), ('unknown', 'unknown')], default='attended', help_text='Did it come? Record known absences too.', max_length=10)),
                    ('attendance_mode', models.CharField(blank=True, choices=[('in_person', 'in person'), ('remote', 'by link'), ('mixed', 'partly by link')], help_text='Empty if no source says.', max_length=10)),
                    ('absence_reason', models.CharField(blank=True, help_text='Why it stayed away or left, if a source says.', max_length=250)),
                    ('is_host', models.BooleanField(default=False, help_text='Tick if this party hosted the session.', verbose_name='hosted')),
                    ('is_chair', models.BooleanField(default=False, help_text='Tick if this party chaired the session.', verbose_name='chaired')),
                    ('level', models.CharField(blank=True, choices=[('heads_of_state_government', 'heads of state or government'), ('foreign_ministers', 'foreign ministers'), ('defence_ministers', 'defence ministers'), ('ministers', 'ministers'), ('deputy_ministers', 'deputy ministers'), ('chiefs_of_defence', 'chiefs of defence'), ('ambassadors', 'ambassadors'), ('senior_officials', 'senior officials'), ('experts', 'experts')], help_text='Rank of its head; empty if not known.', max_length=26)),
                    ('position', models.PositiveSmallIntegerField(default=0, help_text='Order on the page.')),
                    ('session', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='delegations', to='meetings.session')),
                    ('party', models.ForeignKey(help_text='Who sat: Russia, the United States, NATO.', on_delete=django.db.models.deletion.PROTECT, related_name='delegations', to='delegations.party')),
                ],
                options={
                    'ordering': ['position', 'id'],
                    'indexes': [models.Index(fields=['party', 'attendance'], name='delegation_by_party')],
                    'constraints': [models.UniqueConstraint(fields=('session', 'party'), name='delegation_once', violation_error_message='This party already has a delegation at the session.')],
                },
            ), migrations.CreateModel(
                name='Delegate',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False, help_text='When the row was made (UTC).')),
                    ('updated_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False, help_text='When the row was last changed (UTC).')),
                    ('record_version', models.PositiveIntegerField(default=1, editable=False, help_text='1 when made, one more with each change.')),
                    ('name_as_printed', models.CharField(blank=True, help_text='As the source spells it: Alexander Gruschko; US-Delegationsleiterin Sherman.', max_length=200)),
                    ('role_as_printed', models.CharField(blank=True, help_text='Office as printed at the time: Vize-Außenminister.', max_length=200)),
                    ('leads', models.BooleanField(default=False, help_text='Several may lead.', verbose_name='led the delegation')),
                    ('chairs', models.BooleanField(default=False, help_text='Several may chair.', verbose_name='chaired the session')),
                    ('position', models.PositiveSmallIntegerField(default=0, help_text='Order on the page.')),
                    ('delegation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='delegates', to='delegations.delegation')),
                    ('person', models.ForeignKey(blank=True, help_text='Who it was; empty if the source does not name anyone.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='delegate_rows', to='delegations.person')),
                    ('post', models.ForeignKey(blank=True, help_text='The recorded post held at the time, if known.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='delegate_rows', to='delegations.post')),
                ],
                options={
                    'ordering': ['-leads', 'position', 'id'],
                    'constraints': [models.CheckConstraint(condition=models.Q(('person__isnull', False), models.Q(('name_as_printed', ''), _negated=True), _connector='OR'), name='delegate_person_or_print', violation_error_message='Choose the person or write down what is printed.'), models.UniqueConstraint(condition=models.Q(('person__isnull', False)), fields=('delegation', 'person'), name='delegate_once', violation_error_message='This person is already in the delegation.')],
                },
            ), migrations.CreateModel(
                name='DelegationCitation',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False, help_text='When the row was made (UTC).')),
                    ('updated_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False, help_text='When the row was last changed (UTC).')),
                    ('record_version', models.PositiveIntegerField(default=1, editable=False, help_text='1 when made, one more with each change.')),
                    ('stance', models.CharField(choices=[('supports', 'supports'), ('contradicts', 'contradicts')], default='supports', help_text='Does it support or contradict the fact?', max_length=12)),
                    ('basis', models.CharField(choices=[('printed', 'printed in the source'), ('inferred', 'inferred by the editor')], default='printed', help_text='Is the fact printed there, or did you conclude it?', max_length=8)),
                    ('locator', models.CharField(blank=True, help_text='Where in the document: paragraph 3, photo caption, 02:15.', max_length=200)),
                    ('excerpt', models.TextField(blank=True, help_text='The few words that say it, exactly as printed, in their language.')),
                    ('confidence', models.CharField(blank=True, choices=[('high', 'high'), ('medium', 'medium'), ('low', 'low')], help_text='How far the source is to be trusted on this; empty if not judged.', max_length=6)),
                    ('note', models.TextField(blank=True, help_text='What a reader must know to weigh it.')),
                    ('fact', models.CharField(blank=True, choices=[('attendance', 'attendance'), ('head', 'head'), ('role', 'role'), ('capacity', 'capacity')], help_text="The fact that the source supports; empty: the delegation's presence.", max_length=12)),
                    ('delegation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='citations', to='delegations.delegation')),
                    ('source', models.ForeignKey(help_text='The document. Use + to enter a new one here.', on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to='meetings.source')),
                ],
                options={
                    'verbose_name': 'citation',
                    'ordering': ['id'],
                },
            ), migrations.CreateModel(
                name='DelegationCitationEvent',
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
                    ('stance', models.CharField(choices=[('supports', 'supports'), ('contradicts', 'contradicts')], default='supports', help_text='Does it support or contradict the fact?', max_length=12)),
                    ('basis', models.CharField(choices=[('printed', 'printed in the source'), ('inferred', 'inferred by the editor')], default='printed', help_text='Is the fact printed there, or did you conclude it?', max_length=8)),
                    ('locator', models.CharField(blank=True, help_text='Where in the document: paragraph 3, photo caption, 02:15.', max_length=200)),
                    ('excerpt', models.TextField(blank=True, help_text='The few words that say it, exactly as printed, in their language.')),
                    ('confidence', models.CharField(blank=True, choices=[('high', 'high'), ('medium', 'medium'), ('low', 'low')], help_text='How far the source is to be trusted on this; empty if not judged.', max_length=6)),
                    ('note', models.TextField(blank=True, help_text='What a reader must know to weigh it.')),
                    ('fact', models.CharField(blank=True, choices=[('attendance', 'attendance'), ('head', 'head'), ('role', 'role'), ('capacity', 'capacity')], help_text="The fact that the source supports; empty: the delegation's presence.", max_length=12)),
                    ('delegation', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='delegations.delegation')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='delegations.delegationcitation')),
                    ('source', models.ForeignKey(db_constraint=False, help_text='The document. Use + to enter a new one here.', on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='meetings.source')),
                ],
                options={
                    'abstract': False,
                },
            ), migrations.CreateModel(
                name='Membership',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False, help_text='When the row was made (UTC).')),
                    ('updated_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False, help_text='When the row was last changed (UTC).')),
                    ('record_version', models.PositiveIntegerField(default=1, editable=False, help_text='1 when made, one more with each change.')),
                    ('standing', models.CharField(choices=[('member', 'member'), ('observer', 'observer'), ('guest', 'guest'), ('host', 'host'), ('secretariat', 'secretariat')], default='member', help_text='As what it sits in the council.', max_length=12)),
                    ('joined', meetings.dates.fields.IntervalDateField(blank=True, help_text='As precisely as known; empty if not known.', null=True)),
                    ('left', meetings.dates.fields.IntervalDateField(blank=True, help_text='Empty while it sits.', null=True)),
                    ('council', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='memberships', to='meetings.council')),
                    ('source', models.ForeignKey(blank=True, help_text='The document that says so.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='memberships', to='meetings.source')),
                    ('party', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='memberships', to='delegations.party')),
                ],
                options={
                    'ordering': ['council', 'party', 'id'],
                    'constraints': [models.UniqueConstraint(fields=('party', 'council', 'standing', 'joined'), name='membership_once', nulls_distinct=False, violation_error_message='This membership is already recorded.'), models.CheckConstraint(condition=models.Q(('joined__isnull', True), ('left__isnull', True), ('left__endswith__gt', models.F('joined__startswith')), _connector='OR'), name='membership_ends_after_start', violation_error_message='The party left before it joined: check both dates.'), models.CheckConstraint(condition=models.Q(('joined__contained_by', (datetime.date(1800, 1, 1), datetime.date(2200, 1, 1))), ('joined__isempty', False)), name='membership_joined_bounds', violation_error_message='A date needs an earliest and a latest day, both from 1800 to 2199.'), models.CheckConstraint(condition=models.Q(('left__contained_by', (datetime.date(1800, 1, 1), datetime.date(2200, 1, 1))), ('left__isempty', False)), name='membership_left_bounds', violation_error_message='A date needs an earliest and a latest day, both from 1800 to 2199.')],
                },
            ), migrations.CreateModel(
                name='MembershipEvent',
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
                    ('standing', models.CharField(choices=[('member', 'member'), ('observer', 'observer'), ('guest', 'guest'), ('host', 'host'), ('secretariat', 'secretariat')], default='member', help_text='As what it sits in the council.', max_length=12)),
                    ('joined', meetings.dates.fields.IntervalDateField(blank=True, help_text='As precisely as known; empty if not known.', null=True)),
                    ('left', meetings.dates.fields.IntervalDateField(blank=True, help_text='Empty while it sits.', null=True)),
                    ('council', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='meetings.council')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='delegations.membership')),
                    ('source', models.ForeignKey(blank=True, db_constraint=False, help_text='The document that says so.', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='meetings.source')),
                    ('party', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='delegations.party')),
                ],
                options={
                    'abstract': False,
                },
            ), migrations.CreateModel(
                name='DelegationEvent',
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
                    ('designation_as_printed', models.CharField(blank=True, help_text='How the source names it: russische Delegation.', max_length=200)),
                    ('capacity', models.CharField(blank=True, choices=[('member', 'member'), ('observer', 'observer'), ('guest', 'guest'), ('host', 'host'), ('secretariat', 'secretariat')], help_text='As what it sat; empty if not known.', max_length=12)),
                    ('invited', models.BooleanField(blank=True, help_text='Was it invited? Unknown if no source says.', null=True)),
                    ('attendance', models.CharField(choices=[('attended', 'attended'), ('partial', 'attended in part'), ('walked_out', 'walked out'), ('absent', 'absent'), ('unknown', 'unknown')], default='attended', help_text='Did it come? Record known absences too.', max_length=10)),
                    ('attendance_mode', models.CharField(blank=True, choices=[('in_person', 'in person'), ('remote', 'by link'), ('mixed', 'partly by link')], help_text='Empty if no source says.', max_length=10)),
                    ('absence_reason', models.CharField(blank=True, help_text='Why it stayed away or left, if a source says.', max_length=250)),
                    ('is_host', models.BooleanField(default=False, help_text='Tick if this party hosted the session.', verbose_name='hosted')),
                    ('is_chair', models.BooleanField(default=False, help_text='Tick if this party chaired the session.', verbose_name='chaired')),
                    ('level', models.CharField(blank=True, choices=[('heads_of_state_government', 'heads of state or government'), ('foreign_ministers', 'foreign ministers'), ('defence_ministers', 'defence ministers'), ('ministers', 'ministers'), ('deputy_ministers', 'deputy ministers'), ('chiefs_of_defence', 'chiefs of defence'), ('ambassadors', 'ambassadors'), ('senior_officials', 'senior officials'), ('experts', 'experts')], help_text='Rank of its head; empty if not known.', max_length=26)),
                    ('position', models.PositiveSmallIntegerField(default=0, help_text='Order on the page.')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='delegations.delegation')),
                    ('session', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='meetings.session')),
                    ('party', models.ForeignKey(db_constraint=False, help_text='Who sat: Russia, the United States, NATO.', on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='delegations.party')),
                ],
                options={
                    'abstract': False,
                },
            ), migrations.CreateModel(
                name='PartyEvent',
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
                    ('code', models.CharField(help_text='In its address: ISO alpha-3 for a state (RUS), an acronym otherwise (NATO).', max_length=20, validators=[django.core.validators.RegexValidator('^[A-Z][A-Z0-9-]{1,19}$', 'A code is two to twenty capital letters, digits or hyphens: RUS, NATO.')])),
                    ('name', models.CharField(help_text='Its usual name in English: Russia.', max_length=160)),
                    ('kind', models.CharField(choices=[('state', 'state'), ('organisation', 'international organisation'), ('other', 'other entity')], help_text='State, international organisation, or another entity.', max_length=12)),
                    ('iso3', models.CharField(blank=True, help_text='Official code, of the time it existed: RUS. Empty for organisations.', max_length=3, verbose_name='ISO 3166-1 alpha-3')),
                    ('iso3_user', models.CharField(blank=True, help_text='A code in common use that ISO has not assigned: XKX.', max_length=3, verbose_name='user-assigned code')),
                    ('existed_from', meetings.dates.fields.IntervalDateField(blank=True, help_text='Since when it has existed; empty if that does not matter.', null=True)),
                    ('existed_to', meetings.dates.fields.IntervalDateField(blank=True, help_text='Until when; empty while it exists.', null=True)),
                    ('sort_key', models.CharField(default='', editable=False, max_length=300)),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='delegations.party')),
                    ('source', models.ForeignKey(blank=True, db_constraint=False, help_text='The document that describes it.', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='meetings.source')),
                ],
                options={
                    'abstract': False,
                },
            ), migrations.CreateModel(
                name='PartyName',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False, help_text='When the row was made (UTC).')),
                    ('updated_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False, help_text='When the row was last changed (UTC).')),
                    ('record_version', models.PositiveIntegerField(default=1, editable=False, help_text='1 when made, one more with each change.')),
                    ('text', models.CharField(help_text='As printed, in its own script: Россия.', max_length=200, verbose_name='name')),
                    ('language', models.CharField(help_text='de, en, fr, ru, es …', max_length=12, validators=[django.core.validators.RegexValidator('^[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?$', 'A language is a code such as en, de, fr, ru, es or sr-Latn.')])),
                    ('script', models.CharField(blank=True, help_text="Four letters: Latn, Cyrl. Empty: the language's usual script.", max_length=4)),
                    ('kind', models.CharField(choices=[('official', 'official name'), ('short', 'short name'), ('alias', 'other spelling'), ('former', 'former name')], default='alias', help_text='Official name, short form, other spelling or former name.', max_length=8)),
                    ('valid_from', meetings.dates.fields.IntervalDateField(blank=True, help_text='Since when it was in use; empty if not known.', null=True)),
                    ('valid_to', meetings.dates.fields.IntervalDateField(blank=True, help_text='Until when; empty while in use.', null=True)),
                    ('party', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='names', to='delegations.party')),
                    ('source', models.ForeignKey(blank=True, help_text='Where it is printed so.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='party_names', to='meetings.source')),
                ],
                options={
                    'ordering': ['party', 'id'],
                    'constraints': [models.UniqueConstraint(fields=('party', 'text', 'language', 'kind'), name='party_name_once', violation_error_message='This name is already recorded for the party.'), models.CheckConstraint(condition=models.Q(('valid_from__contained_by', (datetime.date(1800, 1, 1), datetime.date(2200, 1, 1))), ('valid_from__isempty', False)), name='party_name_from_bounds', violation_error_message='A date needs an earliest and a latest day, both from 1800 to 2199.'), models.CheckConstraint(condition=models.Q(('valid_to__contained_by', (datetime.date(1800, 1, 1), datetime.date(2200, 1, 1))), ('valid_to__isempty', False)), name='party_name_to_bounds', violation_error_message='A date needs an earliest and a latest day, both from 1800 to 2199.')],
                },
            ), migrations.CreateModel(
                name='PartyNameEvent',
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
                    ('text', models.CharField(help_text='As printed, in its own script: Россия.', max_length=200, verbose_name='name')),
                    ('language', models.CharField(help_text='de, en, fr, ru, es …', max_length=12, validators=[django.core.validators.RegexValidator('^[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?$', 'A language is a code such as en, de, fr, ru, es or sr-Latn.')])),
                    ('script', models.CharField(blank=True, help_text="Four letters: Latn, Cyrl. Empty: the language's usual script.", max_length=4)),
                    ('kind', models.CharField(choices=[('official', 'official name'), ('short', 'short name'), ('alias', 'other spelling'), ('former', 'former name')], default='alias', help_text='Official name, short form, other spelling or former name.', max_length=8)),
                    ('valid_from', meetings.dates.fields.IntervalDateField(blank=True, help_text='Since when it was in use; empty if not known.', null=True)),
                    ('valid_to', meetings.dates.fields.IntervalDateField(blank=True, help_text='Until when; empty while in use.', null=True)),
                    ('party', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='delegations.party')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='delegations.partyname')),
                    ('source', models.ForeignKey(blank=True, db_constraint=False, help_text='Where it is printed so.', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='meetings.source')),
                ],
                options={
                    'abstract': False,
                },
            ), migrations.CreateModel(
                name='DelegateEvent',
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
                    ('name_as_printed', models.CharField(blank=True, help_text='As the source spells it: Alexander Gruschko; US-Delegationsleiterin Sherman.', max_length=200)),
                    ('role_as_printed', models.CharField(blank=True, help_text='Office as printed at the time: Vize-Außenminister.', max_length=200)),
                    ('leads', models.BooleanField(default=False, help_text='Several may lead.', verbose_name='led the delegation')),
                    ('chairs', models.BooleanField(default=False, help_text='Several may chair.', verbose_name='chaired the session')),
                    ('position', models.PositiveSmallIntegerField(default=0, help_text='Order on the page.')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='delegations.delegate')),
                    ('delegation', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='delegations.delegation')),
                    ('person', models.ForeignKey(blank=True, db_constraint=False, help_text='Who it was; empty if the source does not name anyone.', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='delegations.person')),
                    ('post', models.ForeignKey(blank=True, db_constraint=False, help_text='The recorded post held at the time, if known.', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='delegations.post')),
                ],
                options={
                    'abstract': False,
                },
            )],
        ),
        meetings.migration_operations.Batch(
            operations=[pgtrigger.migrations.AddTrigger(
                model_name='person',
                trigger=pgtrigger.compiler.Trigger(name='stamp', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='NEW.updated_at = now(); NEW.record_version = OLD.record_version + 1; RETURN NEW;', hash='fe7e747dc910a39cced46d6bd541f8035f1ae7f4', operation='UPDATE', pgid='pgtrigger_stamp_ff553', table='delegations_person', when='BEFORE')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='person',
                trigger=pgtrigger.compiler.Trigger(name='sort_key', sql=pgtrigger.compiler.UpsertTriggerSql(func='NEW.sort_key = left(reconvene_fold(NEW.name), 300); RETURN NEW;', hash='86e704cbc6bc8a629d95aab6416de956a0011823', operation='INSERT OR UPDATE', pgid='pgtrigger_sort_key_bf5fb', table='delegations_person', when='BEFORE')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='person',
                trigger=pgtrigger.compiler.Trigger(name='retires_slug', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.slug IS DISTINCT FROM NEW.slug)', func="PERFORM reconvene_retire('people/' || OLD.slug, 'people/' || NEW.slug, 'renamed'); RETURN NULL;", hash='6e8ab8e8b9c0d8672ea8de7454b783f5977e4adb', operation='UPDATE OF "slug"', pgid='pgtrigger_retires_slug_bc37a', table='delegations_person', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='person',
                trigger=pgtrigger.compiler.Trigger(name='retires_id', sql=pgtrigger.compiler.UpsertTriggerSql(func="PERFORM reconvene_retire('P' || OLD.id, '', 'erased'); RETURN NULL;", hash='4433c8bda0c9802723977da3cc601fe175e692bc', operation='DELETE', pgid='pgtrigger_retires_id_fba82', table='delegations_person', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='person',
                trigger=pgtrigger.compiler.Trigger(name='raises_data_version', sql=pgtrigger.compiler.UpsertTriggerSql(func="IF TG_OP = 'UPDATE' AND OLD IS NOT DISTINCT FROM NEW THEN RETURN NULL; END IF; IF true THEN PERFORM reconvene_public_change(); END IF; RETURN NULL;", hash='dbffdc621dd790db96ff91f389d64ba3cb132782', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_raises_data_version_cbb7e', table='delegations_person', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='person',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "delegations_personevent" ("created_at", "description", "id", "name", "note", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "record_version", "slug", "sort_key", "updated_at") VALUES (NEW."created_at", NEW."description", NEW."id", NEW."name", NEW."note", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."record_version", NEW."slug", NEW."sort_key", NEW."updated_at"); RETURN NULL;', hash='bab5a1ee7c0e7eeff8e65ecc89b30b9a5da9f1b7', operation='INSERT', pgid='pgtrigger_insert_insert_70cc4', table='delegations_person', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='person',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "delegations_personevent" ("created_at", "description", "id", "name", "note", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "record_version", "slug", "sort_key", "updated_at") VALUES (NEW."created_at", NEW."description", NEW."id", NEW."name", NEW."note", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."record_version", NEW."slug", NEW."sort_key", NEW."updated_at"); RETURN NULL;', hash='fd29790717a23876a89bcb89570dc85644cee0f5', operation='UPDATE', pgid='pgtrigger_update_update_f3f9e', table='delegations_person', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='person',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "delegations_personevent" ("created_at", "description", "id", "name", "note", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "record_version", "slug", "sort_key", "updated_at") VALUES (OLD."created_at", OLD."description", OLD."id", OLD."name", OLD."note", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."record_version", OLD."slug", OLD."sort_key", OLD."updated_at"); RETURN NULL;', hash='90ce37511d25498f208a7da34604c73ebe72ea69', operation='DELETE', pgid='pgtrigger_delete_delete_62f5b', table='delegations_person', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='delegationcitation',
                trigger=pgtrigger.compiler.Trigger(name='stamp', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='NEW.updated_at = now(); NEW.record_version = OLD.record_version + 1; RETURN NEW;', hash='0946e39e4aeaada28785b2ae1d8cb8155b6dac62', operation='UPDATE', pgid='pgtrigger_stamp_82a53', table='delegations_delegationcitation', when='BEFORE')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='delegationcitation',
                trigger=pgtrigger.compiler.Trigger(name='raises_data_version', sql=pgtrigger.compiler.UpsertTriggerSql(func="IF TG_OP = 'UPDATE' AND OLD IS NOT DISTINCT FROM NEW THEN RETURN NULL; END IF; IF reconvene_session_published((SELECT session_id FROM delegations_delegation WHERE id = COALESCE(NEW.delegation_id, OLD.delegation_id))) THEN PERFORM reconvene_public_change(); END IF; RETURN NULL;", hash='ad1be424a86c18ae4412b77fb401461da90275f6', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_raises_data_version_e092c', table='delegations_delegationcitation', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='delegationcitation',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "delegations_delegationcitationevent" ("basis", "confidence", "created_at", "delegation_id", "excerpt", "fact", "id", "locator", "note", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "record_version", "source_id", "stance", "updated_at") VALUES (NEW."basis", NEW."confidence", NEW."created_at", NEW."delegation_id", NEW."excerpt", NEW."fact", NEW."id", NEW."locator", NEW."note", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."record_version", NEW."source_id", NEW."stance", NEW."updated_at"); RETURN NULL;', hash='bf1c7ae2516e14154d23d858faef63b2b247cd91', operation='INSERT', pgid='pgtrigger_insert_insert_ec190', table='delegations_delegationcitation', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='delegationcitation',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "delegations_delegationcitationevent" ("basis", "confidence", "created_at", "delegation_id", "excerpt", "fact", "id", "locator", "note", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "record_version", "source_id", "stance", "updated_at") VALUES (NEW."basis", NEW."confidence", NEW."created_at", NEW."delegation_id", NEW."excerpt", NEW."fact", NEW."id", NEW."locator", NEW."note", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."record_version", NEW."source_id", NEW."stance", NEW."updated_at"); RETURN NULL;', hash='5b77d44f45aa76d5c2a972f4690621c113ee3a69', operation='UPDATE', pgid='pgtrigger_update_update_52f6a', table='delegations_delegationcitation', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='delegationcitation',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "delegations_delegationcitationevent" ("basis", "confidence", "created_at", "delegation_id", "excerpt", "fact", "id", "locator", "note", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "record_version", "source_id", "stance", "updated_at") VALUES (OLD."basis", OLD."confidence", OLD."created_at", OLD."delegation_id", OLD."excerpt", OLD."fact", OLD."id", OLD."locator", OLD."note", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."record_version", OLD."source_id", OLD."stance", OLD."updated_at"); RETURN NULL;', hash='5554b056c33ad9347dfc4c99b8ac0b8fa98da309', operation='DELETE', pgid='pgtrigger_delete_delete_c079e', table='delegations_delegationcitation', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='delegationcitationevent',
                trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='81e69367b7e69d9b65a42c10d14953d8d3f716f0', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_9d81a', table='delegations_delegationcitationevent', when='BEFORE')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='party',
                trigger=pgtrigger.compiler.Trigger(name='stamp', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='NEW.updated_at = now(); NEW.record_version = OLD.record_version + 1; RETURN NEW;', hash='31683971238684f01e9701287aa17964d259bb94', operation='UPDATE', pgid='pgtrigger_stamp_9fe08', table='delegations_party', when='BEFORE')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='party',
                trigger=pgtrigger.compiler.Trigger(name='sort_key', sql=pgtrigger.compiler.UpsertTriggerSql(func='NEW.sort_key = left(reconvene_fold(NEW.name), 300); RETURN NEW;', hash='9b2cb31b8da03af28cb241a044302b88078de356', operation='INSERT OR UPDATE', pgid='pgtrigger_sort_key_40194', table='delegations_party', when='BEFORE')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='party',
                trigger=pgtrigger.compiler.Trigger(name='retires_id', sql=pgtrigger.compiler.UpsertTriggerSql(func="PERFORM reconvene_retire('E' || OLD.id, '', 'erased'); RETURN NULL;", hash='e6c6e35b8d8e572c9dc178a1e71095d4c8823d79', operation='DELETE', pgid='pgtrigger_retires_id_95771', table='delegations_party', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='party',
                trigger=pgtrigger.compiler.Trigger(name='raises_data_version', sql=pgtrigger.compiler.UpsertTriggerSql(func="IF TG_OP = 'UPDATE' AND OLD IS NOT DISTINCT FROM NEW THEN RETURN NULL; END IF; IF true THEN PERFORM reconvene_public_change(); END IF; RETURN NULL;", hash='ae29a30ec56a72606fe0ce5131d4361dacf5dbe5', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_raises_data_version_3848b', table='delegations_party', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='party',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "delegations_partyevent" ("code", "created_at", "existed_from", "existed_to", "id", "iso3", "iso3_user", "kind", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "record_version", "sort_key", "source_id", "updated_at") VALUES (NEW."code", NEW."created_at", NEW."existed_from", NEW."existed_to", NEW."id", NEW."iso3", NEW."iso3_user", NEW."kind", NEW."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."record_version", NEW."sort_key", NEW."source_id", NEW."updated_at"); RETURN NULL;', hash='60f30d4f67eb611e7a8ac2ab3af0ff4acb104fd7', operation='INSERT', pgid='pgtrigger_insert_insert_ba60b', table='delegations_party', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='party',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "delegations_partyevent" ("code", "created_at", "existed_from", "existed_to", "id", "iso3", "iso3_user", "kind", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "record_version", "sort_key", "source_id", "updated_at") VALUES (NEW."code", NEW."created_at", NEW."existed_from", NEW."existed_to", NEW."id", NEW."iso3", NEW."iso3_user", NEW."kind", NEW."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."record_version", NEW."sort_key", NEW."source_id", NEW."updated_at"); RETURN NULL;', hash='98030ce7906c3484ac575d404bfcb871082df9ab', operation='UPDATE', pgid='pgtrigger_update_update_cb2ee', table='delegations_party', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='party',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "delegations_partyevent" ("code", "created_at", "existed_from", "existed_to", "id", "iso3", "iso3_user", "kind", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "record_version", "sort_key", "source_id", "updated_at") VALUES (OLD."code", OLD."created_at", OLD."existed_from", OLD."existed_to", OLD."id", OLD."iso3", OLD."iso3_user", OLD."kind", OLD."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."record_version", OLD."sort_key", OLD."source_id", OLD."updated_at"); RETURN NULL;', hash='b079a9fc402e970fb1f1f5dec728cb3d223d2cf5', operation='DELETE', pgid='pgtrigger_delete_delete_06258', table='delegations_party', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='membershipevent',
                trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='ccd94eacd67ee4860dc9d857be0b21f93060aa8e', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_f38f8', table='delegations_membershipevent', when='BEFORE')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='membership',
                trigger=pgtrigger.compiler.Trigger(name='stamp', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='NEW.updated_at = now(); NEW.record_version = OLD.record_version + 1; RETURN NEW;', hash='803ecbd4d370df18505348001227bd45a51bab39', operation='UPDATE', pgid='pgtrigger_stamp_26538', table='delegations_membership', when='BEFORE')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='membership',
                trigger=pgtrigger.compiler.Trigger(name='raises_data_version', sql=pgtrigger.compiler.UpsertTriggerSql(func="IF TG_OP = 'UPDATE' AND OLD IS NOT DISTINCT FROM NEW THEN RETURN NULL; END IF; IF true THEN PERFORM reconvene_public_change(); END IF; RETURN NULL;", hash='4ebf4382d7a80f3b5954d0c5bb30ba4fff927057', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_raises_data_version_7a677', table='delegations_membership', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='membership',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "delegations_membershipevent" ("council_id", "created_at", "id", "joined", "left", "party_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "record_version", "source_id", "standing", "updated_at") VALUES (NEW."council_id", NEW."created_at", NEW."id", NEW."joined", NEW."left", NEW."party_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."record_version", NEW."source_id", NEW."standing", NEW."updated_at"); RETURN NULL;', hash='3e3b08d1a962095213e403f17c59e5196747b1db', operation='INSERT', pgid='pgtrigger_insert_insert_95c3f', table='delegations_membership', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='membership',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "delegations_membershipevent" ("council_id", "created_at", "id", "joined", "left", "party_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "record_version", "source_id", "standing", "updated_at") VALUES (NEW."council_id", NEW."created_at", NEW."id", NEW."joined", NEW."left", NEW."party_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."record_version", NEW."source_id", NEW."standing", NEW."updated_at"); RETURN NULL;', hash='67331ad82ad0ce5d8e887cfa05c7f6dcc4f49543', operation='UPDATE', pgid='pgtrigger_update_update_76bc0', table='delegations_membership', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='membership',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "delegations_membershipevent" ("council_id", "created_at", "id", "joined", "left", "party_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "record_version", "source_id", "standing", "updated_at") VALUES (OLD."council_id", OLD."created_at", OLD."id", OLD."joined", OLD."left", OLD."party_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."record_version", OLD."source_id", OLD."standing", OLD."updated_at"); RETURN NULL;', hash='f561a439bebb81d35f0e60029161425987453192', operation='DELETE', pgid='pgtrigger_delete_delete_6ac96', table='delegations_membership', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='delegationevent',
                trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='8f027b350d7b631b4452d091154300d8ea6d890c', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_bd2f8', table='delegations_delegationevent', when='BEFORE')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='delegation',
                trigger=pgtrigger.compiler.Trigger(name='stamp', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='NEW.updated_at = now(); NEW.record_version = OLD.record_version + 1; RETURN NEW;', hash='83d38a936fd60767227665f4b85934fd07f56de9', operation='UPDATE', pgid='pgtrigger_stamp_6c9e5', table='delegations_delegation', when='BEFORE')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='delegation',
                trigger=pgtrigger.compiler.Trigger(name='retires_id', sql=pgtrigger.compiler.UpsertTriggerSql(func="PERFORM reconvene_retire('D' || OLD.id, '', 'erased'); RETURN NULL;", hash='1fd5c12a1c3fb281790847704bfe1a07390d4b23', operation='DELETE', pgid='pgtrigger_retires_id_db1f4', table='delegations_delegation', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='delegation',
                trigger=pgtrigger.compiler.Trigger(name='raises_data_version', sql=pgtrigger.compiler.UpsertTriggerSql(func="IF TG_OP = 'UPDATE' AND OLD IS NOT DISTINCT FROM NEW THEN RETURN NULL; END IF; IF reconvene_session_published(COALESCE(NEW.session_id, OLD.session_id)) THEN PERFORM reconvene_public_change(); END IF; RETURN NULL;", hash='f4206ac0b0d2009fe3f00b8f6283db578f033a6d', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_raises_data_version_bb5d7', table='delegations_delegation', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='delegation',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "delegations_delegationevent" ("absence_reason", "attendance", "attendance_mode", "capacity", "created_at", "designation_as_printed", "id", "invited", "is_chair", "is_host", "level", "party_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "record_version", "session_id", "updated_at") VALUES (NEW."absence_reason", NEW."attendance", NEW."attendance_mode", NEW."capacity", NEW."created_at", NEW."designation_as_printed", NEW."id", NEW."invited", NEW."is_chair", NEW."is_host", NEW."level", NEW."party_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."position", NEW."record_version", NEW."session_id", NEW."updated_at"); RETURN NULL;', hash='8406b163704ddf3b9acff1eaad90cd7b9d04f0bd', operation='INSERT', pgid='pgtrigger_insert_insert_2cbf8', table='delegations_delegation', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='delegation',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "delegations_delegationevent" ("absence_reason", "attendance", "attendance_mode", "capacity", "created_at", "designation_as_printed", "id", "invited", "is_chair", "is_host", "level", "party_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "record_version", "session_id", "updated_at") VALUES (NEW."absence_reason", NEW."attendance", NEW."attendance_mode", NEW."capacity", NEW."created_at", NEW."designation_as_printed", NEW."id", NEW."invited", NEW."is_chair", NEW."is_host", NEW."level", NEW."party_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."position", NEW."record_version", NEW."session_id", NEW."updated_at"); RETURN NULL;', hash='7e5c41bd1e19bb483ef2be35d23db2430c188fae', operation='UPDATE', pgid='pgtrigger_update_update_57215', table='delegations_delegation', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='delegation',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "delegations_delegationevent" ("absence_reason", "attendance", "attendance_mode", "capacity", "created_at", "designation_as_printed", "id", "invited", "is_chair", "is_host", "level", "party_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "record_version", "session_id", "updated_at") VALUES (OLD."absence_reason", OLD."attendance", OLD."attendance_mode", OLD."capacity", OLD."created_at", OLD."designation_as_printed", OLD."id", OLD."invited", OLD."is_chair", OLD."is_host", OLD."level", OLD."party_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."position", OLD."record_version", OLD."session_id", OLD."updated_at"); RETURN NULL;', hash='619f4a6055025f56727e8ac7576d0937e2e37b51', operation='DELETE', pgid='pgtrigger_delete_delete_f98ff', table='delegations_delegation', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='partyevent',
                trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='670505b5660d32e719950713c84f371b117b1aa1', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_ebbd9', table='delegations_partyevent', when='BEFORE')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='partyname',
                trigger=pgtrigger.compiler.Trigger(name='stamp', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='NEW.updated_at = now(); NEW.record_version = OLD.record_version + 1; RETURN NEW;', hash='e2056f3ca41ce9922792663c352c16390d47db57', operation='UPDATE', pgid='pgtrigger_stamp_d46c6', table='delegations_partyname', when='BEFORE')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='partyname',
                trigger=pgtrigger.compiler.Trigger(name='raises_data_version', sql=pgtrigger.compiler.UpsertTriggerSql(func="IF TG_OP = 'UPDATE' AND OLD IS NOT DISTINCT FROM NEW THEN RETURN NULL; END IF; IF true THEN PERFORM reconvene_public_change(); END IF; RETURN NULL;", hash='ce18b3058a9c6021d0fd6953527fdb42251f2e69', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_raises_data_version_419c3', table='delegations_partyname', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='partyname',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "delegations_partynameevent" ("created_at", "id", "kind", "language", "party_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "record_version", "script", "source_id", "text", "updated_at", "valid_from", "valid_to") VALUES (NEW."created_at", NEW."id", NEW."kind", NEW."language", NEW."party_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."record_version", NEW."script", NEW."source_id", NEW."text", NEW."updated_at", NEW."valid_from", NEW."valid_to"); RETURN NULL;', hash='36b1b7841501426ea7d5cb0ee3db0f6b9912d1ac', operation='INSERT', pgid='pgtrigger_insert_insert_0f520', table='delegations_partyname', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='partyname',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "delegations_partynameevent" ("created_at", "id", "kind", "language", "party_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "record_version", "script", "source_id", "text", "updated_at", "valid_from", "valid_to") VALUES (NEW."created_at", NEW."id", NEW."kind", NEW."language", NEW."party_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."record_version", NEW."script", NEW."source_id", NEW."text", NEW."updated_at", NEW."valid_from", NEW."valid_to"); RETURN NULL;', hash='b75529478af8ce88931d9e4093b6e88cf8a4c0ea', operation='UPDATE', pgid='pgtrigger_update_update_d73f1', table='delegations_partyname', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='partyname',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "delegations_partynameevent" ("created_at", "id", "kind", "language", "party_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "record_version", "script", "source_id", "text", "updated_at", "valid_from", "valid_to") VALUES (OLD."created_at", OLD."id", OLD."kind", OLD."language", OLD."party_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."record_version", OLD."script", OLD."source_id", OLD."text", OLD."updated_at", OLD."valid_from", OLD."valid_to"); RETURN NULL;', hash='91dd88361d2ec5692803ea0f67bec768339ec669', operation='DELETE', pgid='pgtrigger_delete_delete_0cfd0', table='delegations_partyname', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='partynameevent',
                trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='67ff4bb71cae59231e479700f9cf368488d28b80', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_a65fc', table='delegations_partynameevent', when='BEFORE')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='personevent',
                trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='f46ec28ff3faa763940472c80167c7a0b431e8fb', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_54b51', table='delegations_personevent', when='BEFORE')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='personname',
                trigger=pgtrigger.compiler.Trigger(name='stamp', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='NEW.updated_at = now(); NEW.record_version = OLD.record_version + 1; RETURN NEW;', hash='444972a3a75db840619682150e80cf8ead825cca', operation='UPDATE', pgid='pgtrigger_stamp_52ed2', table='delegations_personname', when='BEFORE')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='personname',
                trigger=pgtrigger.compiler.Trigger(name='raises_data_version', sql=pgtrigger.compiler.UpsertTriggerSql(func="IF TG_OP = 'UPDATE' AND OLD IS NOT DISTINCT FROM NEW THEN RETURN NULL; END IF; IF true THEN PERFORM reconvene_public_change(); END IF; RETURN NULL;", hash='61a238bd04316a8fb96f7fe394a2e97ada77df71', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_raises_data_version_25cd8', table='delegations_personname', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='personname',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "delegations_personnameevent" ("created_at", "id", "kind", "language", "person_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "record_version", "script", "source_id", "text", "updated_at") VALUES (NEW."created_at", NEW."id", NEW."kind", NEW."language", NEW."person_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."record_version", NEW."script", NEW."source_id", NEW."text", NEW."updated_at"); RETURN NULL;', hash='f8ab4d2d78f107fafe152eec7314b84c26a6bfcd', operation='INSERT', pgid='pgtrigger_insert_insert_fdd9e', table='delegations_personname', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='personname',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "delegations_personnameevent" ("created_at", "id", "kind", "language", "person_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "record_version", "script", "source_id", "text", "updated_at") VALUES (NEW."created_at", NEW."id", NEW."kind", NEW."language", NEW."person_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."record_version", NEW."script", NEW."source_id", NEW."text", NEW."updated_at"); RETURN NULL;', hash='759a84dce75cb7ba6804d6b1fc9ef6c9c353cf33', operation='UPDATE', pgid='pgtrigger_update_update_49431', table='delegations_personname', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='personname',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "delegations_personnameevent" ("created_at", "id", "kind", "language", "person_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "record_version", "script", "source_id", "text", "updated_at") VALUES (OLD."created_at", OLD."id", OLD."kind", OLD."language", OLD."person_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."record_version", OLD."script", OLD."source_id", OLD."text", OLD."updated_at"); RETURN NULL;', hash='84fea6ab54886261078716ca81cc63ca82a4efdc', operation='DELETE', pgid='pgtrigger_delete_delete_a2e3e', table='delegations_personname', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='personnameevent',
                trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='e81bcbaf16d2918d341e73764baaf30b476c27eb', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_34967', table='delegations_personnameevent', when='BEFORE')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='post',
                trigger=pgtrigger.compiler.Trigger(name='stamp', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='NEW.updated_at = now(); NEW.record_version = OLD.record_version + 1; RETURN NEW;', hash='22e20de6fac1692d9c59316e5013564c9c4c5e7a', operation='UPDATE', pgid='pgtrigger_stamp_c6a40', table='delegations_post', when='BEFORE')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='post',
                trigger=pgtrigger.compiler.Trigger(name='raises_data_version', sql=pgtrigger.compiler.UpsertTriggerSql(func="IF TG_OP = 'UPDATE' AND OLD IS NOT DISTINCT FROM NEW THEN RETURN NULL; END IF; IF true THEN PERFORM reconvene_public_change(); END IF; RETURN NULL;", hash='56183e04313596d6424548c99559963986dccc54', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_raises_data_version_4674b', table='delegations_post', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='post',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "delegations_postevent" ("created_at", "end", "id", "party_id", "person_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "record_version", "source_id", "start", "title", "updated_at") VALUES (NEW."created_at", NEW."end", NEW."id", NEW."party_id", NEW."person_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."record_version", NEW."source_id", NEW."start", NEW."title", NEW."updated_at"); RETURN NULL;', hash='887eaa0b728d45af3da56987ea3b9d1523e928a2', operation='INSERT', pgid='pgtrigger_insert_insert_fa38c', table='delegations_post', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='post',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "delegations_postevent" ("created_at", "end", "id", "party_id", "person_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "record_version", "source_id", "start", "title", "updated_at") VALUES (NEW."created_at", NEW."end", NEW."id", NEW."party_id", NEW."person_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."record_version", NEW."source_id", NEW."start", NEW."title", NEW."updated_at"); RETURN NULL;', hash='0fe6f81eedce754f0b3a1ba05299c9910c9a8ca0', operation='UPDATE', pgid='pgtrigger_update_update_2a087', table='delegations_post', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='post',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "delegations_postevent" ("created_at", "end", "id", "party_id", "person_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "record_version", "source_id", "start", "title", "updated_at") VALUES (OLD."created_at", OLD."end", OLD."id", OLD."party_id", OLD."person_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."record_version", OLD."source_id", OLD."start", OLD."title", OLD."updated_at"); RETURN NULL;', hash='bbb1db01030b1313029e00043af05cd321e2f002', operation='DELETE', pgid='pgtrigger_delete_delete_3d58e', table='delegations_post', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='delegateevent',
                trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='3cb693bb90091a9ca8a09b60e2936b753b5b5922', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_66089', table='delegations_delegateevent', when='BEFORE')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='delegate',
                trigger=pgtrigger.compiler.Trigger(name='stamp', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='NEW.updated_at = now(); NEW.record_version = OLD.record_version + 1; RETURN NEW;', hash='c7b83aff6ea699b0483dfee0959813e1f229bd54', operation='UPDATE', pgid='pgtrigger_stamp_f685a', table='delegations_delegate', when='BEFORE')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='delegate',
                trigger=pgtrigger.compiler.Trigger(name='raises_data_version', sql=pgtrigger.compiler.UpsertTriggerSql(func="IF TG_OP = 'UPDATE' AND OLD IS NOT DISTINCT FROM NEW THEN RETURN NULL; END IF; IF reconvene_session_published((SELECT session_id FROM delegations_delegation WHERE id = COALESCE(NEW.delegation_id, OLD.delegation_id))) THEN PERFORM reconvene_public_change(); END IF; RETURN NULL;", hash='1efdb8c94a3591ce52c21872ed8a595aff79b7b8', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_raises_data_version_e8c0c', table='delegations_delegate', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='delegate',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "delegations_delegateevent" ("chairs", "created_at", "delegation_id", "id", "leads", "name_as_printed", "person_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "post_id", "record_version", "role_as_printed", "updated_at") VALUES (NEW."chairs", NEW."created_at", NEW."delegation_id", NEW."id", NEW."leads", NEW."name_as_printed", NEW."person_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."position", NEW."post_id", NEW."record_version", NEW."role_as_printed", NEW."updated_at"); RETURN NULL;', hash='dd9e02ef179eac6ce8050643f89eae5226a667ce', operation='INSERT', pgid='pgtrigger_insert_insert_9692e', table='delegations_delegate', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='delegate',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "delegations_delegateevent" ("chairs", "created_at", "delegation_id", "id", "leads", "name_as_printed", "person_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "post_id", "record_version", "role_as_printed", "updated_at") VALUES (NEW."chairs", NEW."created_at", NEW."delegation_id", NEW."id", NEW."leads", NEW."name_as_printed", NEW."person_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."position", NEW."post_id", NEW."record_version", NEW."role_as_printed", NEW."updated_at"); RETURN NULL;', hash='b2aeffa243c4c19574fe93d0b44df20e2e9256f9', operation='UPDATE', pgid='pgtrigger_update_update_9e5b4', table='delegations_delegate', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='delegate',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "delegations_delegateevent" ("chairs", "created_at", "delegation_id", "id", "leads", "name_as_printed", "person_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "post_id", "record_version", "role_as_printed", "updated_at") VALUES (OLD."chairs", OLD."created_at", OLD."delegation_id", OLD."id", OLD."leads", OLD."name_as_printed", OLD."person_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."position", OLD."post_id", OLD."record_version", OLD."role_as_printed", OLD."updated_at"); RETURN NULL;', hash='13fc61cf31491ce52d98e128643c3cb59010aa3e', operation='DELETE', pgid='pgtrigger_delete_delete_069d7', table='delegations_delegate', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='postevent',
                trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='c329225d112f0d41c8322942a8d2964b933d0aad', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_71a45', table='delegations_postevent', when='BEFORE')),
            )],
        ),
    ]
