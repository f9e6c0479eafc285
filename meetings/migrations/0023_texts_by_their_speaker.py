from django.db import migrations, models


class Migration(migrations.Migration):
    """Filled by `statements.0008`, which knows who said what."""

    dependencies = [
        ('meetings', '0022_withheld_words_on_pages'),
    ]

    operations = [
        migrations.AddField(
            model_name='searchedtext',
            name='speaker_id',
            field=models.BigIntegerField(help_text='Who said it. NULL: nobody known, or not said.', null=True),
        ),
        migrations.AddIndex(
            model_name='searchedtext',
            index=models.Index(condition=models.Q(('speaker_id__isnull', False)), fields=['speaker_id'], name='searched_of_speaker'),
        ),
    ]
