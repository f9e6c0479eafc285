"""What changed in a session since it was published, in plain words. Who changed it is never said.

Only what the public could see before and after a change is told of it: no draft, nothing under an embargo.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import Any

from django.apps import apps
from django.db.models import F, Value
from django.db.models.functions import Coalesce, NullIf
from django.utils.translation import gettext as _

from meetings.models import Council, Place, Session, Source, Topic
from meetings.revisions.events import histories, names_of
from meetings.revisions.visibility import Step, Version, is_open, openings, public_steps, version_at
from meetings.revisions.words import WITHHOLDING, Change, Teller, added_or_removed, how_many, references

# Days listed; older ones are left out.
DAYS_SHOWN = 20
# More rows of one kind than this, added or removed on one day for one reason, are counted instead of named.
NAMED = 3

# What hangs on what, and by which column.
_PARENTS = {
    "delegate": ("delegation", "delegation_id"),
    "seat_citation": ("delegation", "delegation_id"),
    "wording": ("statement", "statement_id"),
    "party": ("statement", "statement_id"),
    "topic": ("statement", "statement_id"),
}
_A_MOMENT = timedelta(microseconds=1)


@dataclass(frozen=True)
class Revision:
    """What changed on one day (UTC), in order of time."""

    day: date
    changes: Sequence[Change]

    @property
    def words(self) -> str:
        """All of it in one line."""
        return "; ".join(change.words for change in self.changes)


def revisions(session: Session, at: datetime) -> list[Revision]:
    """Latest day first, the day of publication last; nothing from before it. Two queries.

    ``at``: the instant at which embargoes must have passed.
    """
    return _Record(session, at).revisions()


class _Record:
    """All versions of a session and of what hangs on it."""

    def __init__(self, session: Session, at: datetime) -> None:
        self.key, self.at = session.pk, at
        self._known: dict[datetime, bool] = {}
        self.found = histories(session, at)

    def revisions(self) -> list[Revision]:
        told: list[tuple[datetime, Change]] = [*self._of_session(), *self._of_rows()]
        by_day: dict[date, list[Change]] = defaultdict(list)
        for moment, change in sorted(told, key=lambda each: each[0]):
            by_day[moment.date()].append(change)
        days = sorted(by_day.items(), reverse=True)
        return [Revision(day, _without_repetition(changes)) for day, changes in days][:DAYS_SHOWN]

    # When it was public

    @cached_property
    def _session(self) -> Sequence[Version]:
        return self.found.get("session", {}).get(self.key, [])

    def _shown(self, moment: datetime) -> bool:
        """Whether the session, and with it all councils that held it, was public at the moment."""
        if moment not in self._known:
            self._known[moment] = self._work_out(moment)
        return self._known[moment]

    def _work_out(self, moment: datetime) -> bool:
        latest = version_at(self._session, moment)
        if latest is None or not is_open(latest, moment):
            return False
        links = (version_at(versions, moment) for versions in self.found.get("link", {}).values())
        held_by = {link.data["council_id"] for link in links if link is not None and not link.is_gone}
        councils = (self.found.get("council", {}).get(key, []) for key in held_by)
        states = (version_at(versions, moment) for versions in councils)
        return all(state is None or is_open(state, moment) for state in states)

    def _statement_shown(self, key: int, moment: datetime) -> bool:
        """Whether a statement belonged to the session and was public with it; an embargo set since hides all of it."""
        versions = self.found.get("statement", {}).get(key, [])
        latest = version_at(versions, moment)
        if latest is None or not self._is_ours(latest, moment) or latest.is_gone:
            return False
        last = versions[-1]
        return last.is_gone or self._is_ours(last, self.at)

    def _is_ours(self, version: Version, moment: datetime) -> bool:
        until = version.data.get("embargo_until")
        return version.data["session_id"] == self.key and (until is None or until <= moment)

    def _delegation_shown(self, key: int, moment: datetime) -> bool:
        latest = version_at(self.found.get("delegation", {}).get(key, []), moment)
        return latest is not None and not latest.is_gone and latest.data["session_id"] == self.key

    def _row_shown(self, version: Version, moment: datetime) -> bool:
        """Whether a version of a row was public at a moment, as far as the row itself and what it hangs on decide."""
        parent, column = _PARENTS.get(version.table, (version.table, ""))
        key = version.data[column] if column else version.row
        if parent == "statement":
            return self._statement_shown(key, moment)
        if parent == "delegation":
            return self._delegation_shown(key, moment)
        return bool(version.data["session_id"] == self.key)

    # What is told

    def _of_session(self) -> Iterator[tuple[datetime, Change]]:
        """Published, changed, withdrawn, published again."""
        moments = {moment for moment, _version in openings(self._session, self.at)}
        for versions in self.found.get("council", {}).values():
            moments |= {moment for moment, _version in openings(versions, self.at)}
        for versions in self.found.get("link", {}).values():
            moments |= {version.moment for version in versions}
        last: Version | None = None
        was_open = False
        for moment in sorted(moments):
            shown, version = self._shown(moment), version_at(self._session, moment)
            if shown and version is not None:
                reason = version.reason if version.moment == moment else ""
                if not was_open:
                    yield (
                        moment,
                        Change(_("published") if last is None else _("published again"), reason=reason),
                    )
                if last is not None and version is not last:
                    for change in self.teller.differences(last, version, reason):
                        yield moment, change
                last = version
            elif was_open:
                reason = version.reason if version is not None and version.moment == moment else ""
                yield moment, Change(_("withdrawn"), reason=reason)
            was_open = shown

    def _of_rows(self) -> Iterator[tuple[datetime, Change]]:
        many: dict[tuple[str, date, str, bool], list[Step]] = defaultdict(list)
        for step in self.steps:
            if step.before is not None and step.after is not None:
                for change in self.teller.differences(step.before, step.after, step.reason):
                    yield step.moment, change
            else:
                added = step.after is not None
                many[step.version.table, step.moment.date(), step.reason, added].append(step)
        for (table, _day, reason, added), steps in many.items():
            if len(steps) > NAMED:
                yield steps[-1].moment, Change(how_many(table, len(steps), added=added), reason=reason)
            else:
                for step in steps:
                    yield step.moment, Change(added_or_removed(self.teller, step), reason=reason)

    @cached_property
    def steps(self) -> list[Step]:
        """Public changes of the rows; what was added or removed together with its statement or delegation is not told
        of each."""
        found: list[Step] = []
        for table, rows in self.found.items():
            if table in ("session", "council"):
                continue
            for versions in rows.values():
                found += filter(self._is_told, public_steps(versions, self._shown, self._shown_before))
        whole = {
            (step.version.table, step.version.row, step.moment, step.after is not None)
            for step in found
            if step.before is None or step.after is None
        }
        return [step for step in found if not self._goes_with_its_parent(step, whole)]

    def _shown_before(self, moment: datetime) -> bool:
        return self._shown(moment - _A_MOMENT)

    def _is_told(self, step: Step) -> bool:
        before = step.before is None or self._row_shown(step.before, step.moment - _A_MOMENT)
        if step.after is None:
            return before
        return before and self._row_shown(step.after, step.moment)

    def _goes_with_its_parent(self, step: Step, whole: set[tuple[str, int, datetime, bool]]) -> bool:
        parent, column = _PARENTS.get(step.version.table, ("", ""))
        if not parent or (step.before is not None and step.after is not None):
            return False
        return (parent, step.version.data[column], step.moment, step.after is not None) in whole

    # With which names

    @cached_property
    def teller(self) -> Teller:
        wanted: dict[str, set[int]] = defaultdict(set)
        for version in self._told():
            for kind, key in references(version):
                wanted[kind].add(key)
        return Teller(names_of(wanted, _named(self.at)), self._parent)

    def _told(self) -> Iterator[Version]:
        """Every version that is told of, with what it hangs on."""
        yield from self._session
        for step in self.steps:
            for version in (step.before, step.after):
                if version is not None:
                    yield version
                    parent = self._parent(version)
                    if parent is not None:
                        yield parent

    def _parent(self, version: Version) -> Version | None:
        table, column = _PARENTS.get(version.table, ("", ""))
        versions = self.found.get(table, {}).get(version.data[column], []) if table else []
        return version_at(versions, version.moment) or next(iter(versions), None)


def _without_repetition(changes: Iterable[Change]) -> list[Change]:
    """Each change once; a reason that several share stands with the last of them."""
    kept = list(dict.fromkeys(changes))
    following = [*kept[1:], Change("")]
    return [
        replace(change, reason="") if change.reason == after.reason else change
        for change, after in zip(kept, following, strict=True)
    ]


def _named(at: datetime) -> dict[str, tuple[Any, Any]]:
    """The kinds of rows that changes point to, each with its rows that may be named and what names them."""
    source = Coalesce(NullIf("title", Value("")), NullIf("publisher", Value("")), "url")
    return {
        "council": (Council.objects.public(at), F("name")),
        "place": (Place.objects, F("name")),
        "topic": (Topic.objects, F("name")),
        "source": (Source.objects, source),
        WITHHOLDING: (Source.objects.filter(withholds_quotations=True), Value("")),
        "party": (apps.get_model("delegations.Party")._default_manager, F("name")),
        "person": (apps.get_model("delegations.Person")._default_manager, F("name")),
        "post": (apps.get_model("delegations.Post")._default_manager, F("title")),
    }
