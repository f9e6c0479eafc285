"""The boxes of an import: which files, how far it may go, and the confirmation."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from statements.models import Upload
from statements.uploads.confirming import REASON_NEEDED
from statements.uploads.reading import too_large
from statements.vocabulary import Reach

_REACHES = (
    (Reach.DRAFTS, "Drafts only. Rows that would change what is public are refused."),
    (Reach.CHANGES, "Drafts, and changes of what is public. A reviewer confirms it, with a reason."),
    (Reach.PUBLISH, "Publish what is new and what the rows name. A reviewer confirms it, with a reason."),
)


class FilesInput(forms.ClearableFileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """One or several files."""

    widget = FilesInput

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        files = data if isinstance(data, (list, tuple)) else [data]
        return [super(FilesField, self).clean(file, initial) for file in files or [None]]


class UploadForm(forms.Form):
    """`left_out`: names of files that were too large to be taken at all."""

    left_out: Sequence[str] = ()
    files = FilesField(  # type: ignore[assignment]  # the form keeps its own `files` on the instance
        label="Files",
        allow_empty_file=True,  # refused with its name, like whatever else cannot be read
        widget=FilesInput(attrs={"accept": ".csv,.xlsx,.xlsm,.txt,.tsv"}),
        help_text="CSV in UTF-8 or XLSX, one or several. Files that belong together go up together.",
    )
    reach = forms.ChoiceField(
        label="What it may write",
        choices=_REACHES,
        initial=Reach.DRAFTS,
        widget=forms.RadioSelect,
    )

    def clean(self) -> dict[str, Any] | None:
        if self.left_out:
            self.errors.pop("files", None)
            for name in self.left_out:
                self.add_error("files", f"{name}: {too_large()}")
        return super().clean()


class ConfirmForm(forms.Form):
    """Names the plan that the page shows, so that no other one is confirmed."""

    plan_number = forms.IntegerField(widget=forms.HiddenInput)
    skips_refused = forms.BooleanField(label="Leave refused rows out", required=False)
    reason = forms.CharField(
        label="Reason",
        required=False,
        max_length=500,
        widget=forms.TextInput(attrs={"size": 80}),
        help_text="Readers see it under “Changes to this page” of each record.",
    )

    def __init__(self, data: Any = None, *, upload: Upload) -> None:
        super().__init__(data, initial={"plan_number": upload.plan_number, "reason": upload.reason})
        self.upload = upload
        if not upload.n_refused:
            del self.fields["skips_refused"]
        else:
            refused = upload.n_refused
            self.fields[
                "skips_refused"
            ].label = f"Leave {'the refused row' if refused == 1 else f'the {refused:,} refused rows'} out"
        if upload.reach == Reach.DRAFTS:
            del self.fields["reason"]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = {"skips_refused": False, "reason": "", **(super().clean() or {})}
        if "reason" in self.fields and not cleaned["reason"] and "reason" not in self.errors:
            self.add_error("reason", REASON_NEEDED)
        return cleaned
