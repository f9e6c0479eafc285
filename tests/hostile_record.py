"""A whole record of which every text is hostile to files: one of each kind of record, and more where order matters."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from datetime import UTC, date, datetime, time
from itertools import count
from typing import Any

from django.db import models
from hypothesis import strategies as st

from delegations.models import (
    Delegate,
    Delegation,
    DelegationCitation,
    Membership,
    Party,
    PartyName,
    Person,
    PersonName,
    Post,
)
from meetings.dates import DateInterval, IntervalDateField
from meetings.models import (
    AgendaItem,
    Announcement,
    ContextEvent,
    ContextEventCouncil,
    Council,
    CouncilName,
    Coverage,
    Place,
    RetiredId,
    Session,
    SessionCitation,
    SessionCouncil,
    Source,
    SourceAddress,
    Succession,
    Topic,
)
from statements.models import GapClaim, Statement, StatementTopic, Wording

# Quotes, separators, every line break, tabs, formulas, marks of direction and joiners, what composes and what does not,
# characters beyond the first plane, words that readers take for something else.
_PIECES = (
    '"', '""', "'", ",", ";", "; ", "\t", "\r\n", "\n", "\r", "\x0b", "\x0c", "\x85", "\u2028", "\u2029", "\\", "\\N",
    "\\.", "=1+1", "=cmd|' /C calc'!A0", "+", "-2", "@x", " ", "\u00a0", "\u200f", "\u202e", "\u200d", "\ufeff", "e\u0301",
    "\u0958", "\ufb01", "👩‍👩‍👧‍👦", "🇺🇦", "مجلس", "מועצה", "理事会", "Россия", "NULL", "NA", "nan", "0", "1e5", "2022-01-12", "unknown",
    "<b>", "&amp;", "%s", "{}", "$$", "\N{NO-BREAK SPACE}x",
)  # fmt: skip
TEXTS = st.one_of(
    st.lists(st.sampled_from(_PIECES), min_size=1, max_size=8).map("".join),
    st.text(
        st.characters(codec="utf-8", exclude_categories=("Cc", "Cs"), exclude_characters="\ufffe\uffff"),
        min_size=1,
        max_size=20,
    ),
)
_DAYS = st.dates(date(1900, 1, 1), date(2150, 12, 31))
_LANGUAGES = st.sampled_from(["de", "en", "ru", "sr-Latn"])

Draw = Callable[[st.SearchStrategy[Any]], Any]


def _intervals(
    first: date = date(1900, 1, 1), last: date = date(2150, 12, 31)
) -> st.SearchStrategy[DateInterval]:
    days = st.dates(first, last)
    whole = st.one_of(
        days.map(DateInterval.day), days.map(lambda day: DateInterval.month(day.year, day.month))
    )
    return st.one_of(whole, st.tuples(days, days).map(lambda pair: DateInterval(min(pair), max(pair))))


class HostileRecord:
    """Draws the fields of each row; what a test of files is not about is given."""

    def __init__(self, draw: Draw) -> None:
        self.draw = draw
        self._numbers = count(1)

    def text(self, most: int | None) -> str:
        """A text of at most so many characters, as it is and once it is composed: either may be the longer one."""
        text = str(self.draw(TEXTS))
        while most is not None and max(len(text), len(unicodedata.normalize("NFC", text))) > most:
            text = text[:-1]
        return text

    def one_of_a_kind(self, most: int) -> str:
        """A text that no other row has."""
        number = f"{next(self._numbers)}."
        return number + self.text(most - len(number))

    def make(self, model: type[models.Model], **given: Any) -> Any:
        """A row of which every field that is not given is drawn."""
        fields = {field.name: self._value(field) for field in _drawn(model) if field.name not in given}
        return model._default_manager.create(**{**fields, **given})

    def _value(self, field: Any) -> Any:
        if field.null and not self.draw(st.booleans()):
            return None
        if field.choices:
            words = [value for value, _ in field.flatchoices if value]
            return self.draw(st.sampled_from([*words, ""] if field.blank else words))
        if isinstance(field, IntervalDateField):
            return self.draw(_intervals())
        if isinstance(field, models.BooleanField):
            return self.draw(st.booleans())
        if isinstance(field, models.DateField):
            return self.draw(_DAYS)
        if isinstance(field, models.IntegerField):
            return self.draw(st.integers(1, 9999))
        return "" if field.blank and self.draw(st.booleans()) else self.text(field.max_length)


_GIVEN = {"slug", "sort_key", "publication", "script", "iso3", "iso3_user", "time_zone", "note_for_editors"}


def _drawn(model: type[models.Model]) -> list[Any]:
    """The fields of a row that a file may carry, but for those with a form of their own."""
    return [
        field
        for field in model._meta.concrete_fields
        if not field.primary_key
        and not isinstance(field, (models.ForeignKey, models.URLField, models.TimeField))
        and (field.editable or field.name == "corrected_at")
        and not (isinstance(field, models.DateTimeField))
        and field.name not in _GIVEN
        and "language" not in field.name
    ]


def make_hostile_record(draw: Draw) -> None:
    """Two councils in one line with a joint session and others, and everything that may hang on them."""
    whole = HostileRecord(draw)
    make, text = whole.make, whole.one_of_a_kind
    agency = make(
        Source, url="https://agency.example/a?b=1&c=%22;x", withholds_quotations=False, language="en"
    )
    printed = make(
        Source,
        url=None,
        title=text(500),
        withholds_quotations=False,
        derived_from=agency,
        archive_url="https://a.example/",
    )
    early = make(Source, url="https://b.example/", derived_from=None, withholds_quotations=False)
    Source.objects.filter(pk=early.pk).update(derived_from=printed)
    SourceAddress.objects.create(source=agency, url="https://elsewhere.example/a")
    place = make(Place, slug="p1", name=text(120), iso3=whole.draw(st.sampled_from(["BEL", "XKX", ""])))
    topics = [make(Topic, slug=f"t{number}", name=text(160)) for number in range(2)]
    old, new = (
        make(
            Council,
            slug=f"c{number}",
            founded=draw(_intervals(last=date(1950, 1, 1))),
            dissolved=None,
            seat=place,
            source=source,
            publication="published",
        )
        for number, source in enumerate((printed, agency))
    )
    make(Succession, successor=new, predecessor=old, source=printed)
    make(CouncilName, council=new, text=text(200), language=draw(_LANGUAGES), script="Cyrl", source=printed)
    event = make(ContextEvent, start=draw(_intervals(last=date(1990, 1, 1))), end=None, source=printed)
    for council in (old, new):
        ContextEventCouncil.objects.create(event=event, council=council)
        make(Coverage, council=council, first_day=date(1950, 1, 1), last_day=None, source=printed)
    states = [
        make(Party, code=code, iso3=iso3, iso3_user=user, source=printed)
        for code, iso3, user in (("BEL", "BEL", ""), ("XKX", "", "XKX"), ("NATO", "", ""))
    ]
    for party in states:
        make(PartyName, party=party, text=text(200), language=draw(_LANGUAGES), source=agency)
        make(Membership, party=party, council=new, joined=None, source=printed)
    people = [make(Person, slug=f"h{number}") for number in range(2)]
    posts = [
        make(Post, person=person, party=party, start=None, source=printed)
        for person, party in zip(people, (states[0], None), strict=True)
    ]
    for person in people:
        make(PersonName, person=person, text=text(200), language=draw(_LANGUAGES), source=None)
    sessions = _sessions(whole, old, new, place)
    for session in sessions:
        for source in (printed, agency):
            make(SessionCitation, session=session, source=source)
            make(AgendaItem, session=session, source=source, topic=draw(st.sampled_from([None, *topics])))
        Session.objects.filter(pk=session.pk).update(publication="published")
        _who_came(whole, session, states, people, posts, printed)
        _what_was_said(whole, session, states, people, topics, (printed, agency))
    for at in (None, sessions[0]):
        make(
            Announcement,
            council=new,
            session=at,
            source=printed,
            outcome_session=draw(st.sampled_from([None, sessions[1]])),
        )
    RetiredId.objects.create(key=f"S{sessions[0].pk + 77}", successor=f"S{sessions[0].pk}", outcome="merged")
    RetiredId.objects.create(key=f"Q{sessions[0].pk + 99}", outcome="erased", reason=whole.text(None))


def _sessions(whole: HostileRecord, old: Council, new: Council, place: Place) -> list[Session]:
    """One of each council, a joint one, and two that nothing but their numbers of the record tells apart."""
    found: list[Session] = []
    for councils in ((old,), (new,), (old, new), (new,), (new,)):
        start = whole.draw(_intervals(date(1960, 1, 1), date(2020, 1, 1)))
        twin = found[-1] if len(found) == 4 else None
        session = whole.make(
            Session,
            **({"start": twin.start, "level": twin.level} if twin else {"start": start}),
            end=whole.draw(st.sampled_from([None, DateInterval.day(date(2020, 1, 2))])),
            duration_minutes_max=None,
            start_time=time(9, 30),
            time_zone="Europe/Brussels",
            place=whole.draw(st.sampled_from([None, place])),
            part_of=None,
            corrected_at=datetime(2024, 5, 6, 7, 8, 9, tzinfo=UTC),
        )
        for council in councils:
            number = "7" if len(found) >= 3 else whole.text(30)
            whole.make(SessionCouncil, session=session, council=council, number=number, counts=True)
        found.append(session)
    if whole.draw(st.booleans()):
        Session.objects.filter(pk=found[0].pk).update(part_of=found[-1])
    return found


def _who_came(
    whole: HostileRecord,
    session: Session,
    states: list[Party],
    people: list[Person],
    posts: list[Post],
    source: Source,
) -> None:
    for party in states[:2]:
        delegation = whole.make(Delegation, session=session, party=party)
        for person, post in ((people[0], posts[0]), (people[1], None), (None, None)):
            name = whole.text(200) if person is None else None
            given = {"name_as_printed": name} if name is not None else {}
            whole.make(Delegate, delegation=delegation, person=person, post=post, **given)
        for _ in range(2):
            whole.make(DelegationCitation, delegation=delegation, source=source)


def _what_was_said(
    whole: HostileRecord,
    session: Session,
    states: list[Party],
    people: list[Person],
    topics: list[Topic],
    sources: tuple[Source, Source],
) -> None:
    draw = whole.draw
    for speaker in (people[0], None):
        kind = {} if speaker is None else {"speaker_kind": "principal"}
        statement = whole.make(Statement, session=session, speaker=speaker, **kind)
        statement.parties.set(draw(st.lists(st.sampled_from(states), unique_by=id)))
        for topic in draw(st.lists(st.sampled_from(topics), unique_by=id)):
            StatementTopic.objects.create(statement=statement, topic=topic)
        first = whole.make(Wording, statement=statement, language=draw(_LANGUAGES), source=sources[0])
        second = whole.make(
            Wording, statement=statement, language="en", source=sources[1], translated_from=first
        )
        if draw(st.booleans()):
            Wording.objects.filter(pk=first.pk).update(translated_from=second)
            Wording.objects.filter(pk=second.pk).update(
                translated_from=None, checked_at=datetime(2024, 1, 2, 3, 4, 5, tzinfo=UTC)
            )
    whole.make(GapClaim, session=session, claim_type="first_duration", value="P2Y6M", source=sources[0])
