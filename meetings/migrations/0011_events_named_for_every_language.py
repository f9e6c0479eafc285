"""Verdicts keep the events that explain them as facts, no longer as English words: they are made anew."""

from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('meetings', '0010_timeline_entries'),
    ]

    operations = [
        migrations.RunSQL(
            'SELECT reconvene_mark_assessment_due(ARRAY(SELECT DISTINCT council_id FROM meetings_contexteventcouncil))',
            migrations.RunSQL.noop,
        ),
    ]
