"""What rests on a source that its publisher corrected or withdrew: each fact is checked again by a person, once for
each such mark. Nothing is queued by storing it: the queue is what rests on the source less what has been checked since.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import transaction
from django.db.models import Case, Count, Exists, F, OuterRef, Q, QuerySet, Value, When
from django.urls import reverse

from meetings.models import Recheck, Source
from meetings.vocabulary import RecheckOutcome, SourceMark

_REASONS_SHOWN = 5


def _cited_for(row: Any) -> str:
    words = row.get_fact_display() or "as a whole"
    return f"{words}: “{row.excerpt}”" if row.excerpt else words


def _quoted(row: Any) -> str:
    return f"“{row}”"


@dataclass(frozen=True, slots=True)
class Kind:
    """A table whose rows rest on sources, reached by name, as some are of higher apps.

    ``owner``: the way from a row to the record whose form it stands on; empty if it has one of its own. ``anchor``: its
    rows on that form. ``reads``: what ``words`` reads besides. ``words``: the fact, without its owner.
    """

    table: str
    title: str
    owner: str = ""
    anchor: str = ""
    reads: tuple[str, ...] = ()
    words: Callable[[Any], str] = str

    @property
    def key(self) -> str:
        """As stored with a recheck."""
        return self.table.lower()

    def rows(self) -> QuerySet[Any]:
        return apps.get_model(self.table)._default_manager.all()

    def with_words(self, source: Source) -> QuerySet[Any]:
        """The rows that rest on the source with all that their words read; two queries more for those of sessions."""
        rows = self.rows().filter(source=source).order_by("pk")
        if self.owner.endswith("session"):
            rows = rows.prefetch_related(f"{self.owner}__council_links__council")
        return rows.select_related(*filter(None, (self.owner, *self.reads)))


KINDS = (
    Kind("meetings.SessionCitation", "Sessions", "session", "citations", words=_cited_for),
    Kind("meetings.AgendaItem", "Agenda items", "session", "agenda"),
    Kind(
        "delegations.DelegationCitation",
        "Delegations",
        "delegation__session",
        "delegations",
        ("delegation__party",),
        words=lambda row: f"{row.delegation.party}, {_cited_for(row)}",
    ),
    Kind("statements.Wording", "Wordings", "statement__session", "statements", words=_quoted),
    Kind("statements.GapClaim", "Gap claims", "session", "gap_claims", words=_quoted),
    Kind("meetings.Announcement", "Announcements", reads=("council",)),
    Kind("meetings.Council", "Councils"),
    Kind("meetings.CouncilName", "Names of councils", "council", "names"),
    Kind("meetings.Succession", "Successions", "successor", "predecessor_links", ("predecessor",)),
    Kind("meetings.Coverage", "Searches of records", "council", "coverage"),
    Kind("meetings.ContextEvent", "Context events"),
    Kind("delegations.Party", "Parties"),
    Kind("delegations.PartyName", "Names of parties", "party", "names"),
    Kind("delegations.Membership", "Memberships", reads=("party", "council")),
    Kind("delegations.PersonName", "Names of people", "person", "names"),
    Kind("delegations.Post", "Posts", reads=("person", "party")),
)


@dataclass(frozen=True, slots=True)
class Fact:
    """A row that rests on the source. ``recheck``: what a person found since the mark; None: still to be checked."""

    kind: Kind
    pk: int
    owner: str
    words: str
    address: str
    recheck: Recheck | None

    @property
    def key(self) -> str:
        """As posted: `statements.wording:12`."""
        return f"{self.kind.key}:{self.pk}"


def marked_sources() -> QuerySet[Any]:
    """Sources corrected or withdrawn, with that mark and its day (`mark_kind`, `mark_day`)."""
    retracted = Q(retracted_on__isnull=False)
    return Source.objects.filter(retracted | Q(corrected_on__isnull=False)).annotate(
        mark_kind=Case(
            When(retracted, then=Value(SourceMark.RETRACTED.value)), default=Value(SourceMark.CORRECTED.value)
        ),
        mark_day=Case(When(retracted, then=F("retracted_on")), default=F("corrected_on")),
    )


@dataclass(frozen=True, slots=True)
class Met:
    """A source that a record's rows rest on and that its publisher corrected or withdrew.

    ``left``: how many of these rows are still to be checked. ``found``: of the others, what a person found, and why.
    """

    source: Source
    left: int
    found: list[str]


def marked_sources_of(rows: Iterable[Any]) -> list[Met]:
    """The marked ones among the sources of loaded rows, in their order. One query if there are any, else none."""
    resting: dict[Source, list[tuple[str, int]]] = {}
    for row in rows:
        if row.source is not None and row.source.mark is not None:
            resting.setdefault(row.source, []).append((row._meta.label_lower, row.pk))
    if not resting:
        return []
    known = {
        (each.source_id, each.mark, each.marked_on, each.fact_table, each.fact_id): each
        for each in Recheck.objects.filter(source__in=resting).order_by("pk")
    }
    met = []
    for source, facts in resting.items():
        rechecks = [known.get((source.pk, *(source.mark or ()), *fact)) for fact in facts]
        said = [f"{each.get_outcome_display()}: {each.because}" for each in rechecks if each is not None]
        met.append(Met(source, rechecks.count(None), list(dict.fromkeys(said))))
    return met


def sources_to_recheck() -> QuerySet[Any]:
    """Those of them on which a fact rests that nobody has checked since; the latest mark first."""
    left = Q()
    for kind in KINDS:
        checked = Recheck.objects.filter(
            source=OuterRef("source"),
            fact_table=kind.key,
            fact_id=OuterRef("pk"),
            mark=OuterRef(OuterRef("mark_kind")),
            marked_on=OuterRef(OuterRef("mark_day")),
        )
        left |= Q(Exists(kind.rows().filter(~Exists(checked), source=OuterRef("pk"))))
    return marked_sources().filter(left).order_by("-mark_day", "-pk")


def facts_on(source: Source) -> list[Fact]:
    """All that rests on the source, by kind; of one without a mark too. A fixed number of queries."""
    rechecks = {(each.fact_table, each.fact_id): each for each in _since_mark(source)}
    return [
        Fact(
            kind,
            row.pk,
            _owner_in_words(row, kind),
            kind.words(row),
            _address(row, kind),
            rechecks.get((kind.key, row.pk)),
        )
        for kind in KINDS
        for row in kind.with_words(source)
    ]


def found_since_mark(source: Source) -> list[str]:
    """What people found of the facts that rest on it, each reason once with how often it was given; most often first."""
    said = (
        _since_mark(source)
        .values_list("outcome", "because")
        .annotate(n=Count("pk"))
        .order_by("-n", "because")
    )
    return [
        f"{n} × {RecheckOutcome(outcome).label}: {because}" for outcome, because, n in said[:_REASONS_SHOWN]
    ]


def _since_mark(source: Source) -> QuerySet[Recheck]:
    if source.mark is None:
        return Recheck.objects.none()
    mark, day = source.mark
    return source.rechecks.filter(mark=mark, marked_on=day).select_related("checked_by")


def _owner(row: Any, kind: Kind) -> Any:
    record = row
    for step in filter(None, kind.owner.split("__")):
        record = getattr(record, step)
    return record


def _owner_in_words(row: Any, kind: Kind) -> str:
    if not kind.owner:
        return ""
    record = _owner(row, kind)
    if not kind.owner.endswith("session"):
        return str(record)
    return ", ".join([*(link.council.short_name for link in record.council_links.all()), str(record)])


def _address(row: Any, kind: Kind) -> str:
    record = _owner(row, kind)
    page = reverse(f"admin:{record._meta.app_label}_{record._meta.model_name}_change", args=[record.pk])
    return f"{page}#{kind.anchor}-group" if kind.anchor else page


def recheck_facts(*, source: Source, facts: Iterable[str], outcome: str, because: str, by: Any) -> int:
    """Tick off the facts with these keys; how many were still to be checked. Unknown keys are passed over.

    In one transaction; a fact that somebody else ticks off at the same moment keeps the first word.
    """
    if source.mark is None:
        return 0
    mark, day = source.mark
    wanted = set(facts)
    with transaction.atomic():
        left = [fact for fact in facts_on(source) if fact.recheck is None and fact.key in wanted]
        made = [
            Recheck.objects.get_or_create(
                source=source,
                fact_table=fact.kind.key,
                fact_id=fact.pk,
                mark=mark,
                marked_on=day,
                defaults={"outcome": outcome, "because": because, "checked_by": by},
            )[1]
            for fact in left
        ]
    return sum(made)
