"""What 0.2.0 derives (fates of announcements, findings on claims, parameters) comes with the next assessment of a council."""

from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('meetings', '0007_sessions_by_their_last_day'),
    ]

    operations = [
        migrations.RunSQL(
            'SELECT reconvene_mark_assessment_due(ARRAY(SELECT id FROM meetings_council))',
            migrations.RunSQL.noop,
        ),
    ]
