"""The meeting's own warnings: a session of the same council and days, words that are on record already."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.contrib.postgres.search import SearchQuery
from django.db.models import Q
from django.http import HttpRequest
from django.urls import reverse
from django.utils.text import Truncator

from meetings.admin.alike import AlikeAdmin, AlikeFormMixin
from meetings.alike import MOST, Alike, Other, records_tell_apart, sessions_alike, told_apart
from meetings.dates import DateInterval, format_span
from meetings.dates.reading import Reading
from meetings.models import RecordKind, SearchedText, Session, SessionCouncil
from statements.meeting.document import rows_of
from statements.merging.relations import normalised
from statements.models import Proposal, Statement, Wording

# The same words within so many days are probably one statement, printed twice.
NEAR_DAYS = 30
# Fewer words are said by many: "We will talk."
FEWEST_WORDS = 4
_ROW = re.compile(r"statements-(\d{1,4})-wordings-\d{1,4}-text")


@dataclass(frozen=True)
class Said:
    """Words posted with the form: in which statement (its row on the form, its key if it has one), and by whom."""

    row: str
    key: int | None
    speaker: str
    text: str
    words: str

    @property
    def own(self) -> str:
        return own_of(self.words)


def own_of(words: str) -> str:
    """What stands for the words in a tick."""
    return hashlib.sha256(words.encode()).hexdigest()[:12]


class MeetingAlikeMixin(AlikeFormMixin):
    """Looks for the meeting and for its statements. Saved and unchanged, a meeting is not asked about again."""

    def find_alike(self) -> list[Alike]:
        start, end = self.typed("start"), self.typed("end")
        if isinstance(both := start, Reading):
            start, end = both.start, both.end
        if not isinstance(start, DateInterval):
            return []
        end = end if isinstance(end, DateInterval) else None
        return [*self._sessions(start, end), *self._statements(start, end)]

    def _posted(self, name: str) -> str:
        return str(self.data.get(name, "")).replace("\x00", " ")

    def _councils(self) -> set[int]:
        total = self._posted("council_links-TOTAL_FORMS")
        numbers = range(min(int(total), 50) if total.isascii() and total.isdigit() else 0)
        keys = [
            self._posted(f"council_links-{number}-council")
            for number in numbers
            if not self.data.get(f"council_links-{number}-DELETE")
        ]
        return {int(key) for key in keys if key.isascii() and key.isdigit() and len(key) < 19}

    def _sessions(self, start: DateInterval, end: DateInterval | None) -> Iterator[Alike]:
        councils, level, own = self._councils(), str(self.typed("level") or ""), self.instance.pk
        if not councils or self.typed("part_of"):
            return
        if own is not None and self._stands(start, end, level, councils):
            return
        found = sessions_alike(own=own, councils=councils, start=start, end=end, level=level)
        others = tuple(
            Other(
                session.pk,
                reverse("admin:meetings_session_change", args=[session.pk]),
                f"{session}, {session.get_level_display() or 'level not recorded'} ({session.get_publication_display()})",
            )
            for session in found[:MOST]
        )
        if others:
            yield Alike(
                RecordKind.SESSION,
                "",
                f"The council has a session on record that may be this one ({format_span(start, end)}). If it is the "
                "same meeting, add to that one.",
                others,
            )

    def _stands(self, start: Any, end: Any, level: str, councils: set[int]) -> bool:
        """Whether what a session is known by is as it was saved."""
        saved = Session.objects.filter(pk=self.instance.pk).values_list("start", "end", "level").first()
        links = SessionCouncil.objects.filter(session=self.instance.pk)
        return saved == (start, end, level) and councils == set(links.values_list("council_id", flat=True))

    def _statements(self, start: DateInterval, end: DateInterval | None) -> Iterator[Alike]:
        said = [each for each in self._said() if len(each.words.split()) >= FEWEST_WORDS]
        saved = {wording.pk: normalised(wording.text) for wording in self._saved_wordings()} if said else {}
        fresh = [each for each in said if each.words not in saved.values()]
        if not fresh:
            return
        near = list(_said_near(fresh, start, end))
        for each in {each.words: each for each in fresh}.values():
            others = [
                _other(wording)
                for wording in near
                if normalised(wording.text) == each.words and _may_be_one(each, wording)
            ]
            known = told_apart(RecordKind.STATEMENT, each.key)
            others = [other for other in dict.fromkeys(others) if other.key not in known]
            twice = len({other.row for other in fresh if other.words == each.words}) > 1
            if others or twice:
                where = "in another statement on this form" if twice else "on record already"
                yield Alike(
                    RecordKind.STATEMENT,
                    each.own,
                    f"“{Truncator(each.text).chars(80)}” stands {where}. The same words in another outlet are a second "
                    "wording of one statement.",
                    tuple(others[:MOST]),
                )

    def _saved_wordings(self) -> list[Wording]:
        return list(Wording.objects.filter(statement__session=self.instance.pk)) if self.instance.pk else []

    def _said(self) -> Iterator[Said]:
        for name in self.data:
            match = _ROW.fullmatch(name)
            if match is None:
                continue
            row = f"statements-{match[1]}"
            gone = self.data.get(f"{row}-DELETE") or self.data.get(name.removesuffix("text") + "DELETE")
            words = normalised(self._posted(name)[:5000])
            if words and not gone:
                key = self._posted(f"{row}-id")
                yield Said(
                    row,
                    int(key) if key.isascii() and key.isdigit() and len(key) < 19 else None,
                    self._posted(f"{row}-speaker"),
                    self._posted(name),
                    words,
                )


def _said_near(said: list[Said], start: DateInterval, end: DateInterval | None) -> list[Wording]:
    """Wordings of sessions near in time that have the words one after the other. Two queries, however many are asked for."""
    phrases = Q(pk__in=[])
    for each in said[:100]:
        phrases |= Q(exact=SearchQuery(each.text[:400], config="simple", search_type="phrase"))
    near = timedelta(days=NEAR_DAYS)
    first, last = start.earliest - near, (end or start).latest + near
    rows = SearchedText.objects.filter(phrases, part="wording", day__range=(first, last))
    keys = list(rows.values_list("row_id", flat=True)[: 10 * MOST])
    return list(Wording.objects.filter(pk__in=keys).select_related("statement__speaker"))


def _may_be_one(said: Said, wording: Wording) -> bool:
    """Not the statement itself, and not of somebody else where both are known."""
    speaker = wording.statement.speaker_id
    if said.key is not None and wording.statement_id == said.key:
        return False
    return not said.speaker or speaker is None or str(speaker) == said.speaker


def _other(wording: Wording) -> Other:
    statement = wording.statement
    address = reverse("admin:meetings_session_change", args=[statement.session_id]) + "#statements-group"
    who = statement.speaker or statement.get_speaker_kind_display()
    return Other(statement.pk, address, f"Q{statement.pk}, {who}, at S{statement.session_id}")


def _words_of(session: int, author: Any) -> Iterator[tuple[int, str]]:
    """Each statement of the meeting with its words, also as the author's open proposals have them: a new statement keeps
    its key when it is approved."""
    yield from Wording.objects.filter(statement__session=session).values_list("statement_id", "text")
    for proposal in Proposal.objects.open().filter(session=session, author=author):
        for row in rows_of(proposal.document, "wording").values():
            yield int(str(row["statement_id"])), str(row["text"])


class AlikeMeetingAdmin(AlikeAdmin):
    """Remembers the ticks of statements too, by their words."""

    asks = ("start", "end", "level", "part_of", "council_links-", "statements-")

    def tell_apart(self, request: HttpRequest, kind: str, own: str, key: int, others: list[int]) -> None:
        if kind != RecordKind.STATEMENT:
            super().tell_apart(request, kind, own, key, others)
            return
        mine = {
            statement for statement, text in _words_of(key, request.user) if own_of(normalised(text)) == own
        }
        real = set(Statement.objects.filter(pk__in=others).values_list("pk", flat=True))
        for statement in mine:
            records_tell_apart(kind=kind, own=statement, others={*real, *mine}, by=request.user)
