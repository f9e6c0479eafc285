"""One act of saying something about or at a session, and each form in which a source prints it."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, Self

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Case, Exists, F, OuterRef, Prefetch, Q, Subquery, Value, When
from django.utils import timezone

from delegations.models import Party, Person
from meetings.dates import IntervalDateField, interval_bounds_constraint
from meetings.history import Stamped, tracked
from meetings.languages import in_language
from meetings.models import Session, Source, Topic
from meetings.models.source import language_code
from meetings.publication import OfPublicSessionQuerySet, is_hidden_session
from meetings.query import TimelineQuery
from meetings.triggers import (
    counts_rows,
    keeps_searched,
    of_published_session,
    raises_data_version,
    retires_id,
    stamp,
)
from statements.search.having import statements_having
from statements.vocabulary import (
    FIDELITY_ORDER,
    Attribution,
    Fidelity,
    SpeakerKind,
    Timing,
    TranslationOrigin,
)

_SESSION_OF_STATEMENT = (
    "(SELECT session_id FROM statements_statement WHERE id = COALESCE(NEW.statement_id, OLD.statement_id))"
)

# What a second person compares with the source: a change of any of it undoes the check.
CHECKED_COLUMNS = ("text", "clause", "speaker_as_printed", "fidelity", "source_id")


def _any_differs(columns: Iterable[str]) -> str:
    return "(" + " OR ".join(f"OLD.{name} IS DISTINCT FROM NEW.{name}" for name in columns) + ")"


class StatementQuerySet(OfPublicSessionQuerySet):
    def public(self, at: datetime | None = None) -> Self:
        """Statements that anyone may see at ``at`` (now): of a public session, their own embargo passed."""
        at = at or timezone.now()
        return super().public(at).filter(Q(embargo_until__isnull=True) | Q(embargo_until__lte=at))

    def hidden(self, at: datetime | None = None) -> Self:
        """All others."""
        at = at or timezone.now()
        return self.filter(Q(is_hidden_session(at, self.session_path)) | Q(embargo_until__gt=at))

    def for_page(self) -> Self:
        """With speaker, parties, topics and all wordings, the leading one first. Four queries."""
        wordings = Wording.objects.select_related("source", "translated_from").most_original_first()
        return self.select_related("speaker").prefetch_related(
            Prefetch("parties", Party.objects.order_by("sort_key", "pk")),
            Prefetch("topics", Topic.objects.order_by("sort_key", "pk")),
            Prefetch("wordings", wordings),
        )

    def newest_first(self) -> Self:
        """By the day of the session, latest first, with the session and its councils."""
        return (
            self.select_related("session")
            .prefetch_related("session__councils")
            .order_by("-session__start__startswith", "-session__id", "position", "id")
        )

    def matching(self, query: TimelineQuery) -> Self:
        """Statements of these councils, parties and people that have the words in a wording or in names."""
        found = self
        for chosen, path in (
            (query.council, "session__councils__slug"),
            (query.party, "parties__code"),
            (query.person, "speaker__slug"),
        ):
            if chosen:
                having = Statement.objects.filter(pk=OuterRef("pk"), **{f"{path}__in": chosen})
                found = found.filter(Exists(having))
        if query.q:
            found = found.filter(statements_having(query.meaning))
        return found

    def with_leading_wording(self) -> Self:
        """Annotate ``leading_id``: the most original wording on record, NULL if there is none."""
        return self.annotate(
            leading_id=Subquery(
                Wording.objects.filter(statement=OuterRef("pk")).most_original_first().values("pk")[:1]
            )
        )


class WordingQuerySet(models.QuerySet[Any]):
    def public(self, at: datetime | None = None) -> Self:
        return self.filter(statement__in=Statement.objects.public(at))

    def hidden(self, at: datetime | None = None) -> Self:
        """All others."""
        return self.filter(statement__in=Statement.objects.hidden(at))

    def most_original_first(self) -> Self:
        """Untranslated before translated, then by fidelity, then in order of entry."""
        ranks = [When(fidelity=value, then=Value(rank)) for value, rank in FIDELITY_ORDER.items()]
        return self.annotate(
            translated=Case(When(translated_from__isnull=True, then=Value(0)), default=Value(1)),
            fidelity_rank=Case(*ranks, default=Value(len(ranks))),
        ).order_by("translated", "fidelity_rank", "position", "id")


@tracked()
class Statement(Stamped):
    """One act of saying something. A quote read in two languages is one statement with two wordings."""

    session = models.ForeignKey(
        Session,
        on_delete=models.PROTECT,
        related_name="statements",
        help_text="The session at or about which it was said.",
    )
    speaker = models.ForeignKey(
        Person,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="statements",
        help_text="The person; empty for parties, documents and unnamed officials.",
    )
    speaker_kind = models.CharField(
        max_length=16,
        choices=SpeakerKind,
        default=SpeakerKind.PRINCIPAL,
        help_text="Who spoke. An unnamed official is never linked to a person.",
    )
    speaker_role = models.CharField(
        max_length=200,
        blank=True,
        help_text="The speaker's office at the time: Deputy Foreign Minister of Russia.",
    )
    parties: "models.ManyToManyField[Party, Any]" = models.ManyToManyField(
        Party,
        blank=True,
        related_name="statements",
        help_text="For whom it was said; several for a joint text.",
    )
    topics: "models.ManyToManyField[Topic, StatementTopic]" = models.ManyToManyField(
        Topic, through="StatementTopic", related_name="statements"
    )
    timing = models.CharField(
        max_length=14, choices=Timing, blank=True, help_text="When it was said; empty if no source says."
    )
    said_on = IntervalDateField(
        null=True, blank=True, help_text="Only if it differs from the day of the session."
    )
    spoken_language = models.CharField(
        max_length=12,
        blank=True,
        validators=[language_code],
        help_text="The language spoken; empty if no source says.",
    )
    embargo_until = models.DateTimeField(
        null=True, blank=True, help_text="Not public before this moment (UTC), even if the session is."
    )
    note = models.TextField("note for editors", blank=True, help_text="Never public.")
    position = models.PositiveSmallIntegerField(default=0, help_text="Order on the page.")

    objects = StatementQuerySet.as_manager()

    class Meta:
        ordering = ["session", "position", "id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(speaker_kind="unnamed_official") | Q(speaker__isnull=True),
                name="statement_unnamed_has_no_person",
                violation_error_message="An unnamed official is not linked to a person: remove the person or choose another kind of speaker.",
            ),
            interval_bounds_constraint("said_on", "statement_said_on_bounds"),
        ]
        indexes = [
            # What did this person say, over time? (person page)
            models.Index(F("speaker"), F("session"), name="statement_by_speaker"),
            # What has changed since that moment, in order? (/api/v1/statements?updated_since=)
            models.Index(fields=["updated_at", "id"], name="statement_by_change"),
            # Which came to be public since that moment without a change of their own? (the same)
            models.Index(
                fields=["embargo_until"], name="statement_embargo", condition=Q(embargo_until__isnull=False)
            ),
        ]
        triggers = [
            stamp(),
            retires_id("Q"),
            raises_data_version(of_published_session()),
            keeps_searched("reconvene_keep_wordings_of(NEW.id)", pgtrigger.Update),
            *counts_rows(),
        ]

    def __str__(self) -> str:
        return f"Q{self.pk} {self.speaker or self.get_speaker_kind_display()}"

    @property
    def public_id(self) -> str:
        return f"Q{self.pk}"

    def get_absolute_url(self) -> str:
        return in_language(f"/sessions/S{self.session_id}/#Q{self.pk}")


@tracked()
class StatementParty(Statement.parties.through):  # type: ignore[name-defined]  # the table that Django makes
    """A party for which a statement was made; a proxy, so that this table too has history and a data version."""

    class Meta:
        proxy = True
        triggers = [raises_data_version(of_published_session(_SESSION_OF_STATEMENT))]

    def __str__(self) -> str:
        return str(self.party)


@tracked()
class StatementTopic(models.Model):
    """A topic that a statement is about."""

    statement = models.ForeignKey(Statement, on_delete=models.CASCADE, related_name="topic_links")
    topic = models.ForeignKey(Topic, on_delete=models.PROTECT, related_name="statement_links")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["statement", "topic"],
                name="statement_topic_once",
                violation_error_message="This topic is already named.",
            )
        ]
        triggers = [raises_data_version(of_published_session(_SESSION_OF_STATEMENT))]

    def __str__(self) -> str:
        return str(self.topic)


@tracked()
class Wording(Stamped):
    """One form of a statement as one source prints it, in the language it was read in."""

    statement = models.ForeignKey(Statement, on_delete=models.CASCADE, related_name="wordings")
    text = models.TextField(help_text="Exactly as printed, without the outer quotation marks.")
    fidelity = models.CharField(
        max_length=20, choices=Fidelity, help_text="Full quote, fragment or reported speech."
    )
    language = models.CharField(
        max_length=12, validators=[language_code], help_text="Language of this text: de, en, fr, ru, es."
    )
    clause = models.TextField(
        blank=True, help_text="For a fragment: the clause in which it stands, as printed."
    )
    speaker_as_printed = models.CharField(
        max_length=200, blank=True, help_text="The speaker as the source names them: der Norweger; er."
    )
    attribution = models.CharField(
        max_length=12,
        choices=Attribution,
        default=Attribution.PRINTED,
        help_text="Is the speaker printed with this sentence?",
    )
    is_excerpt = models.BooleanField(
        "cut from a longer text", default=False, help_text="Tick if words around it are left out."
    )
    translated_from = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.RESTRICT,
        related_name="translations",
        help_text="The wording of which this is a translation.",
    )
    translation_origin = models.CharField(
        max_length=8,
        choices=TranslationOrigin,
        blank=True,
        help_text="Who translated; empty for an original.",
    )
    source = models.ForeignKey(
        Source, on_delete=models.PROTECT, related_name="wordings", help_text="The document that prints it."
    )
    locator = models.CharField(max_length=200, blank=True, help_text="Where in the document: paragraph 3.")
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="+",
    )
    checked_at = models.DateTimeField(
        null=True,
        blank=True,
        editable=False,
        help_text="When a second person compared it with the source (UTC).",
    )
    position = models.PositiveSmallIntegerField(default=0, help_text="Order on the page.")

    objects = WordingQuerySet.as_manager()

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(text=""),
                name="wording_has_text",
                violation_error_message="A wording needs its text.",
            ),
            models.CheckConstraint(
                condition=Q(translated_from__isnull=True) | ~Q(translated_from=F("id")),
                name="wording_not_translated_from_itself",
                violation_error_message="A wording cannot be a translation of itself.",
            ),
        ]
        indexes = [
            # What rests on this source? (source page, retraction)
            models.Index(fields=["source", "statement"], name="wording_by_source"),
        ]
        triggers = [
            stamp(),
            raises_data_version(of_published_session(_SESSION_OF_STATEMENT)),
            keeps_searched("reconvene_keep_wording(OLD.id, NEW.id, NEW.statement_id)"),
            *counts_rows(),
            pgtrigger.Trigger(
                name="undoes_check",
                when=pgtrigger.Before,
                operation=pgtrigger.UpdateOf(*CHECKED_COLUMNS),
                # What changes the check itself in the same breath knows what it does.
                condition=pgtrigger.Condition(
                    "OLD.checked_at IS NOT DISTINCT FROM NEW.checked_at AND " + _any_differs(CHECKED_COLUMNS)
                ),
                func="NEW.checked_at = NULL; NEW.checked_by_id = NULL; RETURN NEW;",
            ),
        ]

    def __str__(self) -> str:
        return self.text[:80]
