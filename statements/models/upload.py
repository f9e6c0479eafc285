"""Files uploaded for an import: their rows, the plan of what happens to each, and how far the import has come."""

from __future__ import annotations

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from meetings.history import tracked
from meetings.imports.plan import Action
from statements.vocabulary import Reach, UploadState

ACTIONS = [(action.value, action.value) for action in Action]


@tracked()
class Upload(models.Model):
    """One import from files that somebody uploaded. Its plan is made at once; what is confirmed is that plan."""

    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        help_text="Who uploaded the files; empty: a former account.",
    )
    uploaded_at = models.DateTimeField(db_default=Now(), editable=False, help_text="When (UTC).")
    reach = models.CharField(
        "what it may write",
        max_length=10,
        choices=Reach,
        default=Reach.DRAFTS,
        help_text="Drafts only can be confirmed by any editor; the others by a reviewer, with a reason.",
    )
    state = models.CharField(
        max_length=10, choices=UploadState, default=UploadState.PLANNED, help_text="Where it stands."
    )
    counts = models.JSONField(
        default=list,
        help_text="Of each table that the plan names: its name, then rows by what happens to them.",
    )
    ignored = models.JSONField(default=dict, help_text="Files and sheets that are not read, and why.")
    plan_number = models.PositiveIntegerField(
        default=0, help_text="How often it was planned; who confirms names the plan that they saw."
    )
    planned_at = models.DateTimeField(null=True, help_text="When the plan that stands was made (UTC).")
    skips_refused = models.BooleanField(default=False, help_text="Whether refused rows are left out.")
    reason = models.TextField(blank=True, help_text="Why what is public changes; readers see it.")
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        help_text="Who confirmed the plan; empty: nobody yet.",
    )
    confirmed_at = models.DateTimeField(null=True, help_text="When (UTC).")
    run = models.PositiveIntegerField(
        default=0, help_text="How often a worker was asked to write it; it is written once at most."
    )
    failure = models.TextField(
        blank=True, help_text="Why the last attempt wrote nothing; empty if there was none."
    )
    finished_at = models.DateTimeField(null=True, help_text="When it was written (UTC).")
    cleared_at = models.DateTimeField(null=True, help_text="When its rows were deleted, as old (UTC).")

    class Meta:
        verbose_name = "import"
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state=UploadState.PLANNED)
                | Q(reach=Reach.DRAFTS)
                | Q(reach__in=[Reach.CHANGES, Reach.PUBLISH]) & ~Q(reason=""),
                name="upload_public_with_reason",
                violation_error_message="What is public changes only with a reason.",
            ),
            models.CheckConstraint(
                condition=Q(state=UploadState.DONE, finished_at__isnull=False)
                | ~Q(state=UploadState.DONE) & Q(finished_at__isnull=True),
                name="upload_done_has_its_time",
                violation_error_message="An import that is done has the time when it was written.",
            ),
        ]
        indexes = [
            # Which imports wait for a worker? (the sweep)
            models.Index(fields=["id"], name="upload_waiting", condition=Q(state=UploadState.CONFIRMED)),
        ]

    def __str__(self) -> str:
        return f"Import {self.pk}"

    @property
    def whose(self) -> str:
        """Who uploaded the files."""
        return str(self.uploaded_by) if self.uploaded_by else "the command import_history or a former account"

    def total(self, action: Action) -> int:
        """Of all tables."""
        return sum(int(numbers.get(action.value, 0)) for _, numbers in self.counts)

    @property
    def n_refused(self) -> int:
        return self.total(Action.REFUSE)

    @property
    def n_to_write(self) -> int:
        return self.total(Action.CREATE) + self.total(Action.UPDATE)


class UploadFile(models.Model):
    """One CSV file, or one sheet of a workbook, that has a layout of ours."""

    upload = models.ForeignKey(Upload, on_delete=models.CASCADE, related_name="files")
    position = models.PositiveSmallIntegerField(help_text="Order in which the files were chosen.")
    name = models.CharField(max_length=300, help_text="Of the file; of a sheet behind that of its workbook.")
    table = models.CharField(max_length=40, help_text="What its rows are.")
    is_export = models.BooleanField(default=False, help_text="In the layout of our own exports.")
    header = ArrayField(models.TextField(), help_text="Names of the columns.")
    n_rows = models.PositiveIntegerField(help_text="Rows after the header that are not blank.")
    warning = models.TextField(blank=True, help_text="What of it is not read.")

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(
                fields=["upload", "name"],
                name="upload_file_once",
                violation_error_message="Each file of an import has a name of its own.",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class UploadRow(models.Model):
    """One row as it was read, and what the plan does with it."""

    file = models.ForeignKey(UploadFile, on_delete=models.CASCADE, related_name="rows")
    number = models.PositiveIntegerField(help_text="As the sheet counts: the header is 1.")
    cells = ArrayField(models.TextField(blank=True), help_text="As texts, in the order of the header.")
    problem_column = models.CharField(max_length=300, blank=True, help_text="Column of the problem.")
    problem = models.TextField(
        blank=True, help_text="Why a cell is no text, a formula for example; empty if all are."
    )
    action = models.CharField(
        max_length=10, choices=ACTIONS, blank=True, help_text="What happens to it; empty: not planned yet."
    )
    column = models.CharField(max_length=300, blank=True, help_text="Column that is refused.")
    reason = models.TextField(blank=True, help_text="Why it is refused, or what changes.")
    warning = models.TextField(blank=True, help_text="What to look at.")
    is_public = models.BooleanField(default=False, help_text="What it changes is public already.")
    is_new = models.BooleanField(
        default=False, help_text="The plan made last does something else with it than the one before."
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["file", "number"],
                name="upload_row_once",
                violation_error_message="A file has each of its rows once.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.file}, row {self.number}"


class UploadProgress(models.Model):
    """How far a worker has come. Written beside the transaction of the import, so that it is seen before its end."""

    upload = models.OneToOneField(Upload, on_delete=models.CASCADE, primary_key=True, related_name="progress")
    run = models.PositiveIntegerField(default=0, help_text="Which request a worker last took up; 0: none.")
    started_at = models.DateTimeField(null=True, help_text="When it took it up (UTC).")
    step = models.CharField(max_length=400, blank=True, help_text="What it is doing.")
    done = models.PositiveIntegerField(default=0, help_text="Rows done of this step.")
    total = models.PositiveIntegerField(default=0, help_text="Rows of this step.")

    def __str__(self) -> str:
        return f"{self.step}: {self.done} of {self.total}"
