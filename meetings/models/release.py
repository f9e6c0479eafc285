"""Releases of the data: dated bundles that never change."""

import pgtrigger
from django.db import models

from meetings.languages import in_language


class Release(models.Model):
    """One bundle as it was made. The row says what it holds; the file itself lies in the directory of releases.

    It is no change of the record: the data version stays, so that the same data can be released again.
    """

    version = models.CharField(
        max_length=20,
        unique=True,
        help_text="Its day; with a number behind it for a further one of that day: 2026-11-26, 2026-11-26.2.",
    )
    day = models.DateField(
        help_text="The day that it carries and up to which it counts running silences (UTC)."
    )
    data_version = models.PositiveBigIntegerField(help_text="Version of the data in its one snapshot.")
    code_version = models.CharField(max_length=20, help_text="Version of the program that made it.")
    previous = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="next_releases",
        help_text="The release with which its change list compares it; empty for the first.",
    )
    data_sha256 = models.CharField(
        "checksum of the data",
        max_length=64,
        help_text="SHA-256 over the tables and what explains them: the same data has the same.",
    )
    content_sha256 = models.CharField(
        "checksum of the content",
        max_length=64,
        help_text="SHA-256 of its file SHA256SUMS, which has the checksum of every other file.",
    )
    archive_sha256 = models.CharField("checksum of the zip", max_length=64, help_text="SHA-256 of the zip.")
    archive_bytes = models.PositiveBigIntegerField(help_text="Size of the zip.")
    counts = models.JSONField(
        help_text='Its tables in their order, each with its number of rows: [["sessions", 380], …].'
    )
    changes = models.JSONField(
        default=dict,
        blank=True,
        help_text="Rows added, changed, recomputed and removed since the release before, by table; empty for the first.",
    )
    made_at = models.DateTimeField(
        db_default=models.functions.Now(), editable=False, help_text="When it was recorded (UTC)."
    )

    class Meta:
        ordering = ["-day", "-pk"]
        triggers = [
            pgtrigger.Protect(name="never_changes", operation=pgtrigger.Update | pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"release {self.version}"

    def get_absolute_url(self) -> str:
        return in_language(self.path)

    @property
    def archive_name(self) -> str:
        return f"{archive_root(self.version)}.zip"

    @property
    def rows(self) -> int:
        """Of all its tables."""
        return sum(number for _, number in self.counts)

    @property
    def path(self) -> str:
        """Its address, without language."""
        return f"/releases/{self.version}/"


def archive_root(version: str) -> str:
    """What a bundle is called: its zip, and the directory in it."""
    return f"reconvene-{version}"
