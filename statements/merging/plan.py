"""What a merge would do: where the records differ, what moves, what becomes one, and what stands against it."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cached_property
from typing import Any

from django.db import models
from django.utils.text import Truncator

from meetings.dates import DateInterval, format_interval
from meetings.models import Council, Session, Source, Succession
from meetings.vocabulary import Publication
from statements.merging.kinds import Kind
from statements.merging.relations import NOT_CONTENT, Relation, matched, relations_of
from statements.models import Proposal, Statement

# Rows of a table that are shown side by side.
SHOWN = 20
KEPT, OTHER = "kept", "other"
# Decided by the workflow, never column by column.
_NOT_CHOSEN = {"publication", "embargo_until", *NOT_CONTENT}


@dataclass(frozen=True)
class Choice:
    """A column in which two rows differ. ``default``: which of the two stands unless somebody chooses."""

    name: str
    column: str
    label: str
    kept: str
    other: str
    default: str


@dataclass(frozen=True)
class Pair:
    """Two rows that become one, and where they differ."""

    kept: Any
    other: Any
    choices: tuple[Choice, ...]

    @property
    def title(self) -> str:
        return f"{self.kept._meta.verbose_name}: {self.kept}"


@dataclass(frozen=True)
class Side:
    """One table of rows beneath both records. ``theirs``: each row with what becomes of it."""

    title: str
    ours: list[str]
    theirs: list[tuple[str, str]]
    more: int = 0


@dataclass
class Plan:
    """A merge as it would be now. ``obstacles``: sentences; with any of them it is not done. ``is_public``: either is, or
    will be once its embargo has passed: it needs a reason and a second person."""

    kind: Kind
    kept: Any
    other: Any
    record: Pair
    joined: list[Pair] = field(default_factory=list)
    moving: Counter[Relation] = field(default_factory=Counter)
    obstacles: list[str] = field(default_factory=list)
    is_public: bool = False

    def choose(self, choices: Mapping[str, str]) -> None:
        """Show what was chosen, not the defaults."""
        self.record = _chosen(self.record, choices)
        self.joined = [_chosen(pair, choices) for pair in self.joined]

    @property
    def differing(self) -> list[Pair]:
        """Joined rows of which somebody may choose columns."""
        return [pair for pair in self.joined if pair.choices]

    @property
    def same(self) -> list[tuple[str, str]]:
        """The columns in which both say the same, with what they say."""
        differing = {each.column for each in self.record.choices}
        columns = [
            each
            for each in self.kept._meta.concrete_fields
            if each.editable and not each.primary_key and each.name not in {*_NOT_CHOSEN, *differing}
        ]
        said = [(str(each.verbose_name), shown(self.kept, each)) for each in columns]
        return [(label, value) for label, value in said if value != "—"]

    @property
    def sides(self) -> list[Side]:
        """What hangs on both, side by side; of each table the first rows."""
        found = []
        for relation in relations_of(self.kept.__class__):
            ours, theirs = relation.rows_of(self.kept), relation.rows_of(self.other)
            known = [] if relation.is_same_record else ours
            fates = [
                (_row_label(row), f"one with “{_row_label(same)}”" if same is not None else "moves")
                for row, same in matched(theirs[:SHOWN], known, relation)
            ]
            if ours or theirs:
                more = max(0, len(ours) - SHOWN) + max(0, len(theirs) - SHOWN)
                title = str(relation.model._meta.verbose_name_plural)
                found.append(Side(title, [_row_label(row) for row in ours[:SHOWN]], fates, more))
        return found

    @property
    def moves(self) -> list[str]:
        """`3 delegations`, in the order of the tables."""
        return [relation.named(number) for relation, number in self.moving.items()]

    @property
    def joins(self) -> list[str]:
        """`2 delegations`: rows that both records have."""
        models_of = Counter(type(pair.kept) for pair in self.joined)
        return [Relation(model, "pk").named(number) for model, number in models_of.items()]

    @cached_property
    def state(self) -> str:
        """A digest of all that the plan says: it changes when either record does."""
        told = [self.kept.pk, self.other.pk, self.is_public, self.obstacles, self.moves]
        pairs = [
            (pair.kept.pk, pair.other.pk, [(each.name, each.kept, each.other) for each in pair.choices])
            for pair in (self.record, *self.joined)
        ]
        versions = [getattr(each, "record_version", 0) for each in (self.kept, self.other)]
        return hashlib.sha256(repr((told, pairs, versions)).encode()).hexdigest()[:32]


def _chosen(pair: Pair, choices: Mapping[str, str]) -> Pair:
    made = tuple(replace(each, default=choices.get(each.name, each.default)) for each in pair.choices)
    return replace(pair, choices=made)


def merge_plan(kind: Kind, kept: Any, other: Any, now: datetime) -> Plan:
    """What merging `other` into `kept` would do at `now`. Reads only."""
    plan = Plan(kind, kept, other, Pair(kept, other, choices_of(kept, other)))
    public = [kind.is_public(record, now) for record in (kept, other)]
    plan.is_public = any(public) or any(kind.is_published(record) for record in (kept, other))
    plan.obstacles = list(_obstacles(kind, kept, other, public, now))
    _follow(plan, kept, other)
    return plan


def _follow(plan: Plan, kept: Any, other: Any) -> None:
    for relation in relations_of(kept.__class__):
        if relation.is_same_record:
            if number := len([row for row in relation.rows_of(other) if row.pk != plan.kept.pk]):
                plan.moving[relation] += number
            continue
        for theirs, ours in matched(relation.rows_of(other), relation.rows_of(kept), relation):
            if ours is None:
                plan.moving[relation] += 1
            else:
                plan.joined.append(Pair(ours, theirs, choices_of(ours, theirs, relation.field)))
                _follow(plan, ours, theirs)


def choices_of(kept: Any, other: Any, leads_up: str = "") -> tuple[Choice, ...]:
    """The columns that an editor fills in and in which the rows differ; ``leads_up``: the one to their records."""
    found = []
    for each in kept._meta.concrete_fields:
        if each.primary_key or not each.editable or each.name in {*_NOT_CHOSEN, leads_up}:
            continue
        ours, theirs = getattr(kept, each.attname), getattr(other, each.attname)
        if ours != theirs:
            found.append(
                Choice(
                    f"{kept._meta.model_name}-{kept.pk}-{each.name}",
                    each.name,
                    str(each.verbose_name),
                    shown(kept, each),
                    shown(other, each),
                    OTHER if ours in (None, "") else KEPT,
                )
            )
    return tuple(found)


def shown(row: Any, column: models.Field[Any, Any]) -> str:
    """The value as the desk shows it; a dash where there is none."""
    value = getattr(row, column.name)
    if column.choices:
        return str(getattr(row, f"get_{column.name}_display")()) or "—"
    if isinstance(value, DateInterval):
        return format_interval(value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "—" if value in (None, "") else str(value)


def _row_label(row: Any) -> str:
    """A statement by the beginning of what was said, any other row as the desk calls it."""
    if isinstance(row, Statement):
        text = row.wordings.values_list("text", flat=True).first() or ""
        return f"{row}: {Truncator(text).chars(100)}"
    return str(row)[:200]


def _obstacles(kind: Kind, kept: Any, other: Any, public: list[bool], now: datetime) -> Iterator[str]:
    names = {"kept": _name(kind, kept), "other": _name(kind, other)}
    if kind.hides and public[1] and not public[0]:
        yield "{other} is public and {kept} is not: keep {other}, or readers would lose it.".format(**names)
    embargoes = [getattr(record, "embargo_until", None) for record in (kept, other)]
    if embargoes[1] and embargoes[1] > now and (embargoes[0] is None or embargoes[0] < embargoes[1]):
        yield (
            f"{names['other']} is under embargo until {embargoes[1]:%Y-%m-%d %H:%M} UTC, {names['kept']} not so long: "
            "what is not to be known yet would become public."
        )
    if isinstance(kept, Session):
        yield from _obstacles_of_sessions(kept, other, names)
    if isinstance(kept, Council):
        yield from _obstacles_of_councils(kept, other, names)
    if isinstance(kept, Statement) and kept.session.publication == Publication.WITHDRAWN:
        yield f"{names['kept']} belongs to a session that is withdrawn."
    if isinstance(kept, Source) and _rests_on(kept, other):
        yield "{kept} repeats {other} by way of another source: clear “derived from” there first.".format(
            **names
        )


def _obstacles_of_sessions(kept: Session, other: Session, names: dict[str, str]) -> Iterator[str]:
    if other.pk in _wholes_of(kept) or kept.pk in _wholes_of(other):
        yield "One is a part of the other: a part and the whole are two sessions.".format(**names)
    if kept.publication == Publication.WITHDRAWN and other.publication != Publication.WITHDRAWN:
        yield "{kept} is withdrawn and {other} is not: keep {other}.".format(**names)
    waiting = Proposal.objects.open().filter(session__in=[kept, other])
    for proposal in waiting:
        yield f"A proposal for S{proposal.session_id} waits for a reviewer: decide it first."


def _obstacles_of_councils(kept: Council, other: Council, names: dict[str, str]) -> Iterator[str]:
    if _comes_before(kept, other) or _comes_before(other, kept):
        yield "One follows the other: that makes them two councils. Delete the succession first if it is wrong."
    if kept.publication == Publication.WITHDRAWN and other.publication != Publication.WITHDRAWN:
        yield "{kept} is withdrawn and {other} is not: keep {other}.".format(**names)


def _comes_before(earlier: Council, later: Council) -> bool:
    """Whether one follows from the other, directly or over others."""
    seen, front = set[int](), {later.pk}
    while front:
        seen |= front
        found = Succession.objects.filter(successor__in=front).values_list("predecessor_id", flat=True)
        front = set(found) - seen
    return earlier.pk in seen


def _wholes_of(session: Session) -> set[int]:
    """Keys of the sessions that this one is a part of, over others too."""
    found, upper = set[int](), session.part_of
    while upper is not None and upper.pk not in found:
        found.add(upper.pk)
        upper = upper.part_of
    return found


def _rests_on(kept: Source, other: Source) -> bool:
    """Whether `kept` is derived from a source that is derived from `other`: merged, they would be a circle."""
    seen, upper = set[int](), kept.derived_from
    while upper is not None and upper.pk not in seen and upper.pk != other.pk:
        seen.add(upper.pk)
        upper = upper.derived_from
    return upper is not None and upper.pk == other.pk and kept.derived_from_id != other.pk


def _name(kind: Kind, record: Any) -> str:
    return str(getattr(record, "public_id", record))
