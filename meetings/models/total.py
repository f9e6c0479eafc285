"""How many rows whole tables have, kept instead of counted."""

from django.db import models


class RowTotal(models.Model):
    """A term of the number of rows of a table, public or not. The number is the sum of the terms.

    Each statement that adds or removes rows adds a term, in its transaction, and waits for nobody; of many terms
    `meetings.totals.sum_up` makes one. Nothing else writes here.
    """

    table = models.CharField(max_length=63, help_text="The table's name in the database.")
    rows = models.BigIntegerField(help_text="Rows more, or fewer if negative.")

    def __str__(self) -> str:
        return f"{self.rows:+} in {self.table}"
