import datetime
import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.core.validators
import django.db.models.deletion
import django.db.models.functions.datetime
import meetings.dates.fields
import meetings.history
import meetings.migration_operations
import meetings.models.session
import pghistory.utils
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('meetings', '0001_database_functions'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        meetings.migration_operations.Batch(
            operations=[migrations.CreateModel(
                name='PendingChange',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ],
            ), migrations.CreateModel(
                name='Place',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False, help_text='When the row was made (UTC).')),
                    ('updated_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False, help_text='When the row was last changed (UTC).')),
                    ('record_version', models.PositiveIntegerField(default=1, editable=False, help_text='1 when made, one more with each change.')),
                    ('slug', models.SlugField(help_text="The place's address: /places/<slug>/. Old ones keep working.", max_length=80, unique=True)),
                    ('name', models.CharField(help_text='The city as English readers know it: Brussels.', max_length=120)),
                    ('iso3', models.CharField(blank=True, help_text='Country today, ISO 3166-1 alpha-3: BEL. Empty if not known.', max_length=3, verbose_name='country')),
                    ('sort_key', models.CharField(default='', editable=False, max_length=300)),
                ],
                options={
                    'ordering': ['sort_key', 'id'],
                    'constraints': [models.UniqueConstraint(fields=('name', 'iso3'), name='place_once', violation_error_message='This place is already on record: choose it from the list.'), models.CheckConstraint(condition=models.Q(('iso3', ''), ('iso3__regex', '^[A-Z]{3}$'), _connector='OR'), name='place_iso3_form', violation_error_message='The country is three capital letters (ISO 3166-1 alpha-3), such as BEL.')],
                },
            ), migrations.CreateModel(
                name='PlaceEvent',
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
                    ('slug', models.SlugField(db_index=False, help_text="The place's address: /places/<slug>/. Old ones keep working.", max_length=80)),
                    ('name', models.CharField(help_text='The city as English readers know it: Brussels.', max_length=120)),
                    ('iso3', models.CharField(blank=True, help_text='Country today, ISO 3166-1 alpha-3: BEL. Empty if not known.', max_length=3, verbose_name='country')),
                    ('sort_key', models.CharField(default='', editable=False, max_length=300)),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='meetings.place')),
                ],
                options={
                    'abstract': False,
                },
            ), migrations.CreateModel(
                name='RetiredId',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('key', models.CharField(help_text='The public id (S12) or the address without slashes at its ends (councils/old-slug).', max_length=300, unique=True)),
                    ('successor', models.CharField(blank=True, help_text='The id or address that took its place; empty when it is gone.', max_length=300)),
                    ('outcome', models.CharField(choices=[('renamed', 'renamed'), ('merged', 'merged into another record'), ('erased', 'erased')], max_length=10)),
                    ('reason', models.TextField(blank=True, help_text='Why, in one sentence for the public.')),
                    ('retired_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ],
                options={
                    'ordering': ['key'],
                },
            ), migrations.CreateModel(
                name='Source',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False, help_text='When the row was made (UTC).')),
                    ('updated_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False, help_text='When the row was last changed (UTC).')),
                    ('record_version', models.PositiveIntegerField(default=1, editable=False, help_text='1 when made, one more with each change.')),
                    ('url', models.URLField(blank=True, help_text="The page's own address, without tracking parameters. Empty only for print.", max_length=1000, null=True, unique=True, verbose_name='address')),
                    ('title', models.CharField(blank=True, help_text='Headline as printed, in its own language.', max_length=500)),
                    ('publisher', models.CharField(blank=True, help_text='Outlet or institution: ZDF, NATO, TASS.', max_length=200)),
                    ('author', models.CharField(blank=True, help_text='By-line as printed; empty if none is printed.', max_length=200)),
                    ('kind', models.CharField(blank=True, choices=[('press', 'press report'), ('official', 'official document or page'), ('transcript', 'transcript'), ('reference', 'reference work'), ('dataset', 'dataset'), ('other', 'other')], help_text='What sort of document it is.', max_length=12)),
                    ('language', models.CharField(blank=True, help_text='Language of the document: de, en, fr, ru, es.', max_length=12, validators=[django.core.validators.RegexValidator('^[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?$', 'A language is a code such as en, de, fr, ru, es or sr-Latn.')])),
                    ('published', meetings.dates.fields.IntervalDateField(blank=True, help_text='When it was published, as precisely as printed; empty if no date is printed.', null=True)),
                    ('accessed', models.DateField(blank=True, help_text='The day on which you read it.', null=True)),
                    ('archive_url', models.URLField(blank=True, help_text='A stored copy that will outlive the page.', max_length=1000, verbose_name='archive address')),
                    ('archived_on', models.DateField(blank=True, help_text='The day on which the copy was stored.', null=True)),
                    ('corrected_on', models.DateField(blank=True, help_text='The day on which the publisher corrected it.', null=True)),
                    ('retracted_on', models.DateField(blank=True, help_text='The day on which the publisher withdrew it; what rests on it is then reviewed.', null=True)),
                    ('withholds_quotations', models.BooleanField(default=False, help_text='Tick if the publisher forbids passing on its quotations: exports then leave their text out.')),
                    ('note', models.TextField(blank=True, help_text='For editors; never public.')),
                    ('derived_from', models.ForeignKey(blank=True, help_text='The agency text or document that this one repeats: ten outlets with one agency text are one origin.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='derivatives', to='meetings.source')),
                ],
                options={
                    'ordering': ['-id'],
                    'indexes': [models.Index(fields=['publisher', '-id'], name='source_by_publisher')],
                    'constraints': [models.CheckConstraint(condition=models.Q(('url__isnull', False), models.Q(('title', ''), _negated=True), _connector='OR'), name='source_has_url_or_title', violation_error_message="Give the source's address or, for print, its title."), models.CheckConstraint(condition=models.Q(('derived_from__isnull', True), models.Q(('derived_from', models.F('id')), _negated=True), _connector='OR'), name='source_not_derived_from_itself', violation_error_message='A source cannot be derived from itself.'), models.CheckConstraint(condition=models.Q(('published__contained_by', (datetime.date(1800, 1, 1), datetime.date(2200, 1, 1))), ('published__isempty', False)), name='source_published_bounds', violation_error_message='A date needs an earliest and a latest day, both from 1800 to 2199.')],
                },
            ), migrations.CreateModel(
                name='Council',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False, help_text='When the row was made (UTC).')),
                    ('updated_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False, help_text='When the row was last changed (UTC).')),
                    ('record_version', models.PositiveIntegerField(default=1, editable=False, help_text='1 when made, one more with each change.')),
                    ('slug', models.SlugField(help_text="The council's address: /councils/<slug>/. Old ones keep working.", max_length=80, unique=True)),
                    ('name', models.CharField(help_text='Its name in English as it calls itself today.', max_length=250)),
                    ('abbreviation', models.CharField(blank=True, help_text='As used in print: NRC. Empty if none is in use.', max_length=30)),
                    ('description', models.TextField(blank=True, help_text='Two or three sentences for a reader who has never heard of it.')),
                    ('founded', meetings.dates.fields.IntervalDateField(blank=True, help_text='When it was set up, as precisely as known: 2002, May 2002, 28 May 2002.', null=True)),
                    ('dissolved', meetings.dates.fields.IntervalDateField(blank=True, help_text='When it was concluded; empty while it exists. It then leaves the watch list.', null=True)),
                    ('floor_days', models.PositiveIntegerField(blank=True, help_text="Days. Empty: 120, the rule's own number.", null=True, verbose_name='shortest gap that can be unusual')),
                    ('sitting_span_days', models.PositiveSmallIntegerField(blank=True, help_text="Days between sessions that count as one sitting. Empty: 6, the rule's own number.", null=True, verbose_name='sitting span')),
                    ('declared_cadence_days', models.PositiveIntegerField(blank=True, help_text='Days between sessions by statute or habit. Used only while fewer than two gaps are on record.', null=True, verbose_name='declared cadence')),
                    ('muted', models.BooleanField(default=False, help_text='Tick to raise no flags for this council: its records are too uneven to judge.')),
                    ('publication', models.CharField(choices=[('draft', 'draft'), ('in_review', 'in review'), ('published', 'published'), ('withdrawn', 'withdrawn')], db_index=True, default='draft', help_text='Only published records are public. Reviewers publish.', max_length=10)),
                    ('embargo_until', models.DateTimeField(blank=True, help_text='Not public before this moment (UTC). Empty: no embargo.', null=True)),
                    ('sort_key', models.CharField(default='', editable=False, max_length=300)),
                    ('seat', models.ForeignKey(blank=True, help_text='Where its secretariat sits; empty if it has none.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='seat_of', to='meetings.place')),
                    ('source', models.ForeignKey(blank=True, help_text='The document that describes it. Needed before it can be published.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='councils', to='meetings.source')),
                ],
                options={
                    'ordering': ['sort_key', 'id'],
                    'permissions': [('publish_council', 'Can publish and withdraw councils')],
                    'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('publication', 'published'), _negated=True), ('source__isnull', False), _connector='OR'), name='council_published_with_source', violation_error_message='A council cannot be published without a source: enter the document that describes it.'), models.CheckConstraint(condition=models.Q(('founded__isnull', True), ('dissolved__isnull', True), ('dissolved__endswith__gt', models.F('founded__startswith')), _connector='OR'), name='council_dissolved_after_founded', violation_error_message='The council was dissolved before it was founded: check both dates.'), models.CheckConstraint(condition=models.Q(('declared_cadence_days__isnull', True), ('declared_cadence_days__gte', 1), _connector='OR'), name='council_cadence_positive', violation_error_message='A cadence is at least one day.'), models.CheckConstraint(condition=models.Q(('founded__contained_by', (datetime.date(1800, 1, 1), datetime.date(2200, 1, 1))), ('founded__isempty', False)), name='council_founded_bounds', violation_error_message='A date needs an earliest and a latest day, both from 1800 to 2199.'), models.CheckConstraint(condition=models.Q(('dissolved__contained_by', (datetime.date(1800, 1, 1), datetime.date(2200, 1, 1))), ('dissolved__isempty', False)), name='council_dissolved_bounds', violation_error_message='A date needs an earliest and a latest day, both from 1800 to 2199.')],
                },
            ), migrations.CreateModel(
                name='SourceEvent',
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
                    ('url', models.URLField(blank=True, help_text="The page's own address, without tracking parameters. Empty only for print.", max_length=1000, null=True, verbose_name='address')),
                    ('title', models.CharField(blank=True, help_text='Headline as printed, in its own language.', max_length=500)),
                    ('publisher', models.CharField(blank=True, help_text='Outlet or institution: ZDF, NATO, TASS.', max_length=200)),
                    ('author', models.CharField(blank=True, help_text='By-line as printed; empty if none is printed.', max_length=200)),
                    ('kind', models.CharField(blank=True, choices=[('press', 'press report'), ('official', 'official document or page'), ('transcript', 'transcript'), ('reference', 'reference work'), ('dataset', 'dataset'), ('other', 'other')], help_text='What sort of document it is.', max_length=12)),
                    ('language', models.CharField(blank=True, help_text='Language of the document: de, en, fr, ru, es.', max_length=12, validators=[django.core.validators.RegexValidator('^[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?$', 'A language is a code such as en, de, fr, ru, es or sr-Latn.')])),
                    ('published', meetings.dates.fields.IntervalDateField(blank=True, help_text='When it was published, as precisely as printed; empty if no date is printed.', null=True)),
                    ('accessed', models.DateField(blank=True, help_text='The day on which you read it.', null=True)),
                    ('archive_url', models.URLField(blank=True, help_text='A stored copy that will outlive the page.', max_length=1000, verbose_name='archive address')),
                    ('archived_on', models.DateField(blank=True, help_text='The day on which the copy was stored.', null=True)),
                    ('corrected_on', models.DateField(blank=True, help_text='The day on which the publisher corrected it.', null=True)),
                    ('retracted_on', models.DateField(blank=True, help_text='The day on which the publisher withdrew it; what rests on it is then reviewed.', null=True)),
                    ('withholds_quotations', models.BooleanField(default=False, help_text='Tick if the publisher forbids passing on its quotations: exports then leave their text out.')),
                    ('note', models.TextField(blank=True, help_text='For editors; never public.')),
                    ('derived_from', models.ForeignKey(blank=True, db_constraint=False, help_text='The agency text or document that this one repeats: ten outlets with one agency text are one origin.', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='meetings.source')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='meetings.source')),
                ],
                options={
                    'abstract': False,
                },
            ), migrations.CreateModel(
                name='Succession',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False, help_text='When the row was made (UTC).')),
                    ('updated_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False, help_text='When the row was last changed (UTC).')),
                    ('record_version', models.PositiveIntegerField(default=1, editable=False, help_text='1 when made, one more with each change.')),
                    ('kind', models.CharField(choices=[('continues', 'continues'), ('replaces', 'replaces'), ('splits_from', 'splits from'), ('merges', 'merges'), ('revives', 'revives')], help_text='Only a council that continues another takes over its earlier sessions when gaps are judged.', max_length=12)),
                    ('happened', meetings.dates.fields.IntervalDateField(blank=True, help_text='When, as precisely as known.', null=True, verbose_name='date')),
                    ('note', models.TextField(blank=True, help_text='How it happened, in a sentence for readers.')),
                    ('predecessor', models.ForeignKey(help_text='The earlier council.', on_delete=django.db.models.deletion.PROTECT, related_name='successor_links', to='meetings.council')),
                    ('source', models.ForeignKey(blank=True, help_text='The document that says so.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='successions', to='meetings.source')),
                    ('successor', models.ForeignKey(help_text='The later council.', on_delete=django.db.models.deletion.PROTECT, related_name='predecessor_links', to='meetings.council')),
                ],
                options={
                    'ordering': ['successor', 'id'],
                    'constraints': [models.UniqueConstraint(fields=('successor', 'predecessor'), name='succession_once', violation_error_message='This succession is already recorded.'), models.CheckConstraint(condition=models.Q(('successor', models.F('predecessor')), _negated=True), name='succession_not_of_itself', violation_error_message='A council cannot succeed itself: choose two different councils.'), models.CheckConstraint(condition=models.Q(('happened__contained_by', (datetime.date(1800, 1, 1), datetime.date(2200, 1, 1))), ('happened__isempty', False)), name='succession_happened_bounds', violation_error_message='A date needs an earliest and a latest day, both from 1800 to 2199.')],
                },
            ), migrations.CreateModel(
                name='SuccessionEvent',
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
                    ('kind', models.CharField(choices=[('continues', 'continues'), ('replaces', 'replaces'), ('splits_from', 'splits from'), ('merges', 'merges'), ('revives', 'revives')], help_text='Only a council that continues another takes over its earlier sessions when gaps are judged.', max_length=12)),
                    ('happened', meetings.dates.fields.IntervalDateField(blank=True, help_text='When, as precisely as known.', null=True, verbose_name='date')),
                    ('note', models.TextField(blank=True, help_text='How it happened, in a sentence for readers.')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='meetings.succession')),
                    ('predecessor', models.ForeignKey(db_constraint=False, help_text='The earlier council.', on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='meetings.council')),
                    ('source', models.ForeignKey(blank=True, db_constraint=False, help_text='The document that says so.', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='meetings.source')),
                    ('successor', models.ForeignKey(db_constraint=False, help_text='The later council.', on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='meetings.council')),
                ],
                options={
                    'abstract': False,
                },
            ), migrations.CreateModel(
                name='Topic',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False, help_text='When the row was made (UTC).')),
                    ('updated_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False, help_text='When the row was last changed (UTC).')),
                    ('record_version', models.PositiveIntegerField(default=1, editable=False, help_text='1 when made, one more with each change.')),
                    ('slug', models.SlugField(help_text="The topic's address: /topics/<slug>/. Old ones keep working.", max_length=80, unique=True)),
                    ('name', models.CharField(help_text='Short and neutral: arms control.', max_length=160, unique=True)),
                    ('sort_key', models.CharField(default='', editable=False, max_length=300)),
                ],
                options={
                    'ordering': ['sort_key', 'id'],
                },
            ), migrations.CreateModel(
                name='TopicEvent',
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
                    ('slug', models.SlugField(db_index=False, help_text="The topic's address: /topics/<slug>/. Old ones keep working.", max_length=80)),
                    ('name', models.CharField(help_text='Short and neutral: arms control.', max_length=160)),
                    ('sort_key', models.CharField(default='', editable=False, max_length=300)),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='meetings.topic')),
                ],
                options={
                    'abstract': False,
                },
            ), migrations.CreateModel(
                name='AssessmentDue',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('marked_at', models.DateTimeField(help_text='Start of the transaction that made the change (UTC).')),
                    ('transaction_id', models.BigIntegerField(help_text="The database's number of that transaction.")),
                    ('council', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='due_marks', to='meetings.council')),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('council', 'transaction_id'), name='assessment_due_once')],
                },
            ), migrations.CreateModel(
                name='Assessment',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('assessed_at', models.DateTimeField(help_text='Instant of the last assessment (UTC); NULL before the first.', null=True)),
                    ('rule_version', models.CharField(blank=True, max_length=20)),
                    ('council', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='assessment', to='meetings.council')),
                ],
            ), migrations.CreateModel(
                name='CouncilEvent',
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
                    ('slug', models.SlugField(db_index=False, help_text="The council's address: /councils/<slug>/. Old ones keep working.", max_length=80)),
                    ('name', models.CharField(help_text='Its name in English as it calls itself today.', max_length=250)),
                    ('abbreviation', models.CharField(blank=True, help_text='As used in print: NRC. Empty if none is in use.', max_length=30)),
                    ('description', models.TextField(blank=True, help_text='Two or three sentences for a reader who has never heard of it.')),
                    ('founded', meetings.dates.fields.IntervalDateField(blank=True, help_text='When it was set up, as precisely as known: 2002, May 2002, 28 May 2002.', null=True)),
                    ('dissolved', meetings.dates.fields.IntervalDateField(blank=True, help_text='When it was concluded; empty while it exists. It then leaves the watch list.', null=True)),
                    ('floor_days', models.PositiveIntegerField(blank=True, help_text="Days. Empty: 120, the rule's own number.", null=True, verbose_name='shortest gap that can be unusual')),
                    ('sitting_span_days', models.PositiveSmallIntegerField(blank=True, help_text="Days between sessions that count as one sitting. Empty: 6, the rule's own number.", null=True, verbose_name='sitting span')),
                    ('declared_cadence_days', models.PositiveIntegerField(blank=True, help_text='Days between sessions by statute or habit. Used only while fewer than two gaps are on record.', null=True, verbose_name='declared cadence')),
                    ('muted', models.BooleanField(default=False, help_text='Tick to raise no flags for this council: its records are too uneven to judge.')),
                    ('publication', models.CharField(choices=[('draft', 'draft'), ('in_review', 'in review'), ('published', 'published'), ('withdrawn', 'withdrawn')], default='draft', help_text='Only published records are public. Reviewers publish.', max_length=10)),
                    ('embargo_until', models.DateTimeField(blank=True, help_text='Not public before this moment (UTC). Empty: no embargo.', null=True)),
                    ('sort_key', models.CharField(default='', editable=False, max_length=300)),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='meetings.council')),
                    ('seat', models.ForeignKey(blank=True, db_constraint=False, help_text='Where its secretariat sits; empty if it has none.', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='meetings.place')),
                    ('source', models.ForeignKey(blank=True, db_constraint=False, help_text='The document that describes it. Needed before it can be published.', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='meetings.source')),
                ],
                options={
                    'abstract': False,
                },
            ), migrations.CreateModel(
                name='CouncilName',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False, help_text='When the row was made (UTC).')),
                    ('updated_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False, help_text='When the row was last changed (UTC).')),
                    ('record_version', models.PositiveIntegerField(default=1, editable=False, help_text='1 when made, one more with each change.')),
                    ('text', models.CharField(help_text='As printed, in its own script.', max_length=250, verbose_name='name')),
                    ('language', models.CharField(help_text='de, en, fr, ru, es …', max_length=12, validators=[django.core.validators.RegexValidator('^[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?$', 'A language is a code such as en, de, fr, ru, es or sr-Latn.')])),
                    ('script', models.CharField(blank=True, help_text="Four letters: Latn, Cyrl, Arab, Hang. Empty: the language's usual script.", max_length=4)),
                    ('kind', models.CharField(choices=[('official', 'official name'), ('short', 'short name'), ('alias', 'other spelling'), ('former', 'former name')], default='alias', help_text='Official name, short form, other spelling or former name.', max_length=8)),
                    ('valid_from', meetings.dates.fields.IntervalDateField(blank=True, help_text='Since when it was in use; empty if not known.', null=True)),
                    ('valid_to', meetings.dates.fields.IntervalDateField(blank=True, help_text='Until when; empty while in use.', null=True)),
                    ('council', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='names', to='meetings.council')),
                    ('source', models.ForeignKey(blank=True, help_text='Where it is printed so.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='council_names', to='meetings.source')),
                ],
                options={
                    'ordering': ['council', 'id'],
                    'constraints': [models.UniqueConstraint(fields=('council', 'text', 'language', 'kind'), name='council_name_once', violation_error_message='This name is already recorded for the council.'), models.CheckConstraint(condition=models.Q(('valid_from__contained_by', (datetime.date(1800, 1, 1), datetime.date(2200, 1, 1))), ('valid_from__isempty', False)), name='council_name_from_bounds', violation_error_message='A date needs an earliest and a latest day, both from 1800 to 2199.'), models.CheckConstraint(condition=models.Q(('valid_to__contained_by', (datetime.date(1800, 1, 1), datetime.date(2200, 1, 1))), ('valid_to__isempty', False)), name='council_name_to_bounds', violation_error_message='A date needs an earliest and a latest day, both from 1800 to 2199.')],
                },
            ), migrations.CreateModel(
                name='CouncilNameEvent',
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
                    ('text', models.CharField(help_text='As printed, in its own script.', max_length=250, verbose_name='name')),
                    ('language', models.CharField(help_text='de, en, fr, ru, es …', max_length=12, validators=[django.core.validators.RegexValidator('^[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?$', 'A language is a code such as en, de, fr, ru, es or sr-Latn.')])),
                    ('script', models.CharField(blank=True, help_text="Four letters: Latn, Cyrl, Arab, Hang. Empty: the language's usual script.", max_length=4)),
                    ('kind', models.CharField(choices=[('official', 'official name'), ('short', 'short name'), ('alias', 'other spelling'), ('former', 'former name')], default='alias', help_text='Official name, short form, other spelling or former name.', max_length=8)),
                    ('valid_from', meetings.dates.fields.IntervalDateField(blank=True, help_text='Since when it was in use; empty if not known.', null=True)),
                    ('valid_to', meetings.dates.fields.IntervalDateField(blank=True, help_text='Until when; empty while in use.', null=True)),
                    ('council', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='meetings.council')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='meetings.councilname')),
                    ('source', models.ForeignKey(blank=True, db_constraint=False, help_text='Where it is printed so.', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='meetings.source')),
                ],
                options={
                    'abstract': False,
                },
            ), migrations.CreateModel(
                name='Coverage',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False, help_text='When the row was made (UTC).')),
                    ('updated_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False, help_text='When the row was last changed (UTC).')),
                    ('record_version', models.PositiveIntegerField(default=1, editable=False, help_text='1 when made, one more with each change.')),
                    ('first_day', models.DateField(help_text='First day of the period searched.', verbose_name='from')),
                    ('last_day', models.DateField(blank=True, help_text='Last day; empty: up to today.', null=True, verbose_name='to')),
                    ('completeness', models.CharField(choices=[('complete', 'complete'), ('sampled', 'sampled'), ('not_searched', 'not searched')], help_text='Complete: every session is on record. Sampled: some may be missing. Not searched: nobody has looked.', max_length=12)),
                    ('searched_on', models.DateField(blank=True, help_text='The day of the search.', null=True)),
                    ('method', models.TextField(blank=True, help_text='Where was searched and how, in a sentence for readers.')),
                    ('council', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='coverage', to='meetings.council')),
                    ('source', models.ForeignKey(blank=True, help_text='The document that shows it.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='coverage', to='meetings.source')),
                ],
                options={
                    'verbose_name_plural': 'coverage',
                    'ordering': ['council', 'first_day'],
                    'constraints': [models.CheckConstraint(condition=models.Q(('last_day__isnull', True), ('last_day__gte', models.F('first_day')), _connector='OR'), name='coverage_ends_after_start', violation_error_message='The period ends before it begins.'), models.CheckConstraint(condition=models.Q(('source__isnull', False), ('searched_on__isnull', False), _connector='OR'), name='coverage_has_source_or_search_day', violation_error_message='Say on which day the records were searched, or give the source.'), django.contrib.postgres.constraints.ExclusionConstraint(expressions=[(models.Func(models.F('first_day'), models.F('last_day'), django.contrib.postgres.fields.ranges.RangeBoundary(inclusive_lower=True, inclusive_upper=True), function='daterange', output_field=django.contrib.postgres.fields.ranges.DateRangeField()), '&&'), ('council', '=')], name='coverage_periods_apart', violation_error_message='This council already has coverage for part of the period: change that entry.')],
                },
            ), migrations.CreateModel(
                name='CoverageEvent',
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
                    ('first_day', models.DateField(help_text='First day of the period searched.', verbose_name='from')),
                    ('last_day', models.DateField(blank=True, help_text='Last day; empty: up to today.', null=True, verbose_name='to')),
                    ('completeness', models.CharField(choices=[('complete', 'complete'), ('sampled', 'sampled'), ('not_searched', 'not searched')], help_text='Complete: every session is on record. Sampled: some may be missing. Not searched: nobody has looked.', max_length=12)),
                    ('searched_on', models.DateField(blank=True, help_text='The day of the search.', null=True)),
                    ('method', models.TextField(blank=True, help_text='Where was searched and how, in a sentence for readers.')),
                    ('council', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='meetings.council')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='meetings.coverage')),
                    ('source', models.ForeignKey(blank=True, db_constraint=False, help_text='The document that shows it.', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='meetings.source')),
                ],
                options={
                    'abstract': False,
                },
            ), migrations.CreateModel(
                name='DataVersion',
                fields=[
                    ('id', models.PositiveSmallIntegerField(default=1, primary_key=True, serialize=False)),
                    ('number', models.PositiveBigIntegerField(default=0, help_text='Raised last in each transaction that changes public data.')),
                    ('raised_at', models.DateTimeField(help_text='When it was last raised (UTC); NULL before the first change.', null=True)),
                ],
                options={
                    'constraints': [models.CheckConstraint(condition=models.Q(('id', 1)), name='data_version_is_one_row')],
                },
            ), migrations.CreateModel(
                name='ContextEvent',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False, help_text='When the row was made (UTC).')),
                    ('updated_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False, help_text='When the row was last changed (UTC).')),
                    ('record_version', models.PositiveIntegerField(default=1, editable=False, help_text='1 when made, one more with each change.')),
                    ('kind', models.CharField(choices=[('suspension', 'suspension'), ('boycott', 'boycott'), ('war', 'war'), ('pandemic', 'pandemic'), ('dispute', 'dispute'), ('other', 'other')], help_text='Suspension: the council itself was suspended.', max_length=10)),
                    ('title', models.CharField(help_text='What happened, in a few words: Practical cooperation suspended.', max_length=200)),
                    ('description', models.TextField(blank=True, help_text='A sentence or two for readers.')),
                    ('start', meetings.dates.fields.IntervalDateField(help_text='When it began, as precisely as known.')),
                    ('end', meetings.dates.fields.IntervalDateField(blank=True, help_text='When it ended; empty while it lasts.', null=True)),
                    ('source', models.ForeignKey(help_text='The document that says so.', on_delete=django.db.models.deletion.PROTECT, related_name='context_events', to='meetings.source')),
                ],
                options={
                    'ordering': ['-id'],
                    'constraints': [models.CheckConstraint(condition=models.Q(('end__isnull', True), ('end__endswith__gt', models.F('start__startswith')), _connector='OR'), name='context_event_ends_after_start', violation_error_message='The event ends before it begins.'), models.CheckConstraint(condition=models.Q(('start__contained_by', (datetime.date(1800, 1, 1), datetime.date(2200, 1, 1))), ('start__isempty', False)), name='context_event_start_bounds', violation_error_message='A date needs an earliest and a latest day, both from 1800 to 2199.'), models.CheckConstraint(condition=models.Q(('end__contained_by', (datetime.date(1800, 1, 1), datetime.date(2200, 1, 1))), ('end__isempty', False)), name='context_event_end_bounds', violation_error_message='A date needs an earliest and a latest day, both from 1800 to 2199.')],
                },
            ), migrations.CreateModel(
                name='ContextEventCouncil',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('event', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='council_links', to='meetings.contextevent')),
                    ('council', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='context_event_links', to='meetings.council')),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('event', 'council'), name='context_event_council_once', violation_error_message='This council is already linked to the event.')],
                },
            ), migrations.CreateModel(
                name='ContextEventEvent',
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
                    ('kind', models.CharField(choices=[('suspension', 'suspension'), ('boycott', 'boycott'), ('war', 'war'), ('pandemic', 'pandemic'), ('dispute', 'dispute'), ('other', 'other')], help_text='Suspension: the council itself was suspended.', max_length=10)),
                    ('title', models.CharField(help_text='What happened, in a few words: Practical cooperation suspended.', max_length=200)),
                    ('description', models.TextField(blank=True, help_text='A sentence or two for readers.')),
                    ('start', meetings.dates.fields.IntervalDateField(help_text='When it began, as precisely as known.')),
                    ('end', meetings.dates.fields.IntervalDateField(blank=True, help_text='When it ended; empty while it lasts.', null=True)),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='meetings.contextevent')),
                    ('source', models.ForeignKey(db_constraint=False, help_text='The document that says so.', on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='meetings.source')),
                ],
                options={
                    'abstract': False,
                },
            ), migrations.CreateModel(
                name='ContextEventCouncilEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('pgh_role', models.TextField(db_default=meetings.history.CurrentRole(), help_text='Database role that made the change.')),
                    ('pgh_context', pghistory.utils.JSONField(null=True)),
                    ('pgh_context_id', models.UUIDField(null=True)),
                    ('id', models.BigIntegerField()),
                    ('event', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='meetings.contextevent')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='meetings.contexteventcouncil')),
                    ('council', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='meetings.council')),
                ],
                options={
                    'abstract': False,
                },
            ), migrations.CreateModel(
                name='Session',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False, help_text='When the row was made (UTC).')),
                    ('updated_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False, help_text='When the row was last changed (UTC).')),
                    ('record_version', models.PositiveIntegerField(default=1, editable=False, help_text='1 when made, one more with each change.')),
                    ('title', models.CharField(blank=True, help_text='Only if the meeting has a name of its own: Lisbon summit.', max_length=250)),
                    ('start', meetings.dates.fields.IntervalDateField(help_text='First day as the source gives it: 12 January 2022, 12.-13.03.2009, Aug 2008, 2008, март 2009. A vague date stays vague.')),
                    ('end', meetings.dates.fields.IntervalDateField(blank=True, help_text='Only if it lasted longer than its first day.', null=True, verbose_name='last day')),
                    ('date_as_printed', models.CharField(blank=True, help_text='The words of the source: Mittwoch; am 12.01.2022.', max_length=200)),
                    ('date_basis', models.CharField(choices=[('printed', 'printed in the source'), ('inferred', 'inferred by the editor')], default='printed', help_text='Inferred: you concluded the day, for example from a weekday.', max_length=8)),
                    ('start_time', models.TimeField(blank=True, help_text='Local time at the venue, if printed.', null=True)),
                    ('end_time', models.TimeField(blank=True, help_text='Local time at the venue, if printed.', null=True)),
                    ('time_zone', models.CharField(blank=True, help_text='Needed with a time: Europe/Brussels.', max_length=60, validators=[meetings.models.session.check_time_zone])),
                    ('planned_start', meetings.dates.fields.IntervalDateField(blank=True, help_text='The day first planned, if the meeting was moved or called off.', null=True, verbose_name='first planned for')),
                    ('decided', meetings.dates.fields.IntervalDateField(blank=True, help_text='When that was decided.', null=True, verbose_name='called off or moved on')),
                    ('status', models.CharField(choices=[('proposed', 'proposed'), ('declined', 'declined'), ('scheduled', 'scheduled'), ('held', 'held'), ('interrupted', 'interrupted'), ('postponed', 'postponed'), ('cancelled', 'cancelled'), ('unconfirmed', 'unconfirmed')], default='held', help_text='Only held and interrupted sessions end a silence.', max_length=12)),
                    ('formation', models.CharField(choices=[('plenary', 'plenary'), ('military', 'military'), ('expert', 'expert'), ('preparatory', 'preparatory'), ('informal', 'informal')], default='plenary', help_text='Plenary unless a source says otherwise; never concluded from the level. Only plenary sessions end a silence.', max_length=12)),
                    ('level', models.CharField(blank=True, choices=[('heads_of_state_government', 'heads of state or government'), ('foreign_ministers', 'foreign ministers'), ('defence_ministers', 'defence ministers'), ('ministers', 'ministers'), ('deputy_ministers', 'deputy ministers'), ('chiefs_of_defence', 'chiefs of defence'), ('ambassadors', 'ambassadors'), ('senior_officials', 'senior officials'), ('experts', 'experts')], help_text='Rank at which it was convened; empty if no source says.', max_length=26)),
                    ('format', models.CharField(blank=True, choices=[('in_person', 'in person'), ('virtual', 'virtual'), ('hybrid', 'hybrid'), ('written', 'written procedure')], help_text='Empty if no source says.', max_length=10)),
                    ('venue', models.CharField(blank=True, help_text='The building: NATO headquarters.', max_length=200)),
                    ('duration_minutes_min', models.PositiveIntegerField(blank=True, help_text='Minutes. “About four hours”: 225.', null=True, verbose_name='lasted at least')),
                    ('duration_minutes_max', models.PositiveIntegerField(blank=True, help_text='Minutes. “About four hours”: 255.', null=True, verbose_name='lasted at most')),
                    ('duration_as_printed', models.CharField(blank=True, help_text='The words of the source: rund vier Stunden.', max_length=120)),
                    ('outcome_kind', models.CharField(blank=True, choices=[('agreement', 'agreement'), ('joint_statement', 'joint statement'), ('chair_summary', "chair's summary"), ('continued_dialogue', 'dialogue to continue'), ('no_progress', 'no progress'), ('broken_off', 'broken off'), ('other', 'other')], help_text='What came of it; empty if no source says.', max_length=20)),
                    ('outcome', models.TextField(blank=True, help_text='What came of it in a sentence, in your words.')),
                    ('outcome_according_to', models.CharField(blank=True, help_text='Whose judgement that is: the outlet, Stoltenberg, both sides.', max_length=200)),
                    ('follow_up', models.TextField(blank=True, help_text='What was said about meeting again. A date announced goes under Announcements.', verbose_name='follow-up')),
                    ('roster_complete', models.BooleanField(default=False, help_text='Tick only if every party present is recorded: then those missing count as absent.', verbose_name='list of delegations complete')),
                    ('same_day_confirmed', models.BooleanField(default=False, help_text='Tick if the council really met twice at this level on this day.', verbose_name='a second session on this day')),
                    ('note', models.TextField(blank=True, help_text='Never public.', verbose_name='note for editors')),
                    ('publication', models.CharField(choices=[('draft', 'draft'), ('in_review', 'in review'), ('published', 'published'), ('withdrawn', 'withdrawn')], db_index=True, default='draft', help_text='Only published records are public. Reviewers publish.', max_length=10)),
                    ('embargo_until', models.DateTimeField(blank=True, help_text='Not public before this moment (UTC). Empty: no embargo.', null=True)),
                    ('part_of', models.ForeignKey(blank=True, help_text='For a dinner, bilateral or round inside another session. A part never ends a silence by itself.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='parts', to='meetings.session')),
                    ('place', models.ForeignKey(blank=True, help_text='The city; empty if not known or not in person.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='sessions', to='meetings.place')),
                ],
                options={
                    'ordering': ['start__startswith', 'start__endswith', 'id'],
                    'permissions': [('publish_session', 'Can publish and withdraw sessions')],
                    'indexes': [models.Index(models.F('start__startswith'), models.F('start__endswith'), models.F('id'), name='session_in_order'), models.Index(condition=models.Q(('embargo_until__isnull', False)), fields=['embargo_until'], name='session_embargo')],
                    'constraints': [models.CheckConstraint(condition=models.Q(('end__isnull', True), ('end__endswith__gt', models.F('start__startswith')), _connector='OR'), name='session_ends_after_start', violation_error_message='The session ends before it starts: check both days.'), models.CheckConstraint(condition=models.Q(('part_of__isnull', True), models.Q(('part_of', models.F('id')), _negated=True), _connector='OR'), name='session_not_part_of_itself', violation_error_message='A session cannot be a part of itself.'), models.CheckConstraint(condition=models.Q(('duration_minutes_min__isnull', True), ('duration_minutes_max__isnull', True), ('duration_minutes_max__gte', models.F('duration_minutes_min')), _connector='OR'), name='session_duration_order', violation_error_message='“Lasted at most” is shorter than “lasted at least”.'), models.CheckConstraint(condition=models.Q(models.Q(('start_time__isnull', True), ('end_time__isnull', True)), models.Q(('time_zone', ''), _negated=True), _connector='OR'), name='session_time_has_zone', violation_error_message='A time needs its time zone, for example Europe/Brussels.'), models.CheckConstraint(condition=models.Q(('start__contained_by', (datetime.date(1800, 1, 1), datetime.date(2200, 1, 1))), ('start__isempty', False)), name='session_start_bounds', violation_error_message='A date needs an earliest and a latest day, both from 1800 to 2199.'), models.CheckConstraint(condition=models.Q(('end__contained_by', (datetime.date(1800, 1, 1), datetime.date(2200, 1, 1))), ('end__isempty', False)), name='session_end_bounds', violation_error_message='A date needs an earliest and a latest day, both from 1800 to 2199.'), models.CheckConstraint(condition=models.Q(('planned_start__contained_by', (datetime.date(1800, 1, 1), datetime.date(2200, 1, 1))), ('planned_start__isempty', False)), name='session_planned_bounds', violation_error_message='A date needs an earliest and a latest day, both from 1800 to 2199.'), models.CheckConstraint(condition=models.Q(('decided__contained_by', (datetime.date(1800, 1, 1), datetime.date(2200, 1, 1))), ('decided__isempty', False)), name='session_decided_bounds', violation_error_message='A date needs an earliest and a latest day, both from 1800 to 2199.')],
                },
            ), migrations.CreateModel(
                name='AgendaItem',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False, help_text='When the row was made (UTC).')),
                    ('updated_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False, help_text='When the row was last changed (UTC).')),
                    ('record_version', models.PositiveIntegerField(default=1, editable=False, help_text='1 when made, one more with each change.')),
                    ('text', models.CharField(help_text='The subject in your words: Russian troops near Ukraine.', max_length=400)),
                    ('standing', models.CharField(choices=[('discussed', 'discussed'), ('to_be_discussed', 'to be discussed in future'), ('offered', 'offered for discussion'), ('demanded_off', 'demanded off the agenda')], default='discussed', help_text='Was it discussed, or only offered?', max_length=16)),
                    ('according_to', models.CharField(blank=True, help_text="Whose word it is: Stoltenberg, NATO. Empty: the source's own.", max_length=200)),
                    ('locator', models.CharField(blank=True, help_text='Where in the document.', max_length=200)),
                    ('position', models.PositiveSmallIntegerField(default=0, help_text='Order on the page.')),
                    ('session', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='agenda', to='meetings.session')),
                    ('source', models.ForeignKey(blank=True, help_text='The document that says so.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='agenda_items', to='meetings.source')),
                    ('topic', models.ForeignKey(blank=True, help_text='The shared topic it belongs to, if any.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='agenda_items', to='meetings.topic')),
                ],
                options={
                    'ordering': ['position', 'id'],
                },
            ), migrations.CreateModel(
                name='Announcement',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False, help_text='When the row was made (UTC).')),
                    ('updated_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False, help_text='When the row was last changed (UTC).')),
                    ('record_version', models.PositiveIntegerField(default=1, editable=False, help_text='1 when made, one more with each change.')),
                    ('expected', meetings.dates.fields.IntervalDateField(blank=True, help_text='Empty: no date was given.', null=True, verbose_name='announced for')),
                    ('text', models.TextField(help_text='What was announced, in a sentence: both sides are ready to explore a timetable.')),
                    ('according_to', models.CharField(blank=True, help_text='Who said so.', max_length=200)),
                    ('locator', models.CharField(blank=True, help_text='Where in the document.', max_length=200)),
                    ('outcome', models.CharField(choices=[('pending', 'pending'), ('held', 'held'), ('slipped', 'slipped'), ('declined', 'declined'), ('cancelled', 'cancelled'), ('lapsed', 'lapsed in silence')], default='pending', help_text='What became of it.', max_length=10)),
                    ('council', models.ForeignKey(help_text='The council that is to meet.', on_delete=django.db.models.deletion.PROTECT, related_name='announcements', to='meetings.council')),
                    ('outcome_session', models.ForeignKey(blank=True, help_text='The session that came of it.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='fulfils', to='meetings.session')),
                    ('session', models.ForeignKey(blank=True, help_text='The session at which it was announced; empty if elsewhere.', null=True, on_delete=django.db.models.deletion.CASCADE, related_name='announcements', to='meetings.session')),
                    ('source', models.ForeignKey(help_text='The document that reports it.', on_delete=django.db.models.deletion.PROTECT, related_name='announcements', to='meetings.source')),
                ],
                options={
                    'ordering': ['id'],
                    'constraints': [models.CheckConstraint(condition=models.Q(('expected__contained_by', (datetime.date(1800, 1, 1), datetime.date(2200, 1, 1))), ('expected__isempty', False)), name='announcement_expected_bounds', violation_error_message='A date needs an earliest and a latest day, both from 1800 to 2199.')],
                },
            ), migrations.CreateModel(
                name='Resumption',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False, help_text='When the row was made (UTC).')),
                    ('updated_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False, help_text='When the row was last changed (UTC).')),
                    ('record_version', models.PositiveIntegerField(default=1, editable=False, help_text='1 when made, one more with each change.')),
                    ('days_min', models.PositiveIntegerField(help_text='Shortest possible gap on the dates given, days.', null=True)),
                    ('days', models.PositiveIntegerField(help_text='Gap between the midpoints of vague dates, days: the one that is graded.', null=True)),
                    ('days_max', models.PositiveIntegerField(help_text='Longest possible gap, days.', null=True)),
                    ('n_prior_gaps', models.PositiveIntegerField(help_text='Earlier gaps that made the baseline.', null=True)),
                    ('typical_days', models.FloatField(help_text='Median of the baseline, days; NULL without one.', null=True)),
                    ('longest_prior_days', models.PositiveIntegerField(help_text='Longest earlier gap, days; NULL if there is none.', null=True)),
                    ('threshold_notable', models.FloatField(help_text='Days from which a gap is notable; NULL: no such threshold.', null=True)),
                    ('threshold_major', models.FloatField(help_text='Days from which it is major; NULL: no such threshold.', null=True)),
                    ('threshold_historic', models.FloatField(help_text='Days from which it is historic; NULL: no such threshold.', null=True)),
                    ('grade', models.CharField(blank=True, choices=[('unrated', 'long, no rhythm known'), ('notable', 'notable'), ('major', 'major'), ('historic', 'historic')], help_text='Best estimate; empty: not unusual.', max_length=10)),
                    ('grade_certain', models.CharField(blank=True, choices=[('unrated', 'long, no rhythm known'), ('notable', 'notable'), ('major', 'major'), ('historic', 'historic')], help_text='Grade of the shortest reading; empty too where records were not fully searched.', max_length=10)),
                    ('grade_possible', models.CharField(blank=True, choices=[('unrated', 'long, no rhythm known'), ('notable', 'notable'), ('major', 'major'), ('historic', 'historic')], help_text='Grade of the longest reading.', max_length=10)),
                    ('coverage', models.CharField(blank=True, choices=[('complete', 'complete'), ('sampled', 'sampled'), ('not_searched', 'not searched'), ('not_stated', 'coverage not stated')], help_text='How the records of the gap were searched.', max_length=12)),
                    ('fingerprint', models.CharField(blank=True, help_text='Digest of all that the verdict says: equal means untouched.', max_length=64)),
                    ('stream', models.CharField(choices=[('main', 'main stream'), ('ministers_and_above', 'ministers and above'), ('heads_of_state_government', 'heads of state or government')], default='main', max_length=26)),
                    ('resumed_on', meetings.dates.fields.IntervalDateField(help_text='Start of the sitting, as precisely as known.')),
                    ('silent_since', meetings.dates.fields.IntervalDateField(help_text='End of the sitting before the gap.', null=True)),
                    ('state', models.CharField(choices=[('raised', 'raised'), ('confirmed', 'confirmed'), ('dismissed', 'dismissed'), ('withdrawn', 'withdrawn')], default='raised', max_length=10)),
                    ('reason', models.TextField(help_text='The verdict in a sentence.')),
                    ('evidence', models.JSONField(default=dict, help_text='Parameters and baseline as they were when it was judged.')),
                    ('rule_version', models.CharField(max_length=20)),
                    ('raised_at', models.DateTimeField(help_text='When the flag was first raised (UTC).')),
                    ('revised_at', models.DateTimeField(help_text='When its verdict last changed (UTC); NULL if never.', null=True)),
                    ('withdrawn_at', models.DateTimeField(help_text='When it was withdrawn (UTC); NULL while it stands.', null=True)),
                    ('withdrawn_because', models.TextField(blank=True)),
                    ('reviewed_at', models.DateTimeField(help_text='When a person last judged it (UTC); NULL if nobody has.', null=True)),
                    ('reviewed_grade', models.CharField(blank=True, choices=[('unrated', 'long, no rhythm known'), ('notable', 'notable'), ('major', 'major'), ('historic', 'historic')], help_text='The grade that the person judged; a new grade asks again.', max_length=10)),
                    ('review_note', models.TextField(blank=True, help_text='Why it was confirmed or dismissed; shown to readers.')),
                    ('council', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='resumptions', to='meetings.council')),
                    ('reviewed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('previous_session', models.ForeignKey(help_text='The session after which the silence began.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='resumptions_after', to='meetings.session')),
                    ('session', models.ForeignKey(help_text='First session of the sitting that ended the gap.', on_delete=django.db.models.deletion.PROTECT, related_name='resumptions', to='meetings.session')),
                ],
                options={
                    'ordering': ['-resumed_on__startswith', '-id'],
                    'permissions': [('judge_resumption', 'Can confirm and dismiss resumptions')],
                    'indexes': [models.Index(fields=['state', '-id'], name='resumption_by_state')],
                    'constraints': [models.UniqueConstraint(condition=models.Q(('state', 'withdrawn'), _negated=True), fields=('council', 'session'), name='resumption_once_per_sitting', violation_error_message='This session already has a flag.')],
                },
            ), migrations.CreateModel(
                name='ResumptionEvent',
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
                    ('days_min', models.PositiveIntegerField(help_text='Shortest possible gap on the dates given, days.', null=True)),
                    ('days', models.PositiveIntegerField(help_text='Gap between the midpoints of vague dates, days: the one that is graded.', null=True)),
                    ('days_max', models.PositiveIntegerField(help_text='Longest possible gap, days.', null=True)),
                    ('n_prior_gaps', models.PositiveIntegerField(help_text='Earlier gaps that made the baseline.', null=True)),
                    ('typical_days', models.FloatField(help_text='Median of the baseline, days; NULL without one.', null=True)),
                    ('longest_prior_days', models.PositiveIntegerField(help_text='Longest earlier gap, days; NULL if there is none.', null=True)),
                    ('threshold_notable', models.FloatField(help_text='Days from which a gap is notable; NULL: no such threshold.', null=True)),
                    ('threshold_major', models.FloatField(help_text='Days from which it is major; NULL: no such threshold.', null=True)),
                    ('threshold_historic', models.FloatField(help_text='Days from which it is historic; NULL: no such threshold.', null=True)),
                    ('grade', models.CharField(blank=True, choices=[('unrated', 'long, no rhythm known'), ('notable', 'notable'), ('major', 'major'), ('historic', 'historic')], help_text='Best estimate; empty: not unusual.', max_length=10)),
                    ('grade_certain', models.CharField(blank=True, choices=[('unrated', 'long, no rhythm known'), ('notable', 'notable'), ('major', 'major'), ('historic', 'historic')], help_text='Grade of the shortest reading; empty too where records were not fully searched.', max_length=10)),
                    ('grade_possible', models.CharField(blank=True, choices=[('unrated', 'long, no rhythm known'), ('notable', 'notable'), ('major', 'major'), ('historic', 'historic')], help_text='Grade of the longest reading.', max_length=10)),
                    ('coverage', models.CharField(blank=True, choices=[('complete', 'complete'), ('sampled', 'sampled'), ('not_searched', 'not searched'), ('not_stated', 'coverage not stated')], help_text='How the records of the gap were searched.', max_length=12)),
                    ('fingerprint', models.CharField(blank=True, help_text='Digest of all that the verdict says: equal means untouched.', max_length=64)),
                    ('stream', models.CharField(choices=[('main', 'main stream'), ('ministers_and_above', 'ministers and above'), ('heads_of_state_government', 'heads of state or government')], default='main', max_length=26)),
                    ('resumed_on', meetings.dates.fields.IntervalDateField(help_text='Start of the sitting, as precisely as known.')),
                    ('silent_since', meetings.dates.fields.IntervalDateField(help_text='End of the sitting before the gap.', null=True)),
                    ('state', models.CharField(choices=[('raised', 'raised'), ('confirmed', 'confirmed'), ('dismissed', 'dismissed'), ('withdrawn', 'withdrawn')], default='raised', max_length=10)),
                    ('reason', models.TextField(help_text='The verdict in a sentence.')),
                    ('evidence', models.JSONField(default=dict, help_text='Parameters and baseline as they were when it was judged.')),
                    ('rule_version', models.CharField(max_length=20)),
                    ('raised_at', models.DateTimeField(help_text='When the flag was first raised (UTC).')),
                    ('revised_at', models.DateTimeField(help_text='When its verdict last changed (UTC); NULL if never.', null=True)),
                    ('withdrawn_at', models.DateTimeField(help_text='When it was withdrawn (UTC); NULL while it stands.', null=True)),
                    ('withdrawn_because', models.TextField(blank=True)),
                    ('reviewed_at', models.DateTimeField(help_text='When a person last judged it (UTC); NULL if nobody has.', null=True)),
                    ('reviewed_grade', models.CharField(blank=True, choices=[('unrated', 'long, no rhythm known'), ('notable', 'notable'), ('major', 'major'), ('historic', 'historic')], help_text='The grade that the person judged; a new grade asks again.', max_length=10)),
                    ('review_note', models.TextField(blank=True, help_text='Why it was confirmed or dismissed; shown to readers.')),
                    ('council', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='meetings.council')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='meetings.resumption')),
                    ('reviewed_by', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                    ('previous_session', models.ForeignKey(db_constraint=False, help_text='The session after which the silence began.', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='meetings.session')),
                    ('session', models.ForeignKey(db_constraint=False, help_text='First session of the sitting that ended the gap.', on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='meetings.session')),
                ],
                options={
                    'abstract': False,
                },
            ), migrations.CreateModel(
                name='SessionCitation',
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
                    ('fact', models.CharField(blank=True, choices=[('date', 'date'), ('status', 'status'), ('number', 'number or title'), ('level', 'level'), ('format', 'format'), ('place', 'place or venue'), ('duration', 'duration'), ('agenda', 'agenda'), ('attendance', 'attendance'), ('outcome', 'outcome'), ('follow_up', 'follow-up'), ('background', 'background')], help_text='The fact that the source supports; empty: the session as a whole.', max_length=12)),
                    ('session', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='citations', to='meetings.session')),
                    ('source', models.ForeignKey(help_text='The document. Use + to enter a new one here.', on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to='meetings.source')),
                ],
                options={
                    'verbose_name': 'citation',
                    'ordering': ['id'],
                    'indexes': [models.Index(fields=['source', 'session'], name='session_citation_by_source')],
                },
            ), migrations.CreateModel(
                name='SessionCitationEvent',
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
                    ('fact', models.CharField(blank=True, choices=[('date', 'date'), ('status', 'status'), ('number', 'number or title'), ('level', 'level'), ('format', 'format'), ('place', 'place or venue'), ('duration', 'duration'), ('agenda', 'agenda'), ('attendance', 'attendance'), ('outcome', 'outcome'), ('follow_up', 'follow-up'), ('background', 'background')], help_text='The fact that the source supports; empty: the session as a whole.', max_length=12)),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='meetings.sessioncitation')),
                    ('session', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='meetings.session')),
                    ('source', models.ForeignKey(db_constraint=False, help_text='The document. Use + to enter a new one here.', on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='meetings.source')),
                ],
                options={
                    'abstract': False,
                },
            ), migrations.CreateModel(
                name='SessionCouncil',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False, help_text='When the row was made (UTC).')),
                    ('updated_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False, help_text='When the row was last changed (UTC).')),
                    ('record_version', models.PositiveIntegerField(default=1, editable=False, help_text='1 when made, one more with each change.')),
                    ('number', models.CharField(blank=True, help_text='The official number or round of the session: 12, 5+2/3. Empty if none.', max_length=30)),
                    ('counts', models.BooleanField(default=True, help_text="Untick if the session is on record but must not end this council's silence.", verbose_name='counts for gaps')),
                    ('council', models.ForeignKey(help_text='The council that met.', on_delete=django.db.models.deletion.PROTECT, related_name='session_links', to='meetings.council')),
                    ('session', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='council_links', to='meetings.session')),
                ],
                options={
                    'verbose_name': 'council',
                    'ordering': ['id'],
                    'constraints': [models.UniqueConstraint(fields=('session', 'council'), name='session_council_once', violation_error_message='This council is already named for the session.')],
                },
            ), migrations.CreateModel(
                name='SessionCouncilEvent',
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
                    ('number', models.CharField(blank=True, help_text='The official number or round of the session: 12, 5+2/3. Empty if none.', max_length=30)),
                    ('counts', models.BooleanField(default=True, help_text="Untick if the session is on record but must not end this council's silence.", verbose_name='counts for gaps')),
                    ('council', models.ForeignKey(db_constraint=False, help_text='The council that met.', on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='meetings.council')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='meetings.sessioncouncil')),
                    ('session', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='meetings.session')),
                ],
                options={
                    'abstract': False,
                },
            ), migrations.CreateModel(
                name='SessionEvent',
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
                    ('title', models.CharField(blank=True, help_text='Only if the meeting has a name of its own: Lisbon summit.', max_length=250)),
                    ('start', meetings.dates.fields.IntervalDateField(help_text='First day as the source gives it: 12 January 2022, 12.-13.03.2009, Aug 2008, 2008, март 2009. A vague date stays vague.')),
                    ('end', meetings.dates.fields.IntervalDateField(blank=True, help_text='Only if it lasted longer than its first day.', null=True, verbose_name='last day')),
                    ('date_as_printed', models.CharField(blank=True, help_text='The words of the source: Mittwoch; am 12.01.2022.', max_length=200)),
                    ('date_basis', models.CharField(choices=[('printed', 'printed in the source'), ('inferred', 'inferred by the editor')], default='printed', help_text='Inferred: you concluded the day, for example from a weekday.', max_length=8)),
                    ('start_time', models.TimeField(blank=True, help_text='Local time at the venue, if printed.', null=True)),
                    ('end_time', models.TimeField(blank=True, help_text='Local time at the venue, if printed.', null=True)),
                    ('time_zone', models.CharField(blank=True, help_text='Needed with a time: Europe/Brussels.', max_length=60, validators=[meetings.models.session.check_time_zone])),
                    ('planned_start', meetings.dates.fields.IntervalDateField(blank=True, help_text='The day first planned, if the meeting was moved or called off.', null=True, verbose_name='first planned for')),
                    ('decided', meetings.dates.fields.IntervalDateField(blank=True, help_text='When that was decided.', null=True, verbose_name='called off or moved on')),
                    ('status', models.CharField(choices=[('proposed', 'proposed'), ('declined', 'declined'), ('scheduled', 'scheduled'), ('held', 'held'), ('interrupted', 'interrupted'), ('postponed', 'postponed'), ('cancelled', 'cancelled'), ('unconfirmed', 'unconfirmed')], default='held', help_text='Only held and interrupted sessions end a silence.', max_length=12)),
                    ('formation', models.CharField(choices=[('plenary', 'plenary'), ('military', 'military'), ('expert', 'expert'), ('preparatory', 'preparatory'), ('informal', 'informal')], default='plenary', help_text='Plenary unless a source says otherwise; never concluded from the level. Only plenary sessions end a silence.', max_length=12)),
                    ('level', models.CharField(blank=True, choices=[('heads_of_state_government', 'heads of state or government'), ('foreign_ministers', 'foreign ministers'), ('defence_ministers', 'defence ministers'), ('ministers', 'ministers'), ('deputy_ministers', 'deputy ministers'), ('chiefs_of_defence', 'chiefs of defence'), ('ambassadors', 'ambassadors'), ('senior_officials', 'senior officials'), ('experts', 'experts')], help_text='Rank at which it was convened; empty if no source says.', max_length=26)),
                    ('format', models.CharField(blank=True, choices=[('in_person', 'in person'), ('virtual', 'virtual'), ('hybrid', 'hybrid'), ('written', 'written procedure')], help_text='Empty if no source says.', max_length=10)),
                    ('venue', models.CharField(blank=True, help_text='The building: NATO headquarters.', max_length=200)),
                    ('duration_minutes_min', models.PositiveIntegerField(blank=True, help_text='Minutes. “About four hours”: 225.', null=True, verbose_name='lasted at least')),
                    ('duration_minutes_max', models.PositiveIntegerField(blank=True, help_text='Minutes. “About four hours”: 255.', null=True, verbose_name='lasted at most')),
                    ('duration_as_printed', models.CharField(blank=True, help_text='The words of the source: rund vier Stunden.', max_length=120)),
                    ('outcome_kind', models.CharField(blank=True, choices=[('agreement', 'agreement'), ('joint_statement', 'joint statement'), ('chair_summary', "chair's summary"), ('continued_dialogue', 'dialogue to continue'), ('no_progress', 'no progress'), ('broken_off', 'broken off'), ('other', 'other')], help_text='What came of it; empty if no source says.', max_length=20)),
                    ('outcome', models.TextField(blank=True, help_text='What came of it in a sentence, in your words.')),
                    ('outcome_according_to', models.CharField(blank=True, help_text='Whose judgement that is: the outlet, Stoltenberg, both sides.', max_length=200)),
                    ('follow_up', models.TextField(blank=True, help_text='What was said about meeting again. A date announced goes under Announcements.', verbose_name='follow-up')),
                    ('roster_complete', models.BooleanField(default=False, help_text='Tick only if every party present is recorded: then those missing count as absent.', verbose_name='list of delegations complete')),
                    ('same_day_confirmed', models.BooleanField(default=False, help_text='Tick if the council really met twice at this level on this day.', verbose_name='a second session on this day')),
                    ('note', models.TextField(blank=True, help_text='Never public.', verbose_name='note for editors')),
                    ('publication', models.CharField(choices=[('draft', 'draft'), ('in_review', 'in review'), ('published', 'published'), ('withdrawn', 'withdrawn')], default='draft', help_text='Only published records are public. Reviewers publish.', max_length=10)),
                    ('embargo_until', models.DateTimeField(blank=True, help_text='Not public before this moment (UTC). Empty: no embargo.', null=True)),
                    ('part_of', models.ForeignKey(blank=True, db_constraint=False, help_text='For a dinner, bilateral or round inside another session. A part never ends a silence by itself.', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='meetings.session')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='meetings.session')),
                    ('place', models.ForeignKey(blank=True, db_constraint=False, help_text='The city; empty if not known or not in person.', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='meetings.place')),
                ],
                options={
                    'abstract': False,
                },
            ), migrations.CreateModel(
                name='Silence',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('silent_since', meetings.dates.fields.IntervalDateField(help_text='End of the last sitting; NULL if none is on record.', null=True)),
                    ('late_from', models.DateField(help_text='First day on which it is longer than any earlier gap and 1.5 times the typical one.', null=True)),
                    ('notable_from', models.DateField(null=True)),
                    ('major_from', models.DateField(null=True)),
                    ('historic_from', models.DateField(null=True)),
                    ('unrated_from', models.DateField(help_text='First day of “long, no rhythm known”.', null=True)),
                    ('lapsed_from', models.DateField(null=True)),
                    ('concluded_from', models.DateField(help_text="Day of the council's conclusion: from then on it is not watched.", null=True)),
                    ('suspended_from', models.DateField(help_text='Start of a suspension that is still declared.', null=True)),
                    ('n_prior_gaps', models.PositiveIntegerField(default=0)),
                    ('typical_days', models.FloatField(help_text='Median of the baseline, days.', null=True)),
                    ('longest_prior_days', models.PositiveIntegerField(null=True)),
                    ('threshold_notable', models.FloatField(null=True)),
                    ('coverage', models.CharField(blank=True, choices=[('complete', 'complete'), ('sampled', 'sampled'), ('not_searched', 'not searched'), ('not_stated', 'coverage not stated')], max_length=12)),
                    ('evidence', models.JSONField(default=dict, help_text='What the sentence of explanation is made from.')),
                    ('rule_version', models.CharField(blank=True, max_length=20)),
                    ('fingerprint', models.CharField(blank=True, max_length=64)),
                    ('council', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='silence', to='meetings.council')),
                    ('last_session', models.ForeignKey(help_text='Last session on record; NULL if there is none.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='meetings.session')),
                    ('next_planned', models.ForeignKey(help_text='The next scheduled session; NULL if none is known.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='meetings.session')),
                ],
                options={
                    'ordering': ['council__slug'],
                },
            ), migrations.CreateModel(
                name='AgendaItemEvent',
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
                    ('text', models.CharField(help_text='The subject in your words: Russian troops near Ukraine.', max_length=400)),
                    ('standing', models.CharField(choices=[('discussed', 'discussed'), ('to_be_discussed', 'to be discussed in future'), ('offered', 'offered for discussion'), ('demanded_off', 'demanded off the agenda')], default='discussed', help_text='Was it discussed, or only offered?', max_length=16)),
                    ('according_to', models.CharField(blank=True, help_text="Whose word it is: Stoltenberg, NATO. Empty: the source's own.", max_length=200)),
                    ('locator', models.CharField(blank=True, help_text='Where in the document.', max_length=200)),
                    ('position', models.PositiveSmallIntegerField(default=0, help_text='Order on the page.')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='meetings.agendaitem')),
                    ('session', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='meetings.session')),
                    ('source', models.ForeignKey(blank=True, db_constraint=False, help_text='The document that says so.', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='meetings.source')),
                    ('topic', models.ForeignKey(blank=True, db_constraint=False, help_text='The shared topic it belongs to, if any.', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='meetings.topic')),
                ],
                options={
                    'abstract': False,
                },
            ), migrations.CreateModel(
                name='AnnouncementEvent',
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
                    ('expected', meetings.dates.fields.IntervalDateField(blank=True, help_text='Empty: no date was given.', null=True, verbose_name='announced for')),
                    ('text', models.TextField(help_text='What was announced, in a sentence: both sides are ready to explore a timetable.')),
                    ('according_to', models.CharField(blank=True, help_text='Who said so.', max_length=200)),
                    ('locator', models.CharField(blank=True, help_text='Where in the document.', max_length=200)),
                    ('outcome', models.CharField(choices=[('pending', 'pending'), ('held', 'held'), ('slipped', 'slipped'), ('declined', 'declined'), ('cancelled', 'cancelled'), ('lapsed', 'lapsed in silence')], default='pending', help_text='What became of it.', max_length=10)),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='meetings.announcement')),
                    ('council', models.ForeignKey(db_constraint=False, help_text='The council that is to meet.', on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='meetings.council')),
                    ('outcome_session', models.ForeignKey(blank=True, db_constraint=False, help_text='The session that came of it.', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='meetings.session')),
                    ('session', models.ForeignKey(blank=True, db_constraint=False, help_text='The session at which it was announced; empty if elsewhere.', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='meetings.session')),
                    ('source', models.ForeignKey(db_constraint=False, help_text='The document that reports it.', on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='meetings.source')),
                ],
                options={
                    'abstract': False,
                },
            ), migrations.CreateModel(
                name='Gap',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('days_min', models.PositiveIntegerField(help_text='Shortest possible gap on the dates given, days.', null=True)),
                    ('days', models.PositiveIntegerField(help_text='Gap between the midpoints of vague dates, days: the one that is graded.', null=True)),
                    ('days_max', models.PositiveIntegerField(help_text='Longest possible gap, days.', null=True)),
                    ('n_prior_gaps', models.PositiveIntegerField(help_text='Earlier gaps that made the baseline.', null=True)),
                    ('typical_days', models.FloatField(help_text='Median of the baseline, days; NULL without one.', null=True)),
                    ('longest_prior_days', models.PositiveIntegerField(help_text='Longest earlier gap, days; NULL if there is none.', null=True)),
                    ('threshold_notable', models.FloatField(help_text='Days from which a gap is notable; NULL: no such threshold.', null=True)),
                    ('threshold_major', models.FloatField(help_text='Days from which it is major; NULL: no such threshold.', null=True)),
                    ('threshold_historic', models.FloatField(help_text='Days from which it is historic; NULL: no such threshold.', null=True)),
                    ('grade', models.CharField(blank=True, choices=[('unrated', 'long, no rhythm known'), ('notable', 'notable'), ('major', 'major'), ('historic', 'historic')], help_text='Best estimate; empty: not unusual.', max_length=10)),
                    ('grade_certain', models.CharField(blank=True, choices=[('unrated', 'long, no rhythm known'), ('notable', 'notable'), ('major', 'major'), ('historic', 'historic')], help_text='Grade of the shortest reading; empty too where records were not fully searched.', max_length=10)),
                    ('grade_possible', models.CharField(blank=True, choices=[('unrated', 'long, no rhythm known'), ('notable', 'notable'), ('major', 'major'), ('historic', 'historic')], help_text='Grade of the longest reading.', max_length=10)),
                    ('coverage', models.CharField(blank=True, choices=[('complete', 'complete'), ('sampled', 'sampled'), ('not_searched', 'not searched'), ('not_stated', 'coverage not stated')], help_text='How the records of the gap were searched.', max_length=12)),
                    ('fingerprint', models.CharField(blank=True, help_text='Digest of all that the verdict says: equal means untouched.', max_length=64)),
                    ('status', models.CharField(choices=[('computed', 'computed'), ('first_recorded', 'first on record'), ('not_counted', 'not counted'), ('same_sitting', 'same sitting'), ('order_uncertain', 'order uncertain')], max_length=16)),
                    ('ratio', models.FloatField(help_text='Gap divided by the typical gap; NULL without one.', null=True)),
                    ('full_years_min', models.PositiveSmallIntegerField(help_text='Completed years that have certainly passed.', null=True)),
                    ('council', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='gaps', to='meetings.council')),
                    ('previous_session', models.ForeignKey(help_text='The session at which the previous sitting ended; NULL for the first on record.', null=True, on_delete=django.db.models.deletion.CASCADE, related_name='gaps_after', to='meetings.session')),
                    ('session', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='gaps', to='meetings.session')),
                ],
                options={
                    'ordering': ['council', 'session'],
                    'constraints': [models.UniqueConstraint(fields=('council', 'session'), name='gap_once')],
                },
            ), migrations.CreateModel(
                name='Notice',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('natural_key', models.CharField(help_text='What makes it the same event: resumption_raised:R12:major.', max_length=200, unique=True)),
                    ('kind', models.CharField(choices=[('session_scheduled', 'session scheduled'), ('session_held', 'session held'), ('session_changed', 'session changed'), ('session_cancelled', 'session cancelled'), ('resumption_raised', 'resumption raised'), ('resumption_revised', 'resumption revised'), ('resumption_withdrawn', 'resumption withdrawn'), ('silence_graded', 'silence reached a grade')], max_length=24)),
                    ('happened_on', models.DateField(help_text='The day of the event in the world, not of its entry.')),
                    ('title', models.CharField(max_length=300)),
                    ('text', models.TextField(blank=True)),
                    ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                    ('council', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='notices', to='meetings.council')),
                    ('resumption', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='notices', to='meetings.resumption')),
                    ('session', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='notices', to='meetings.session')),
                ],
                options={
                    'ordering': ['-id'],
                    'indexes': [models.Index(fields=['council', '-id'], name='notice_by_council')],
                },
            ), migrations.CreateModel(
                name='Subscription',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('email', models.EmailField(help_text='Where the notices go.', max_length=254)),
                    ('query', models.CharField(blank=True, help_text='Canonical query of the timeline; empty: everything.', max_length=2000)),
                    ('rhythm', models.CharField(choices=[('immediate', 'as it happens'), ('daily', 'once a day'), ('weekly', 'once a week')], default='daily', max_length=10)),
                    ('note_to_self', models.TextField(blank=True, help_text='Why one subscribed; printed in each mail.')),
                    ('token_digest', models.CharField(help_text='SHA-256 of the token in its links; the token itself is not kept.', max_length=64, unique=True)),
                    ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                    ('confirmed_at', models.DateTimeField(help_text='When the address confirmed; NULL: nothing is sent.', null=True)),
                    ('ended_at', models.DateTimeField(help_text='When it unsubscribed; NULL while it lasts.', null=True)),
                    ('last_notice', models.ForeignKey(help_text='The last notice sent.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='meetings.notice')),
                ],
                options={
                    'constraints': [models.UniqueConstraint(condition=models.Q(('ended_at__isnull', True)), fields=('email', 'query'), name='subscription_once')],
                },
            )],
        ),
        migrations.AddField(
            model_name='contextevent',
            name='councils',
            field=models.ManyToManyField(related_name='context_events', through='meetings.ContextEventCouncil', to='meetings.council'),
        ),
        migrations.AddField(
            model_name='session',
            name='councils',
            field=models.ManyToManyField(related_name='sessions', through='meetings.SessionCouncil', to='meetings.council'),
        ),
        meetings.migration_operations.Batch(
            operations=[pgtrigger.migrations.AddTrigger(
                model_name='pendingchange',
                trigger=pgtrigger.compiler.Trigger(name='counts_data_version', sql=pgtrigger.compiler.UpsertTriggerSql(constraint='CONSTRAINT', func='PERFORM reconvene_count_data_version(NEW.id); RETURN NULL;', hash='b5e9eb2915646e045b77e71d4b009ba5ce024cb0', operation='INSERT', pgid='pgtrigger_counts_data_version_26947', table='meetings_pendingchange', timing='DEFERRABLE INITIALLY DEFERRED', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='place',
                trigger=pgtrigger.compiler.Trigger(name='stamp', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='NEW.updated_at = now(); NEW.record_version = OLD.record_version + 1; RETURN NEW;', hash='0e20a4c5ce5d698ec66f6cc5ae7e6f623db9f8fe', operation='UPDATE', pgid='pgtrigger_stamp_ca0fa', table='meetings_place', when='BEFORE')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='place',
                trigger=pgtrigger.compiler.Trigger(name='sort_key', sql=pgtrigger.compiler.UpsertTriggerSql(func='NEW.sort_key = left(reconvene_fold(NEW.name), 300); RETURN NEW;', hash='35442f860ec53685ac71aa38c523950e8e998257', operation='INSERT OR UPDATE', pgid='pgtrigger_sort_key_72465', table='meetings_place', when='BEFORE')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='place',
                trigger=pgtrigger.compiler.Trigger(name='retires_slug', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.slug IS DISTINCT FROM NEW.slug)', func="PERFORM reconvene_retire('places/' || OLD.slug, 'places/' || NEW.slug, 'renamed'); RETURN NULL;", hash='72398d7d98226d74657625c68360e73d7f203033', operation='UPDATE OF "slug"', pgid='pgtrigger_retires_slug_08fe5', table='meetings_place', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='place',
                trigger=pgtrigger.compiler.Trigger(name='raises_data_version', sql=pgtrigger.compiler.UpsertTriggerSql(func="IF TG_OP = 'UPDATE' AND OLD IS NOT DISTINCT FROM NEW THEN RETURN NULL; END IF; IF true THEN PERFORM reconvene_public_change(); END IF; RETURN NULL;", hash='7a5f2063cde97d13eb830becae29111321f64876', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_raises_data_version_9a4c3', table='meetings_place', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='place',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "meetings_placeevent" ("created_at", "id", "iso3", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "record_version", "slug", "sort_key", "updated_at") VALUES (NEW."created_at", NEW."id", NEW."iso3", NEW."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."record_version", NEW."slug", NEW."sort_key", NEW."updated_at"); RETURN NULL;', hash='74e60ff68eb27f39e4f33aa9efbeb625f492a732', operation='INSERT', pgid='pgtrigger_insert_insert_de5be', table='meetings_place', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='place',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "meetings_placeevent" ("created_at", "id", "iso3", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "record_version", "slug", "sort_key", "updated_at") VALUES (NEW."created_at", NEW."id", NEW."iso3", NEW."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."record_version", NEW."slug", NEW."sort_key", NEW."updated_at"); RETURN NULL;', hash='ebdc9dad5842f53dc666424c80b87b43bb4c7aff', operation='UPDATE', pgid='pgtrigger_update_update_bf79f', table='meetings_place', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='place',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "meetings_placeevent" ("created_at", "id", "iso3", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "record_version", "slug", "sort_key", "updated_at") VALUES (OLD."created_at", OLD."id", OLD."iso3", OLD."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."record_version", OLD."slug", OLD."sort_key", OLD."updated_at"); RETURN NULL;', hash='191150b8078fcf239ef66aed2ed348a13a92239c', operation='DELETE', pgid='pgtrigger_delete_delete_104d7', table='meetings_place', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='topic',
                trigger=pgtrigger.compiler.Trigger(name='stamp', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='NEW.updated_at = now(); NEW.record_version = OLD.record_version + 1; RETURN NEW;', hash='35ffd9e208b36b241050af851421a4440547ac0e', operation='UPDATE', pgid='pgtrigger_stamp_f7c0e', table='meetings_topic', when='BEFORE')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='topic',
                trigger=pgtrigger.compiler.Trigger(name='sort_key', sql=pgtrigger.compiler.UpsertTriggerSql(func='NEW.sort_key = left(reconvene_fold(NEW.name), 300); RETURN NEW;', hash='6e96801289c25fd78d34558252cd27a76330deaa', operation='INSERT OR UPDATE', pgid='pgtrigger_sort_key_d1873', table='meetings_topic', when='BEFORE')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='topic',
                trigger=pgtrigger.compiler.Trigger(name='retires_slug', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.slug IS DISTINCT FROM NEW.slug)', func="PERFORM reconvene_retire('topics/' || OLD.slug, 'topics/' || NEW.slug, 'renamed'); RETURN NULL;", hash='974d2adfb0e6a1e418b65dfbe10f39229c6c3c6e', operation='UPDATE OF "slug"', pgid='pgtrigger_retires_slug_2718b', table='meetings_topic', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='topic',
                trigger=pgtrigger.compiler.Trigger(name='raises_data_version', sql=pgtrigger.compiler.UpsertTriggerSql(func="IF TG_OP = 'UPDATE' AND OLD IS NOT DISTINCT FROM NEW THEN RETURN NULL; END IF; IF true THEN PERFORM reconvene_public_change(); END IF; RETURN NULL;", hash='b5407ad17160f85c0ae6b8f53583b1ebaa5b7007', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_raises_data_version_1d568', table='meetings_topic', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='topic',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "meetings_topicevent" ("created_at", "id", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "record_version", "slug", "sort_key", "updated_at") VALUES (NEW."created_at", NEW."id", NEW."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."record_version", NEW."slug", NEW."sort_key", NEW."updated_at"); RETURN NULL;', hash='76a16a476bb5626c80843a5941cf96b549e7944b', operation='INSERT', pgid='pgtrigger_insert_insert_ba984', table='meetings_topic', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='topic',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "meetings_topicevent" ("created_at", "id", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "record_version", "slug", "sort_key", "updated_at") VALUES (NEW."created_at", NEW."id", NEW."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."record_version", NEW."slug", NEW."sort_key", NEW."updated_at"); RETURN NULL;', hash='08c8be564377fddd7fa234495299186a18c707f5', operation='UPDATE', pgid='pgtrigger_update_update_042c5', table='meetings_topic', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='topic',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "meetings_topicevent" ("created_at", "id", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "record_version", "slug", "sort_key", "updated_at") VALUES (OLD."created_at", OLD."id", OLD."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."record_version", OLD."slug", OLD."sort_key", OLD."updated_at"); RETURN NULL;', hash='aafbde239c7ce486514ea91acf6b830621c48d62', operation='DELETE', pgid='pgtrigger_delete_delete_9c2f4', table='meetings_topic', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='contexteventcouncilevent',
                trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='99485299585ed56049ab259b688fbcbefa1a8a32', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_ee699', table='meetings_contexteventcouncilevent', when='BEFORE')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='contexteventcouncil',
                trigger=pgtrigger.compiler.Trigger(name='raises_data_version', sql=pgtrigger.compiler.UpsertTriggerSql(func="IF TG_OP = 'UPDATE' AND OLD IS NOT DISTINCT FROM NEW THEN RETURN NULL; END IF; IF true THEN PERFORM reconvene_public_change(); END IF; RETURN NULL;", hash='48ab0076ec8aa4e5ecb61e238037d56fd585f934', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_raises_data_version_ed21f', table='meetings_contexteventcouncil', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='contexteventcouncil',
                trigger=pgtrigger.compiler.Trigger(name='marks_assessment_due', sql=pgtrigger.compiler.UpsertTriggerSql(func="IF TG_OP = 'UPDATE' AND OLD IS NOT DISTINCT FROM NEW THEN RETURN NULL; END IF; PERFORM reconvene_mark_assessment_due(ARRAY[NEW.council_id, OLD.council_id]); RETURN NULL;", hash='55f32a0746a0382f7fc6ad06fed5b09b101cf43c', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_marks_assessment_due_c1894', table='meetings_contexteventcouncil', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='contexteventcouncil',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "meetings_contexteventcouncilevent" ("council_id", "event_id", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."council_id", NEW."event_id", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id"); RETURN NULL;', hash='a9ceb574d84b8a15fded24680a287879b2321e13', operation='INSERT', pgid='pgtrigger_insert_insert_538ae', table='meetings_contexteventcouncil', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='contexteventcouncil',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "meetings_contexteventcouncilevent" ("council_id", "event_id", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."council_id", NEW."event_id", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id"); RETURN NULL;', hash='325007b88181c4903432e879456319d9d85fb0a5', operation='UPDATE', pgid='pgtrigger_update_update_330b0', table='meetings_contexteventcouncil', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='contexteventcouncil',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "meetings_contexteventcouncilevent" ("council_id", "event_id", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."council_id", OLD."event_id", OLD."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id"); RETURN NULL;', hash='d2c072edf0ae044309817942087dbef161d3d4e7', operation='DELETE', pgid='pgtrigger_delete_delete_b7bad', table='meetings_contexteventcouncil', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='placeevent',
                trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='e58c5083ee1f47ea83587b07cc98a234d2102b6b', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_d9841', table='meetings_placeevent', when='BEFORE')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='resumptionevent',
                trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='de0d6d4eb449f298b8eb45e08967250d035ae12c', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_fe23a', table='meetings_resumptionevent', when='BEFORE')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='resumption',
                trigger=pgtrigger.compiler.Trigger(name='stamp', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='NEW.updated_at = now(); NEW.record_version = OLD.record_version + 1; RETURN NEW;', hash='8897b8bba928165dff8e4303b13ada36320166fc', operation='UPDATE', pgid='pgtrigger_stamp_970dc', table='meetings_resumption', when='BEFORE')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='resumption',
                trigger=pgtrigger.compiler.Trigger(name='retires_id', sql=pgtrigger.compiler.UpsertTriggerSql(func="PERFORM reconvene_retire('R' || OLD.id, '', 'erased'); RETURN NULL;", hash='23cd1c63eede0187fc32f025c88720a97b4fd6ee', operation='DELETE', pgid='pgtrigger_retires_id_d9cad', table='meetings_resumption', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='resumption',
                trigger=pgtrigger.compiler.Trigger(name='raises_data_version', sql=pgtrigger.compiler.UpsertTriggerSql(func="IF TG_OP = 'UPDATE' AND OLD IS NOT DISTINCT FROM NEW THEN RETURN NULL; END IF; IF true THEN PERFORM reconvene_public_change(); END IF; RETURN NULL;", hash='520dbee3830555e0d76665e9c5418e46ffe55009', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_raises_data_version_4287b', table='meetings_resumption', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='resumption',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "meetings_resumptionevent" ("council_id", "coverage", "created_at", "days", "days_max", "days_min", "evidence", "fingerprint", "grade", "grade_certain", "grade_possible", "id", "longest_prior_days", "n_prior_gaps", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "previous_session_id", "raised_at", "reason", "record_version", "resumed_on", "review_note", "reviewed_at", "reviewed_by_id", "reviewed_grade", "revised_at", "rule_version", "session_id", "silent_since", "state", "stream", "threshold_historic", "threshold_major", "threshold_notable", "typical_days", "updated_at", "withdrawn_at", "withdrawn_because") VALUES (NEW."council_id", NEW."coverage", NEW."created_at", NEW."days", NEW."days_max", NEW."days_min", NEW."evidence", NEW."fingerprint", NEW."grade", NEW."grade_certain", NEW."grade_possible", NEW."id", NEW."longest_prior_days", NEW."n_prior_gaps", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."previous_session_id", NEW."raised_at", NEW."reason", NEW."record_version", NEW."resumed_on", NEW."review_note", NEW."reviewed_at", NEW."reviewed_by_id", NEW."reviewed_grade", NEW."revised_at", NEW."rule_version", NEW."session_id", NEW."silent_since", NEW."state", NEW."stream", NEW."threshold_historic", NEW."threshold_major", NEW."threshold_notable", NEW."typical_days", NEW."updated_at", NEW."withdrawn_at", NEW."withdrawn_because"); RETURN NULL;', hash='5c6fc1dd84b846f2c00e8f7a8526b87a66ce9e8a', operation='INSERT', pgid='pgtrigger_insert_insert_0f73b', table='meetings_resumption', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='resumption',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "meetings_resumptionevent" ("council_id", "coverage", "created_at", "days", "days_max", "days_min", "evidence", "fingerprint", "grade", "grade_certain", "grade_possible", "id", "longest_prior_days", "n_prior_gaps", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "previous_session_id", "raised_at", "reason", "record_version", "resumed_on", "review_note", "reviewed_at", "reviewed_by_id", "reviewed_grade", "revised_at", "rule_version", "session_id", "silent_since", "state", "stream", "threshold_historic", "threshold_major", "threshold_notable", "typical_days", "updated_at", "withdrawn_at", "withdrawn_because") VALUES (NEW."council_id", NEW."coverage", NEW."created_at", NEW."days", NEW."days_max", NEW."days_min", NEW."evidence", NEW."fingerprint", NEW."grade", NEW."grade_certain", NEW."grade_possible", NEW."id", NEW."longest_prior_days", NEW."n_prior_gaps", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."previous_session_id", NEW."raised_at", NEW."reason", NEW."record_version", NEW."resumed_on", NEW."review_note", NEW."reviewed_at", NEW."reviewed_by_id", NEW."reviewed_grade", NEW."revised_at", NEW."rule_version", NEW."session_id", NEW."silent_since", NEW."state", NEW."stream", NEW."threshold_historic", NEW."threshold_major", NEW."threshold_notable", NEW."typical_days", NEW."updated_at", NEW."withdrawn_at", NEW."withdrawn_because"); RETURN NULL;', hash='d619b21315536f17c1cd5d449a49a8c2afd6f6e9', operation='UPDATE', pgid='pgtrigger_update_update_a95c9', table='meetings_resumption', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='resumption',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "meetings_resumptionevent" ("council_id", "coverage", "created_at", "days", "days_max", "days_min", "evidence", "fingerprint", "grade", "grade_certain", "grade_possible", "id", "longest_prior_days", "n_prior_gaps", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "previous_session_id", "raised_at", "reason", "record_version", "resumed_on", "review_note", "reviewed_at", "reviewed_by_id", "reviewed_grade", "revised_at", "rule_version", "session_id", "silent_since", "state", "stream", "threshold_historic", "threshold_major", "threshold_notable", "typical_days", "updated_at", "withdrawn_at", "withdrawn_because") VALUES (OLD."council_id", OLD."coverage", OLD."created_at", OLD."days", OLD."days_max", OLD."days_min", OLD."evidence", OLD."fingerprint", OLD."grade", OLD."grade_certain", OLD."grade_possible", OLD."id", OLD."longest_prior_days", OLD."n_prior_gaps", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."previous_session_id", OLD."raised_at", OLD."reason", OLD."record_version", OLD."resumed_on", OLD."review_note", OLD."reviewed_at", OLD."reviewed_by_id", OLD."reviewed_grade", OLD."revised_at", OLD."rule_version", OLD."session_id", OLD."silent_since", OLD."state", OLD."stream", OLD."threshold_historic", OLD."threshold_major", OLD."threshold_notable", OLD."typical_days", OLD."updated_at", OLD."withdrawn_at", OLD."withdrawn_because"); RETURN NULL;', hash='5d1a318ffb5064c7f73a7df7c9237a7970e4511b', operation='DELETE', pgid='pgtrigger_delete_delete_98021', table='meetings_resumption', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='gap',
                trigger=pgtrigger.compiler.Trigger(name='raises_data_version', sql=pgtrigger.compiler.UpsertTriggerSql(func='PERFORM reconvene_public_change(); RETURN NULL;', hash='df36640ba264ee73b5d98bdabe478c1c58f0c0dd', level='STATEMENT', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_raises_data_version_1e06b', table='meetings_gap', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='sessioncouncil',
                trigger=pgtrigger.compiler.Trigger(name='stamp', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='NEW.updated_at = now(); NEW.record_version = OLD.record_version + 1; RETURN NEW;', hash='43babfe54bbf9cc1124e43936b461ce105d215f0', operation='UPDATE', pgid='pgtrigger_stamp_b0844', table='meetings_sessioncouncil', when='BEFORE')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='sessioncouncil',
                trigger=pgtrigger.compiler.Trigger(name='raises_data_version', sql=pgtrigger.compiler.UpsertTriggerSql(func="IF TG_OP = 'UPDATE' AND OLD IS NOT DISTINCT FROM NEW THEN RETURN NULL; END IF; IF reconvene_session_published(COALESCE(NEW.session_id, OLD.session_id)) THEN PERFORM reconvene_public_change(); END IF; RETURN NULL;", hash='b4a2ecb29ecaea365d9fb2163ba0dcf60d382a74', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_raises_data_version_462e5', table='meetings_sessioncouncil', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='sessioncouncil',
                trigger=pgtrigger.compiler.Trigger(name='marks_assessment_due', sql=pgtrigger.compiler.UpsertTriggerSql(func="IF TG_OP = 'UPDATE' AND OLD IS NOT DISTINCT FROM NEW THEN RETURN NULL; END IF; PERFORM reconvene_mark_assessment_due(ARRAY[NEW.council_id, OLD.council_id]); RETURN NULL;", hash='569d0d69b4d9b7436fdc19a9c7c36320702bb1f3', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_marks_assessment_due_d474b', table='meetings_sessioncouncil', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='sessioncouncil',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "meetings_sessioncouncilevent" ("council_id", "counts", "created_at", "id", "number", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "record_version", "session_id", "updated_at") VALUES (NEW."council_id", NEW."counts", NEW."created_at", NEW."id", NEW."number", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."record_version", NEW."session_id", NEW."updated_at"); RETURN NULL;', hash='0d753bfc9e8e355bf4c1a6e329b58255fa71f955', operation='INSERT', pgid='pgtrigger_insert_insert_b014c', table='meetings_sessioncouncil', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='sessioncouncil',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "meetings_sessioncouncilevent" ("council_id", "counts", "created_at", "id", "number", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "record_version", "session_id", "updated_at") VALUES (NEW."council_id", NEW."counts", NEW."created_at", NEW."id", NEW."number", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."record_version", NEW."session_id", NEW."updated_at"); RETURN NULL;', hash='d85025da79ce8da922311e1b8c1b5f43bbeb2fcb', operation='UPDATE', pgid='pgtrigger_update_update_b6ac0', table='meetings_sessioncouncil', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='sessioncouncil',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "meetings_sessioncouncilevent" ("council_id", "counts", "created_at", "id", "number", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "record_version", "session_id", "updated_at") VALUES (OLD."council_id", OLD."counts", OLD."created_at", OLD."id", OLD."number", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."record_version", OLD."session_id", OLD."updated_at"); RETURN NULL;', hash='7876bb506f9fc83a81149de27f806b2ed968a620', operation='DELETE', pgid='pgtrigger_delete_delete_22432', table='meetings_sessioncouncil', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='session',
                trigger=pgtrigger.compiler.Trigger(name='stamp', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='NEW.updated_at = now(); NEW.record_version = OLD.record_version + 1; RETURN NEW;', hash='6a0ea52e09fbe7306d3fa655714c268699983f28', operation='UPDATE', pgid='pgtrigger_stamp_c6c5f', table='meetings_session', when='BEFORE')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='session',
                trigger=pgtrigger.compiler.Trigger(name='needs_source', sql=pgtrigger.compiler.UpsertTriggerSql(condition="WHEN (NEW.publication = 'published')", constraint='CONSTRAINT', func='PERFORM reconvene_require_source(NEW.id); RETURN NULL;', hash='4cc8680bd69123ae15da727d7f912e0b0e8bc922', operation='INSERT OR UPDATE', pgid='pgtrigger_needs_source_e6568', table='meetings_session', timing='DEFERRABLE INITIALLY DEFERRED', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='session',
                trigger=pgtrigger.compiler.Trigger(name='retires_id', sql=pgtrigger.compiler.UpsertTriggerSql(func="PERFORM reconvene_retire('S' || OLD.id, '', 'erased'); RETURN NULL;", hash='e7c82e403d7b6c930c84321686f1a1a2bfa11620', operation='DELETE', pgid='pgtrigger_retires_id_6fbef', table='meetings_session', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='session',
                trigger=pgtrigger.compiler.Trigger(name='raises_data_version', sql=pgtrigger.compiler.UpsertTriggerSql(func="IF TG_OP = 'UPDATE' AND OLD IS NOT DISTINCT FROM NEW THEN RETURN NULL; END IF; IF 'published' IN (COALESCE(OLD.publication, ''), COALESCE(NEW.publication, '')) THEN PERFORM reconvene_public_change(); END IF; RETURN NULL;", hash='dcb71e432e362b8a7e9f204ccbab21956fa6c51f', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_raises_data_version_08a5d', table='meetings_session', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='session',
                trigger=pgtrigger.compiler.Trigger(name='marks_assessment_due', sql=pgtrigger.compiler.UpsertTriggerSql(func="IF TG_OP = 'UPDATE' AND OLD IS NOT DISTINCT FROM NEW THEN RETURN NULL; END IF; PERFORM reconvene_mark_assessment_due(ARRAY(SELECT council_id FROM meetings_sessioncouncil WHERE session_id = COALESCE(NEW.id, OLD.id))); RETURN NULL;", hash='bcb6ca2d0631249e912a6fa02112dfa3ffcb2b50', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_marks_assessment_due_56571', table='meetings_session', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='session',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "meetings_sessionevent" ("created_at", "date_as_printed", "date_basis", "decided", "duration_as_printed", "duration_minutes_max", "duration_minutes_min", "embargo_until", "end", "end_time", "follow_up", "format", "formation", "id", "level", "note", "outcome", "outcome_according_to", "outcome_kind", "part_of_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place_id", "planned_start", "publication", "record_version", "roster_complete", "same_day_confirmed", "start", "start_time", "status", "time_zone", "title", "updated_at", "venue") VALUES (NEW."created_at", NEW."date_as_printed", NEW."date_basis", NEW."decided", NEW."duration_as_printed", NEW."duration_minutes_max", NEW."duration_minutes_min", NEW."embargo_until", NEW."end", NEW."end_time", NEW."follow_up", NEW."format", NEW."formation", NEW."id", NEW."level", NEW."note", NEW."outcome", NEW."outcome_according_to", NEW."outcome_kind", NEW."part_of_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."place_id", NEW."planned_start", NEW."publication", NEW."record_version", NEW."roster_complete", NEW."same_day_confirmed", NEW."start", NEW."start_time", NEW."status", NEW."time_zone", NEW."title", NEW."updated_at", NEW."venue"); RETURN NULL;', hash='a09940d5be0a7a4e980c05f952b6e3b817fed794', operation='INSERT', pgid='pgtrigger_insert_insert_6e3c8', table='meetings_session', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='session',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "meetings_sessionevent" ("created_at", "date_as_printed", "date_basis", "decided", "duration_as_printed", "duration_minutes_max", "duration_minutes_min", "embargo_until", "end", "end_time", "follow_up", "format", "formation", "id", "level", "note", "outcome", "outcome_according_to", "outcome_kind", "part_of_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place_id", "planned_start", "publication", "record_version", "roster_complete", "same_day_confirmed", "start", "start_time", "status", "time_zone", "title", "updated_at", "venue") VALUES (NEW."created_at", NEW."date_as_printed", NEW."date_basis", NEW."decided", NEW."duration_as_printed", NEW."duration_minutes_max", NEW."duration_minutes_min", NEW."embargo_until", NEW."end", NEW."end_time", NEW."follow_up", NEW."format", NEW."formation", NEW."id", NEW."level", NEW."note", NEW."outcome", NEW."outcome_according_to", NEW."outcome_kind", NEW."part_of_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."place_id", NEW."planned_start", NEW."publication", NEW."record_version", NEW."roster_complete", NEW."same_day_confirmed", NEW."start", NEW."start_time", NEW."status", NEW."time_zone", NEW."title", NEW."updated_at", NEW."venue"); RETURN NULL;', hash='de5c870a8645c184170dbfe19f518513450b442e', operation='UPDATE', pgid='pgtrigger_update_update_b633d', table='meetings_session', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='session',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "meetings_sessionevent" ("created_at", "date_as_printed", "date_basis", "decided", "duration_as_printed", "duration_minutes_max", "duration_minutes_min", "embargo_until", "end", "end_time", "follow_up", "format", "formation", "id", "level", "note", "outcome", "outcome_according_to", "outcome_kind", "part_of_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place_id", "planned_start", "publication", "record_version", "roster_complete", "same_day_confirmed", "start", "start_time", "status", "time_zone", "title", "updated_at", "venue") VALUES (OLD."created_at", OLD."date_as_printed", OLD."date_basis", OLD."decided", OLD."duration_as_printed", OLD."duration_minutes_max", OLD."duration_minutes_min", OLD."embargo_until", OLD."end", OLD."end_time", OLD."follow_up", OLD."format", OLD."formation", OLD."id", OLD."level", OLD."note", OLD."outcome", OLD."outcome_according_to", OLD."outcome_kind", OLD."part_of_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."place_id", OLD."planned_start", OLD."publication", OLD."record_version", OLD."roster_complete", OLD."same_day_confirmed", OLD."start", OLD."start_time", OLD."status", OLD."time_zone", OLD."title", OLD."updated_at", OLD."venue"); RETURN NULL;', hash='92c1f11e9a500654af6fa965712e0973e740257d', operation='DELETE', pgid='pgtrigger_delete_delete_43600', table='meetings_session', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='sessioncouncilevent',
                trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='36f83e14cdbf681a943e3a1aed437b537bcf146d', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_ce79f', table='meetings_sessioncouncilevent', when='BEFORE')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='sessionevent',
                trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='80d96337d9546b16e18c78ae89fdfdb7a6e7adf0', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_564a9', table='meetings_sessionevent', when='BEFORE')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='silence',
                trigger=pgtrigger.compiler.Trigger(name='raises_data_version', sql=pgtrigger.compiler.UpsertTriggerSql(func="IF TG_OP = 'UPDATE' AND OLD IS NOT DISTINCT FROM NEW THEN RETURN NULL; END IF; IF true THEN PERFORM reconvene_public_change(); END IF; RETURN NULL;", hash='a09a1268b615b0888bd2cda35384a3240ccb11cd', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_raises_data_version_58bc5', table='meetings_silence', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='source',
                trigger=pgtrigger.compiler.Trigger(name='stamp', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='NEW.updated_at = now(); NEW.record_version = OLD.record_version + 1; RETURN NEW;', hash='205e82633fdd51c1ef1e37269495a85ad756ecb5', operation='UPDATE', pgid='pgtrigger_stamp_b2490', table='meetings_source', when='BEFORE')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='source',
                trigger=pgtrigger.compiler.Trigger(name='retires_id', sql=pgtrigger.compiler.UpsertTriggerSql(func="PERFORM reconvene_retire('U' || OLD.id, '', 'erased'); RETURN NULL;", hash='2aa41aecf7f4d1b74267f4ae189f97d85d647ea9', operation='DELETE', pgid='pgtrigger_retires_id_6cba1', table='meetings_source', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='source',
                trigger=pgtrigger.compiler.Trigger(name='raises_data_version', sql=pgtrigger.compiler.UpsertTriggerSql(func="IF TG_OP = 'UPDATE' AND OLD IS NOT DISTINCT FROM NEW THEN RETURN NULL; END IF; IF true THEN PERFORM reconvene_public_change(); END IF; RETURN NULL;", hash='6f27da046f213a2fc99577b70fe65288368b0f04', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_raises_data_version_0bf43', table='meetings_source', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='source',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "meetings_sourceevent" ("accessed", "archive_url", "archived_on", "author", "corrected_on", "created_at", "derived_from_id", "id", "kind", "language", "note", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published", "publisher", "record_version", "retracted_on", "title", "updated_at", "url", "withholds_quotations") VALUES (NEW."accessed", NEW."archive_url", NEW."archived_on", NEW."author", NEW."corrected_on", NEW."created_at", NEW."derived_from_id", NEW."id", NEW."kind", NEW."language", NEW."note", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."published", NEW."publisher", NEW."record_version", NEW."retracted_on", NEW."title", NEW."updated_at", NEW."url", NEW."withholds_quotations"); RETURN NULL;', hash='e2fdf0be5631087c56e2f805e0d5f54b43768f22', operation='INSERT', pgid='pgtrigger_insert_insert_eee61', table='meetings_source', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='source',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "meetings_sourceevent" ("accessed", "archive_url", "archived_on", "author", "corrected_on", "created_at", "derived_from_id", "id", "kind", "language", "note", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published", "publisher", "record_version", "retracted_on", "title", "updated_at", "url", "withholds_quotations") VALUES (NEW."accessed", NEW."archive_url", NEW."archived_on", NEW."author", NEW."corrected_on", NEW."created_at", NEW."derived_from_id", NEW."id", NEW."kind", NEW."language", NEW."note", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."published", NEW."publisher", NEW."record_version", NEW."retracted_on", NEW."title", NEW."updated_at", NEW."url", NEW."withholds_quotations"); RETURN NULL;', hash='fc7fcd6066d8caeb78b2abd9f0767537de37cb75', operation='UPDATE', pgid='pgtrigger_update_update_7b1a4', table='meetings_source', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='source',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "meetings_sourceevent" ("accessed", "archive_url", "archived_on", "author", "corrected_on", "created_at", "derived_from_id", "id", "kind", "language", "note", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published", "publisher", "record_version", "retracted_on", "title", "updated_at", "url", "withholds_quotations") VALUES (OLD."accessed", OLD."archive_url", OLD."archived_on", OLD."author", OLD."corrected_on", OLD."created_at", OLD."derived_from_id", OLD."id", OLD."kind", OLD."language", OLD."note", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."published", OLD."publisher", OLD."record_version", OLD."retracted_on", OLD."title", OLD."updated_at", OLD."url", OLD."withholds_quotations"); RETURN NULL;', hash='a51a743861dd4a766b8fa4d3057bbcfae83e770c', operation='DELETE', pgid='pgtrigger_delete_delete_49e36', table='meetings_source', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='sessioncitationevent',
                trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='0e11323dbfe679b1765f18dbadd893f5e8f7b8e4', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_dd7d8', table='meetings_sessioncitationevent', when='BEFORE')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='sessioncitation',
                trigger=pgtrigger.compiler.Trigger(name='stamp', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='NEW.updated_at = now(); NEW.record_version = OLD.record_version + 1; RETURN NEW;', hash='4987ca494e70dfc3188e21f23a2ff9c2a258518a', operation='UPDATE', pgid='pgtrigger_stamp_fb1be', table='meetings_sessioncitation', when='BEFORE')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='sessioncitation',
                trigger=pgtrigger.compiler.Trigger(name='keeps_source', sql=pgtrigger.compiler.UpsertTriggerSql(constraint='CONSTRAINT', func='PERFORM reconvene_require_source(OLD.session_id); RETURN NULL;', hash='6f3561cebc99340c5e61c61479a6a956e03ae849', operation='UPDATE OR DELETE', pgid='pgtrigger_keeps_source_f5950', table='meetings_sessioncitation', timing='DEFERRABLE INITIALLY DEFERRED', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='sessioncitation',
                trigger=pgtrigger.compiler.Trigger(name='raises_data_version', sql=pgtrigger.compiler.UpsertTriggerSql(func="IF TG_OP = 'UPDATE' AND OLD IS NOT DISTINCT FROM NEW THEN RETURN NULL; END IF; IF reconvene_session_published(COALESCE(NEW.session_id, OLD.session_id)) THEN PERFORM reconvene_public_change(); END IF; RETURN NULL;", hash='aa0302d405ef43fa3875716a5b985569426bdf7b', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_raises_data_version_f6d90', table='meetings_sessioncitation', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='sessioncitation',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "meetings_sessioncitationevent" ("basis", "confidence", "created_at", "excerpt", "fact", "id", "locator", "note", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "record_version", "session_id", "source_id", "stance", "updated_at") VALUES (NEW."basis", NEW."confidence", NEW."created_at", NEW."excerpt", NEW."fact", NEW."id", NEW."locator", NEW."note", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."record_version", NEW."session_id", NEW."source_id", NEW."stance", NEW."updated_at"); RETURN NULL;', hash='e2e5b26d06cab03a142908a662dcd15db5929f6e', operation='INSERT', pgid='pgtrigger_insert_insert_e1fdb', table='meetings_sessioncitation', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='sessioncitation',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "meetings_sessioncitationevent" ("basis", "confidence", "created_at", "excerpt", "fact", "id", "locator", "note", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "record_version", "session_id", "source_id", "stance", "updated_at") VALUES (NEW."basis", NEW."confidence", NEW."created_at", NEW."excerpt", NEW."fact", NEW."id", NEW."locator", NEW."note", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."record_version", NEW."session_id", NEW."source_id", NEW."stance", NEW."updated_at"); RETURN NULL;', hash='29de48864d06f72539c37a6d8f839cb7fc9a7569', operation='UPDATE', pgid='pgtrigger_update_update_140d2', table='meetings_sessioncitation', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='sessioncitation',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "meetings_sessioncitationevent" ("basis", "confidence", "created_at", "excerpt", "fact", "id", "locator", "note", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "record_version", "session_id", "source_id", "stance", "updated_at") VALUES (OLD."basis", OLD."confidence", OLD."created_at", OLD."excerpt", OLD."fact", OLD."id", OLD."locator", OLD."note", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."record_version", OLD."session_id", OLD."source_id", OLD."stance", OLD."updated_at"); RETURN NULL;', hash='60b07d32439408fb3b94777fe42a811f75654f40', operation='DELETE', pgid='pgtrigger_delete_delete_46950', table='meetings_sessioncitation', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='coverageevent',
                trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='b30e89555e0bce46b86968f2c910a8b77cc62429', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_fdb58', table='meetings_coverageevent', when='BEFORE')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='coverage',
                trigger=pgtrigger.compiler.Trigger(name='stamp', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='NEW.updated_at = now(); NEW.record_version = OLD.record_version + 1; RETURN NEW;', hash='9e77132a1accc17a5ba4b157a3b098a673015ccb', operation='UPDATE', pgid='pgtrigger_stamp_704cf', table='meetings_coverage', when='BEFORE')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='coverage',
                trigger=pgtrigger.compiler.Trigger(name='raises_data_version', sql=pgtrigger.compiler.UpsertTriggerSql(func="IF TG_OP = 'UPDATE' AND OLD IS NOT DISTINCT FROM NEW THEN RETURN NULL; END IF; IF true THEN PERFORM reconvene_public_change(); END IF; RETURN NULL;", hash='8cba6d36113a6769e22662a3e74498fe0a4ada43', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_raises_data_version_8599a', table='meetings_coverage', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='coverage',
                trigger=pgtrigger.compiler.Trigger(name='marks_assessment_due', sql=pgtrigger.compiler.UpsertTriggerSql(func="IF TG_OP = 'UPDATE' AND OLD IS NOT DISTINCT FROM NEW THEN RETURN NULL; END IF; PERFORM reconvene_mark_assessment_due(ARRAY[NEW.council_id, OLD.council_id]); RETURN NULL;", hash='ee107e3593452b627f845a134268159848fbe7e0', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_marks_assessment_due_6624b', table='meetings_coverage', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='coverage',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "meetings_coverageevent" ("completeness", "council_id", "created_at", "first_day", "id", "last_day", "method", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "record_version", "searched_on", "source_id", "updated_at") VALUES (NEW."completeness", NEW."council_id", NEW."created_at", NEW."first_day", NEW."id", NEW."last_day", NEW."method", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."record_version", NEW."searched_on", NEW."source_id", NEW."updated_at"); RETURN NULL;', hash='8369bce4c9c3b18bb45ca003b8f454ffb46a30e7', operation='INSERT', pgid='pgtrigger_insert_insert_8fdde', table='meetings_coverage', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='coverage',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "meetings_coverageevent" ("completeness", "council_id", "created_at", "first_day", "id", "last_day", "method", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "record_version", "searched_on", "source_id", "updated_at") VALUES (NEW."completeness", NEW."council_id", NEW."created_at", NEW."first_day", NEW."id", NEW."last_day", NEW."method", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."record_version", NEW."searched_on", NEW."source_id", NEW."updated_at"); RETURN NULL;', hash='73c527f7dfccd9286d07dab089d044638af7bf2b', operation='UPDATE', pgid='pgtrigger_update_update_e3fa6', table='meetings_coverage', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='coverage',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "meetings_coverageevent" ("completeness", "council_id", "created_at", "first_day", "id", "last_day", "method", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "record_version", "searched_on", "source_id", "updated_at") VALUES (OLD."completeness", OLD."council_id", OLD."created_at", OLD."first_day", OLD."id", OLD."last_day", OLD."method", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."record_version", OLD."searched_on", OLD."source_id", OLD."updated_at"); RETURN NULL;', hash='aa598b6e652bef37506193089f3f6363761e214b', operation='DELETE', pgid='pgtrigger_delete_delete_e3878', table='meetings_coverage', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='councilnameevent',
                trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='d9ebb5a45f23723b866f7d13536a17e3850f9fa1', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_21147', table='meetings_councilnameevent', when='BEFORE')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='councilname',
                trigger=pgtrigger.compiler.Trigger(name='stamp', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='NEW.updated_at = now(); NEW.record_version = OLD.record_version + 1; RETURN NEW;', hash='cb705ed338bc11019a0bf1dc378c7a9529116245', operation='UPDATE', pgid='pgtrigger_stamp_cfb2d', table='meetings_councilname', when='BEFORE')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='councilname',
                trigger=pgtrigger.compiler.Trigger(name='raises_data_version', sql=pgtrigger.compiler.UpsertTriggerSql(func="IF TG_OP = 'UPDATE' AND OLD IS NOT DISTINCT FROM NEW THEN RETURN NULL; END IF; IF true THEN PERFORM reconvene_public_change(); END IF; RETURN NULL;", hash='d4cf2eb52346c7f71647c893752e2110e75acbac', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_raises_data_version_1f433', table='meetings_councilname', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='councilname',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "meetings_councilnameevent" ("council_id", "created_at", "id", "kind", "language", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "record_version", "script", "source_id", "text", "updated_at", "valid_from", "valid_to") VALUES (NEW."council_id", NEW."created_at", NEW."id", NEW."kind", NEW."language", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."record_version", NEW."script", NEW."source_id", NEW."text", NEW."updated_at", NEW."valid_from", NEW."valid_to"); RETURN NULL;', hash='5ff73fdf7db1388e9552af7ca7d711fa3752c06e', operation='INSERT', pgid='pgtrigger_insert_insert_31be1', table='meetings_councilname', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='councilname',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "meetings_councilnameevent" ("council_id", "created_at", "id", "kind", "language", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "record_version", "script", "source_id", "text", "updated_at", "valid_from", "valid_to") VALUES (NEW."council_id", NEW."created_at", NEW."id", NEW."kind", NEW."language", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."record_version", NEW."script", NEW."source_id", NEW."text", NEW."updated_at", NEW."valid_from", NEW."valid_to"); RETURN NULL;', hash='6224837e950d5b75cbb2dd41618e6c57598c1fef', operation='UPDATE', pgid='pgtrigger_update_update_04194', table='meetings_councilname', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='councilname',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "meetings_councilnameevent" ("council_id", "created_at", "id", "kind", "language", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "record_version", "script", "source_id", "text", "updated_at", "valid_from", "valid_to") VALUES (OLD."council_id", OLD."created_at", OLD."id", OLD."kind", OLD."language", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."record_version", OLD."script", OLD."source_id", OLD."text", OLD."updated_at", OLD."valid_from", OLD."valid_to"); RETURN NULL;', hash='51a9c085e64ef29868eb2d4d5a8b948ab3438207', operation='DELETE', pgid='pgtrigger_delete_delete_2734d', table='meetings_councilname', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='councilevent',
                trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='adf78e449f1f085a920011268a7a90e11881fddd', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_444ad', table='meetings_councilevent', when='BEFORE')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='council',
                trigger=pgtrigger.compiler.Trigger(name='stamp', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='NEW.updated_at = now(); NEW.record_version = OLD.record_version + 1; RETURN NEW;', hash='07124c362ffd1fd1fadf778a69fbb09f859fad68', operation='UPDATE', pgid='pgtrigger_stamp_b1eda', table='meetings_council', when='BEFORE')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='council',
                trigger=pgtrigger.compiler.Trigger(name='sort_key', sql=pgtrigger.compiler.UpsertTriggerSql(func='NEW.sort_key = left(reconvene_fold(NEW.name), 300); RETURN NEW;', hash='cc5e2c0842f5572cf9fefd2a33de5c97da86b2c7', operation='INSERT OR UPDATE', pgid='pgtrigger_sort_key_ae43e', table='meetings_council', when='BEFORE')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='council',
                trigger=pgtrigger.compiler.Trigger(name='retires_slug', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.slug IS DISTINCT FROM NEW.slug)', func="PERFORM reconvene_retire('councils/' || OLD.slug, 'councils/' || NEW.slug, 'renamed'); RETURN NULL;", hash='71aa68f9a4d795d0cd92da314fa14708e3308a47', operation='UPDATE OF "slug"', pgid='pgtrigger_retires_slug_5301f', table='meetings_council', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='council',
                trigger=pgtrigger.compiler.Trigger(name='retires_id', sql=pgtrigger.compiler.UpsertTriggerSql(func="PERFORM reconvene_retire('C' || OLD.id, '', 'erased'); RETURN NULL;", hash='89e3512ea147756470bc4185bf1af0fe281b4286', operation='DELETE', pgid='pgtrigger_retires_id_44343', table='meetings_council', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='council',
                trigger=pgtrigger.compiler.Trigger(name='raises_data_version', sql=pgtrigger.compiler.UpsertTriggerSql(func="IF TG_OP = 'UPDATE' AND OLD IS NOT DISTINCT FROM NEW THEN RETURN NULL; END IF; IF 'published' IN (COALESCE(OLD.publication, ''), COALESCE(NEW.publication, '')) THEN PERFORM reconvene_public_change(); END IF; RETURN NULL;", hash='fa2392a1abdc8c526049f4cfaf1b322aa65f699a', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_raises_data_version_311aa', table='meetings_council', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='council',
                trigger=pgtrigger.compiler.Trigger(name='marks_assessment_due', sql=pgtrigger.compiler.UpsertTriggerSql(func="IF TG_OP = 'UPDATE' AND OLD IS NOT DISTINCT FROM NEW THEN RETURN NULL; END IF; PERFORM reconvene_mark_assessment_due(ARRAY[NEW.id, OLD.id]); RETURN NULL;", hash='35bb5106981f8b10ddcf625029a2eb4a13b412b4', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_marks_assessment_due_76446', table='meetings_council', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='council',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "meetings_councilevent" ("abbreviation", "created_at", "declared_cadence_days", "description", "dissolved", "embargo_until", "floor_days", "founded", "id", "muted", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "publication", "record_version", "seat_id", "sitting_span_days", "slug", "sort_key", "source_id", "updated_at") VALUES (NEW."abbreviation", NEW."created_at", NEW."declared_cadence_days", NEW."description", NEW."dissolved", NEW."embargo_until", NEW."floor_days", NEW."founded", NEW."id", NEW."muted", NEW."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."publication", NEW."record_version", NEW."seat_id", NEW."sitting_span_days", NEW."slug", NEW."sort_key", NEW."source_id", NEW."updated_at"); RETURN NULL;', hash='90cccc00363878886f507c210ce1acc7cb96b7ea', operation='INSERT', pgid='pgtrigger_insert_insert_d57d1', table='meetings_council', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='council',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "meetings_councilevent" ("abbreviation", "created_at", "declared_cadence_days", "description", "dissolved", "embargo_until", "floor_days", "founded", "id", "muted", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "publication", "record_version", "seat_id", "sitting_span_days", "slug", "sort_key", "source_id", "updated_at") VALUES (NEW."abbreviation", NEW."created_at", NEW."declared_cadence_days", NEW."description", NEW."dissolved", NEW."embargo_until", NEW."floor_days", NEW."founded", NEW."id", NEW."muted", NEW."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."publication", NEW."record_version", NEW."seat_id", NEW."sitting_span_days", NEW."slug", NEW."sort_key", NEW."source_id", NEW."updated_at"); RETURN NULL;', hash='bba234b89730d9df34245f9b9e1e4b879cf8c624', operation='UPDATE', pgid='pgtrigger_update_update_85aef', table='meetings_council', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='council',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "meetings_councilevent" ("abbreviation", "created_at", "declared_cadence_days", "description", "dissolved", "embargo_until", "floor_days", "founded", "id", "muted", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "publication", "record_version", "seat_id", "sitting_span_days", "slug", "sort_key", "source_id", "updated_at") VALUES (OLD."abbreviation", OLD."created_at", OLD."declared_cadence_days", OLD."description", OLD."dissolved", OLD."embargo_until", OLD."floor_days", OLD."founded", OLD."id", OLD."muted", OLD."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."publication", OLD."record_version", OLD."seat_id", OLD."sitting_span_days", OLD."slug", OLD."sort_key", OLD."source_id", OLD."updated_at"); RETURN NULL;', hash='7f04b0ea4caeea68049e2bd6b918e3bca1229a4a', operation='DELETE', pgid='pgtrigger_delete_delete_6c565', table='meetings_council', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='contexteventevent',
                trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='9a3b9090c29b5ad7783d98ca3aed2c624d47bba5', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_43d9b', table='meetings_contexteventevent', when='BEFORE')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='contextevent',
                trigger=pgtrigger.compiler.Trigger(name='stamp', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='NEW.updated_at = now(); NEW.record_version = OLD.record_version + 1; RETURN NEW;', hash='d1c89525234c28212f7c38eee15c4092734bbfd3', operation='UPDATE', pgid='pgtrigger_stamp_019b4', table='meetings_contextevent', when='BEFORE')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='contextevent',
                trigger=pgtrigger.compiler.Trigger(name='raises_data_version', sql=pgtrigger.compiler.UpsertTriggerSql(func="IF TG_OP = 'UPDATE' AND OLD IS NOT DISTINCT FROM NEW THEN RETURN NULL; END IF; IF true THEN PERFORM reconvene_public_change(); END IF; RETURN NULL;", hash='7ecccddc6c661404e3fe7ae38a6b7967ecfcb3f9', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_raises_data_version_ba399', table='meetings_contextevent', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='contextevent',
                trigger=pgtrigger.compiler.Trigger(name='marks_assessment_due', sql=pgtrigger.compiler.UpsertTriggerSql(func="IF TG_OP = 'UPDATE' AND OLD IS NOT DISTINCT FROM NEW THEN RETURN NULL; END IF; PERFORM reconvene_mark_assessment_due(ARRAY(SELECT council_id FROM meetings_contexteventcouncil WHERE event_id = COALESCE(NEW.id, OLD.id))); RETURN NULL;", hash='b3f7760de4e5ca3139e1d40a9ba16c7e300422d8', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_marks_assessment_due_72ed3', table='meetings_contextevent', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='contextevent',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "meetings_contexteventevent" ("created_at", "description", "end", "id", "kind", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "record_version", "source_id", "start", "title", "updated_at") VALUES (NEW."created_at", NEW."description", NEW."end", NEW."id", NEW."kind", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."record_version", NEW."source_id", NEW."start", NEW."title", NEW."updated_at"); RETURN NULL;', hash='c2b8aaac2cdfb78d6bbda83608ec8f6ebd292919', operation='INSERT', pgid='pgtrigger_insert_insert_64cfd', table='meetings_contextevent', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='contextevent',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "meetings_contexteventevent" ("created_at", "description", "end", "id", "kind", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "record_version", "source_id", "start", "title", "updated_at") VALUES (NEW."created_at", NEW."description", NEW."end", NEW."id", NEW."kind", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."record_version", NEW."source_id", NEW."start", NEW."title", NEW."updated_at"); RETURN NULL;', hash='fd00459bbf17e7a25aa75ea4cab542f891828540', operation='UPDATE', pgid='pgtrigger_update_update_62615', table='meetings_contextevent', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='contextevent',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "meetings_contexteventevent" ("created_at", "description", "end", "id", "kind", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "record_version", "source_id", "start", "title", "updated_at") VALUES (OLD."created_at", OLD."description", OLD."end", OLD."id", OLD."kind", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."record_version", OLD."source_id", OLD."start", OLD."title", OLD."updated_at"); RETURN NULL;', hash='a5051999a1666f611fdbd7cab8382e45406088d9', operation='DELETE', pgid='pgtrigger_delete_delete_ae3d0', table='meetings_contextevent', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='announcementevent',
                trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='50956d41e8291daa7dd4c8f2e952d9f95c0e31a7', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_369aa', table='meetings_announcementevent', when='BEFORE')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='announcement',
                trigger=pgtrigger.compiler.Trigger(name='stamp', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='NEW.updated_at = now(); NEW.record_version = OLD.record_version + 1; RETURN NEW;', hash='d6ddc7796ff2f26ec8a1a5f679106f6437340b65', operation='UPDATE', pgid='pgtrigger_stamp_b53ab', table='meetings_announcement', when='BEFORE')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='announcement',
                trigger=pgtrigger.compiler.Trigger(name='raises_data_version', sql=pgtrigger.compiler.UpsertTriggerSql(func="IF TG_OP = 'UPDATE' AND OLD IS NOT DISTINCT FROM NEW THEN RETURN NULL; END IF; IF reconvene_session_published(COALESCE(NEW.session_id, OLD.session_id)) THEN PERFORM reconvene_public_change(); END IF; RETURN NULL;", hash='5c90e2144fd133dc10b4ffe8ef7ec39e8a84661a', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_raises_data_version_94095', table='meetings_announcement', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='announcement',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "meetings_announcementevent" ("according_to", "council_id", "created_at", "expected", "id", "locator", "outcome", "outcome_session_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "record_version", "session_id", "source_id", "text", "updated_at") VALUES (NEW."according_to", NEW."council_id", NEW."created_at", NEW."expected", NEW."id", NEW."locator", NEW."outcome", NEW."outcome_session_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."record_version", NEW."session_id", NEW."source_id", NEW."text", NEW."updated_at"); RETURN NULL;', hash='1e6af91d1fd2c78caaa3df93c98fe731da1ff1ce', operation='INSERT', pgid='pgtrigger_insert_insert_f0baf', table='meetings_announcement', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='announcement',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "meetings_announcementevent" ("according_to", "council_id", "created_at", "expected", "id", "locator", "outcome", "outcome_session_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "record_version", "session_id", "source_id", "text", "updated_at") VALUES (NEW."according_to", NEW."council_id", NEW."created_at", NEW."expected", NEW."id", NEW."locator", NEW."outcome", NEW."outcome_session_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."record_version", NEW."session_id", NEW."source_id", NEW."text", NEW."updated_at"); RETURN NULL;', hash='11245e94763631467631cba614bb1a1764591dcb', operation='UPDATE', pgid='pgtrigger_update_update_0fdc3', table='meetings_announcement', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='announcement',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "meetings_announcementevent" ("according_to", "council_id", "created_at", "expected", "id", "locator", "outcome", "outcome_session_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "record_version", "session_id", "source_id", "text", "updated_at") VALUES (OLD."according_to", OLD."council_id", OLD."created_at", OLD."expected", OLD."id", OLD."locator", OLD."outcome", OLD."outcome_session_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."record_version", OLD."session_id", OLD."source_id", OLD."text", OLD."updated_at"); RETURN NULL;', hash='a0a95dc4cbac2259813ab6796e9609f887e375cb', operation='DELETE', pgid='pgtrigger_delete_delete_64274', table='meetings_announcement', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='sourceevent',
                trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='55c28d178a2988fddcbaf17867c02d4add178037', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_7991f', table='meetings_sourceevent', when='BEFORE')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='succession',
                trigger=pgtrigger.compiler.Trigger(name='stamp', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='NEW.updated_at = now(); NEW.record_version = OLD.record_version + 1; RETURN NEW;', hash='2749e882dd9b2cd5ba5e8ea0ddbf076dce9d72ca', operation='UPDATE', pgid='pgtrigger_stamp_885f4', table='meetings_succession', when='BEFORE')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='succession',
                trigger=pgtrigger.compiler.Trigger(name='raises_data_version', sql=pgtrigger.compiler.UpsertTriggerSql(func="IF TG_OP = 'UPDATE' AND OLD IS NOT DISTINCT FROM NEW THEN RETURN NULL; END IF; IF true THEN PERFORM reconvene_public_change(); END IF; RETURN NULL;", hash='ad9ed85d525a8ce507fe9d1f769c31937ef1b03c', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_raises_data_version_19d04', table='meetings_succession', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='succession',
                trigger=pgtrigger.compiler.Trigger(name='marks_assessment_due', sql=pgtrigger.compiler.UpsertTriggerSql(func="IF TG_OP = 'UPDATE' AND OLD IS NOT DISTINCT FROM NEW THEN RETURN NULL; END IF; PERFORM reconvene_mark_assessment_due(ARRAY[NEW.successor_id, OLD.successor_id]); RETURN NULL;", hash='f0f1facce16537b1271a1b058c734d5d863c363d', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_marks_assessment_due_551ab', table='meetings_succession', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='succession',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "meetings_successionevent" ("created_at", "happened", "id", "kind", "note", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "predecessor_id", "record_version", "source_id", "successor_id", "updated_at") VALUES (NEW."created_at", NEW."happened", NEW."id", NEW."kind", NEW."note", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."predecessor_id", NEW."record_version", NEW."source_id", NEW."successor_id", NEW."updated_at"); RETURN NULL;', hash='0b9e5fda8aeee820200d543d258584c6e8fa33f5', operation='INSERT', pgid='pgtrigger_insert_insert_97b16', table='meetings_succession', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='succession',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "meetings_successionevent" ("created_at", "happened", "id", "kind", "note", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "predecessor_id", "record_version", "source_id", "successor_id", "updated_at") VALUES (NEW."created_at", NEW."happened", NEW."id", NEW."kind", NEW."note", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."predecessor_id", NEW."record_version", NEW."source_id", NEW."successor_id", NEW."updated_at"); RETURN NULL;', hash='3798c89ed4e73a38fe7aaf2e79c23f1dd13554a4', operation='UPDATE', pgid='pgtrigger_update_update_d8f50', table='meetings_succession', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='succession',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "meetings_successionevent" ("created_at", "happened", "id", "kind", "note", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "predecessor_id", "record_version", "source_id", "successor_id", "updated_at") VALUES (OLD."created_at", OLD."happened", OLD."id", OLD."kind", OLD."note", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."predecessor_id", OLD."record_version", OLD."source_id", OLD."successor_id", OLD."updated_at"); RETURN NULL;', hash='fbc4b5d97e556c23c3cf4512f6a10e2ffab7ff3d', operation='DELETE', pgid='pgtrigger_delete_delete_6c6f8', table='meetings_succession', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='successionevent',
                trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='bb3542b135af8f3c105e8d12efc9c54908c461f3', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_089ce', table='meetings_successionevent', when='BEFORE')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='agendaitemevent',
                trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='1b8de708c8bd890b145ba1a7c1536a2aac70cd27', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_6ea58', table='meetings_agendaitemevent', when='BEFORE')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='agendaitem',
                trigger=pgtrigger.compiler.Trigger(name='stamp', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='NEW.updated_at = now(); NEW.record_version = OLD.record_version + 1; RETURN NEW;', hash='d32254eddefd0e85999248960aa4ee7b7bb85a36', operation='UPDATE', pgid='pgtrigger_stamp_f8b97', table='meetings_agendaitem', when='BEFORE')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='agendaitem',
                trigger=pgtrigger.compiler.Trigger(name='raises_data_version', sql=pgtrigger.compiler.UpsertTriggerSql(func="IF TG_OP = 'UPDATE' AND OLD IS NOT DISTINCT FROM NEW THEN RETURN NULL; END IF; IF reconvene_session_published(COALESCE(NEW.session_id, OLD.session_id)) THEN PERFORM reconvene_public_change(); END IF; RETURN NULL;", hash='19e8d51aba815b0c1898339e140a6fc2804267c4', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_raises_data_version_103c4', table='meetings_agendaitem', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='agendaitem',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "meetings_agendaitemevent" ("according_to", "created_at", "id", "locator", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "record_version", "session_id", "source_id", "standing", "text", "topic_id", "updated_at") VALUES (NEW."according_to", NEW."created_at", NEW."id", NEW."locator", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."position", NEW."record_version", NEW."session_id", NEW."source_id", NEW."standing", NEW."text", NEW."topic_id", NEW."updated_at"); RETURN NULL;', hash='3192a0c64098d684a1964410ac0ba48560ab26ee', operation='INSERT', pgid='pgtrigger_insert_insert_f98e2', table='meetings_agendaitem', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='agendaitem',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "meetings_agendaitemevent" ("according_to", "created_at", "id", "locator", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "record_version", "session_id", "source_id", "standing", "text", "topic_id", "updated_at") VALUES (NEW."according_to", NEW."created_at", NEW."id", NEW."locator", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."position", NEW."record_version", NEW."session_id", NEW."source_id", NEW."standing", NEW."text", NEW."topic_id", NEW."updated_at"); RETURN NULL;', hash='d121e4fa349461e95f52cbfc74648f1403d429d3', operation='UPDATE', pgid='pgtrigger_update_update_ca6ee', table='meetings_agendaitem', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='agendaitem',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "meetings_agendaitemevent" ("according_to", "created_at", "id", "locator", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "record_version", "session_id", "source_id", "standing", "text", "topic_id", "updated_at") VALUES (OLD."according_to", OLD."created_at", OLD."id", OLD."locator", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."position", OLD."record_version", OLD."session_id", OLD."source_id", OLD."standing", OLD."text", OLD."topic_id", OLD."updated_at"); RETURN NULL;', hash='803fcafc243fb5c8c8c268233bce484f594c22d8', operation='DELETE', pgid='pgtrigger_delete_delete_2c12a', table='meetings_agendaitem', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='topicevent',
                trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='77eed215202b2651a9b2450a485a4db4275bb4ae', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_adb23', table='meetings_topicevent', when='BEFORE')),
            )],
        ),
    ]
