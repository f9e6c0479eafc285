"""What search reads: every spelling of a name with its keys, every text with its words. Kept by triggers, never by hand."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models

from meetings.models.session import Session


class Spelling(models.Model):
    """One spelling of the name of a council, person, party, place or topic.

    Whatever the table it stands in: a spelling in any of them is found in one look, by exact words, by folded keys or,
    misspelt, by what looks alike.
    """

    kind = models.CharField(max_length=8, help_text="council, person, party, place or topic")
    owner_id = models.BigIntegerField(help_text="Its row.")
    origin = models.CharField(max_length=60, help_text="Table and column in which the spelling stands.")
    row_id = models.BigIntegerField(help_text="The row there.")
    text = models.CharField(max_length=300, help_text="As it stands there.")
    language = models.CharField(max_length=12, help_text="Its language; en for a name of ours.")
    keys: "ArrayField[list[str], list[str]]" = ArrayField(
        models.TextField(), help_text="Keys of its words, the same for spellings in other scripts."
    )
    folded = models.TextField(help_text="Without accents and case.")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["origin", "row_id"], name="spelling_once")]
        indexes = [
            # Whose name is this, in any script?
            GinIndex(fields=["keys"], name="spelling_by_key"),
            # Whose name looks like this?
            GinIndex(fields=["folded"], opclasses=["gin_trgm_ops"], name="spelling_by_look"),
        ]

    def __str__(self) -> str:
        return self.text


class SearchedText(models.Model):
    """The words of one text: a session's own words, an item of its agenda, a wording of a statement.

    With what decides whether it is public and how new it is, so that a search reads one table. ``words`` are stems
    without accents, in the language of the text; ``exact`` are the words as they stand, in small letters.
    """

    part = models.CharField(max_length=8, help_text="session, agenda or wording")
    row_id = models.BigIntegerField(help_text="The row in which the text stands.")
    session = models.ForeignKey(
        Session, on_delete=models.DO_NOTHING, db_constraint=False, related_name="searched_texts"
    )
    statement_id = models.BigIntegerField(null=True, help_text="NULL: not of a statement.")
    speaker_id = models.BigIntegerField(null=True, help_text="Who said it. NULL: nobody known, or not said.")
    embargo_until = models.DateTimeField(null=True, help_text="The statement's own embargo.")
    language = models.CharField(max_length=5, help_text="Of the stems: de, en, es, fr, ru or plain.")
    day = models.DateField(help_text="First possible day of the session.")
    words = SearchVectorField()
    exact = SearchVectorField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["part", "row_id"], name="searched_text_once")]
        indexes = [
            GinIndex(fields=["words"], name="searched_by_words"),
            GinIndex(fields=["exact"], name="searched_by_exact_words"),
            # What was said last with a word that is everywhere?
            models.Index(fields=["-day", "-session", "-id"], name="searched_newest_first"),
            models.Index(fields=["statement_id"], name="searched_of_statement"),
            # Who said these words?
            models.Index(
                fields=["speaker_id"],
                condition=models.Q(speaker_id__isnull=False),
                name="searched_of_speaker",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.part} {self.row_id}"
