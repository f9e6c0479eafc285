"""Tells the database more of how often words stand in texts, or it takes a word that nobody said for one that many did,
and looks through all texts from the newest on."""

from django.db import migrations

SET = """
ALTER TABLE meetings_searchedtext ALTER words SET STATISTICS {0}, ALTER exact SET STATISTICS {0};
ANALYZE meetings_searchedtext (words, exact);
"""


class Migration(migrations.Migration):

    dependencies = [
        ('meetings', '0019_councils_can_be_merged'),
    ]

    operations = [
        migrations.RunSQL(SET.format(1000), SET.format(-1)),
    ]
