"""Statements with their wordings, and gap claims, as rows of the session form."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.contrib import admin
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import capfirst

from meetings.admin.choices import KnownMultipleChoiceField, KnownRecords, KnownSelectMultiple, label_queryset
from meetings.admin.forms import DeskForm, SourcedRowForm
from meetings.admin.inlines import DeskInline
from meetings.admin.records import RecordAdmin
from meetings.models import Topic
from statements.claim_check import Finding
from statements.claim_measures import CLAIM_A_LENGTH
from statements.models import GapClaim, Statement, Wording


class StatementForm(DeskForm):
    """A statement with its topics, which a table of their own holds."""

    about = KnownMultipleChoiceField(
        label="topics",
        required=False,
        queryset=Topic.objects.none(),
        help_text="What it is about, if anything shared.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields.get("about")
        if isinstance(field, KnownMultipleChoiceField) and self.instance.pk:
            topics = [link.topic for link in self.instance.topic_links.all()]
            self.initial["about"] = topics
            for topic in topics:
                field.known.add(topic)

    def _save_m2m(self) -> None:
        super()._save_m2m()  # type: ignore[misc]  # Django's own hook, missing in its stubs
        if "about" in self.changed_data:
            self.instance.topics.set(self.cleaned_data["about"])


class WordingInline(DeskInline):
    model = Wording
    folds = False
    verbose_name_plural = "wordings"
    guidance = "Each form in which a source prints it. A quote read in two languages is one statement with two wordings."
    form = SourcedRowForm
    fields = (
        ("text", "clause"),
        ("fidelity", "language", "speaker_as_printed", "attribution"),
        ("source", "locator", "is_excerpt"),
    )
    rare = (("translated_from", "translation_origin", "position"),)
    key = "W"
    autocomplete_fields = ("source", "translated_from")


class StatementInline(DeskInline):
    model = Statement
    form = StatementForm
    verbose_name_plural = "statements: what was said"
    guidance = "One row for each thing said, with its wordings beneath. Background and another occasion have a timing of their own."
    fields = (("speaker", "parties", "timing", "speaker_kind"),)
    rare = (
        ("speaker_role", "about", "spoken_language"),
        ("said_on", "position"),
        ("embargo_until", "note"),
    )
    key = "S"
    begins_with = "wordings"
    autocomplete_fields = ("speaker", "parties")
    inlines = (WordingInline,)

    def label(self, row: Statement) -> str:
        """Who said it, and the beginning of its first wording."""
        who = (
            row.speaker
            or ", ".join(str(party) for party in row.parties.all())
            or row.get_speaker_kind_display()
        )
        text = next((wording.text for wording in row.wordings.all()), "")
        return f"{who}: {text[:120]}"

    def get_formset(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> Any:
        formset = super().get_formset(request, obj, **kwargs)
        field = formset.form.base_fields.get("about")
        if field is not None and not hasattr(field, "known"):
            relation = Statement._meta.get_field("topics")
            field.known = KnownRecords.of(request)
            field.known.field_names[Topic].add("about")
            field.queryset = label_queryset(self.admin_site, Topic)
            field.widget = KnownSelectMultiple(relation, self.admin_site)
            field.widget.choices = field.choices
        return formset


class GapClaimInline(DeskInline):
    model = GapClaim
    form = SourcedRowForm
    key = "G"
    verbose_name_plural = "gap claims: “first time in …”"
    guidance = "A sentence that says how long the council had not met. It is held against the record."
    fields = (
        ("phrase", "language"),
        ("claim_type", "value", "qualifier", "subject"),
        ("source", "locator", "times_printed"),
        "verdict_in_words",
    )
    readonly_fields = ("verdict_in_words",)
    autocomplete_fields = ("source",)

    def label(self, row: GapClaim) -> str:
        """The phrase, and what the record says of it."""
        finding: Finding | None = getattr(row, "checked", None)
        return f"{row.phrase}: {finding.verdict.label}" if finding else row.phrase

    @admin.display(description="held against the record")
    def verdict_in_words(self, claim: GapClaim) -> SafeString:
        """As the record is now, for drafts too; a contradiction with the way to the session that may be missing."""
        finding: Finding | None = getattr(claim, "checked", None)
        if finding is None:
            return format_html(
                '<span class="quiet">{}</span>', "Shown once the claim and its council are saved."
            )
        link = _missing_session_link(claim) if finding.may_be_missing else ""
        return format_html(
            '<div class="desk-finding desk-finding-{}"><strong>{}.</strong> {} {}</div>',
            finding.verdict,
            capfirst(finding.verdict.label),
            finding.reason,
            link,
        )


def _missing_session_link(claim: GapClaim) -> SafeString:
    """To the form of a new session of the same council; a claimed date is filled in."""
    council = next((link.council_id for link in claim.session.council_links.all()), None)
    known = {"council": council, "start": "" if claim.claim_type in CLAIM_A_LENGTH else claim.value}
    query = urlencode({name: value for name, value in known.items() if value})
    return format_html(
        '<a href="{}?{}" target="_blank">Add the missing session</a>',
        reverse("admin:meetings_session_add"),
        query,
    )


@admin.register(Wording)
class WordingAdmin(RecordAdmin):
    """Only for the autocomplete of “translated from”: wordings are entered on the session."""

    list_display = ("text", "language", "fidelity", "speaker_as_printed", "source")
    list_select_related = ("source",)
    list_filter = ("fidelity", "language")
    search_fields = ("text", "speaker_as_printed")
    ordering = ("-id",)
    raw_id_fields = ("statement",)
    autocomplete_fields = ("source", "translated_from")

    def has_module_permission(self, request: HttpRequest) -> bool:
        return False

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
