"""The query of the timeline: one address is one state is one download.

Timeline, tables, CSV, feeds and calendars all read the same parameters through this form and filter sessions with the
same queryset, so that what is drawn is what is downloaded. ``TimelineQuery`` is the validated, canonical state.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any
from urllib.parse import urlencode

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import BooleanField, Exists, F, Func, OuterRef, Q, QuerySet
from django.http import QueryDict
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from meetings.dates import DateInterval
from meetings.languages import DEFAULT, LANGUAGES
from meetings.models import AgendaItem, Gap, Resumption, Session, SessionCouncil
from meetings.publication import SessionQuerySet, is_public_statement
from meetings.search.meaning import Meaning, read_meaning
from meetings.search.sessions import sessions_having
from meetings.vocabulary import ABSENT, PRESENT, STANDING, FlagState, Grade, Level, Status

SORTS = {"newest": "newest first", "oldest": "oldest first"}
# Order of the timeline's lanes.
ORDERS = ("news", "name", "silence", "rhythm")
# What a flag filter can ask for: any standing flag, one of a grade, or one in a state (standing or not).
FLAGS: dict[str, str | Promise] = {
    "any": gettext_lazy("any resumption"),
    **dict(Grade.choices),
    **dict(FlagState.choices),
}
MULTIPLE = ("council", "level", "party", "absent", "person", "topic", "place", "status", "flag")
SINGLE = ("from", "to", "q", "as_of", "sort", "order", "breaks", "page", "lang")
# What a single-valued parameter is when it is not in the address; it is never written there.
DEFAULTS = {"sort": "newest", "order": "news", "breaks": "", "page": "1", "lang": DEFAULT}
# Canonical order of the parameters; the contract's.
PARAMETERS = (
    "council",
    "level",
    "party",
    "absent",
    "person",
    "topic",
    "place",
    "status",
    "from",
    "to",
    "flag",
    "q",
    "as_of",
    "sort",
    "order",
    "breaks",
    "page",
    "lang",
)
# The attribute of each.
_ATTRIBUTES = {name: {"from": "period_from", "to": "period_to"}.get(name, name) for name in PARAMETERS}
# How a page shows its sessions, not which: feeds, calendars and mail have no use for these.
PRESENTATION = ("sort", "order", "breaks", "page")
EARLIEST, LATEST = date(1800, 1, 1), date(2199, 12, 31)
LONGEST_QUERY = 200


class BadQuery(ValueError):
    """An address with a parameter that is unknown or cannot be read; its text is a sentence for the visitor.

    ``parameter``: its name, empty where no single one is to blame.
    """

    def __init__(self, sentence: str, parameter: str = "") -> None:
        super().__init__(sentence)
        self.parameter = parameter


@dataclass(frozen=True)
class TimelineQuery:
    """A validated state of the timeline. Empty tuples and strings mean "no such filter"."""

    council: tuple[str, ...] = ()
    level: tuple[str, ...] = ()
    party: tuple[str, ...] = ()  # on record as present, if only in part
    absent: tuple[str, ...] = ()  # on record as absent
    person: tuple[str, ...] = ()
    topic: tuple[str, ...] = ()
    place: tuple[str, ...] = ()
    status: tuple[str, ...] = ()
    flag: tuple[str, ...] = ()
    period_from: str = ""
    period_to: str = ""
    q: str = ""
    as_of: str = ""
    sort: str = "newest"
    order: str = "news"
    breaks: str = ""
    page: int = 1
    lang: str = DEFAULT
    today: date = field(default=EARLIEST, compare=False)
    meanings: dict[str, Meaning] = field(default_factory=dict, compare=False, repr=False)

    @property
    def as_of_day(self) -> date:
        """The day up to which the record is read: ``as_of``, else today (UTC)."""
        return date.fromisoformat(self.as_of) if self.as_of else self.today

    @property
    def is_past(self) -> bool:
        """Asked for a day before today: verdicts are then computed as of that day."""
        return bool(self.as_of) and self.as_of_day < self.today

    @property
    def first_day(self) -> date | None:
        return DateInterval.parse_iso(self.period_from).earliest if self.period_from else None

    @property
    def last_day(self) -> date | None:
        return DateInterval.parse_iso(self.period_to).latest if self.period_to else None

    @property
    def is_filtered(self) -> bool:
        """Any filter that leaves sessions out (not: sorting, paging, language, as-of day)."""
        return any(getattr(self, name) for name in MULTIPLE) or bool(
            self.period_from or self.period_to or self.q
        )

    def pairs(self) -> list[tuple[str, str]]:
        """Parameter pairs in canonical order, without defaults."""
        pairs: list[tuple[str, str]] = []
        for name, attribute in _ATTRIBUTES.items():
            value = getattr(self, attribute)
            if type(value) is tuple:
                pairs += [(name, each) for each in value]
            elif value and str(value) != DEFAULTS.get(name):
                pairs.append((name, str(value)))
        return pairs

    def querystring(self) -> str:
        """Canonical query with its question mark; empty for the unfiltered state."""
        pairs = self.pairs()
        return f"?{urlencode(pairs)}" if pairs else ""

    def changed(self, **changes: Any) -> "TimelineQuery":
        """The same state with other values; back on the first page unless a page is given. A page has a hundred
        addresses of other states, hence not `replace`, which asks each field."""
        unknown = changes.keys() - self.__dict__.keys()
        if unknown:
            raise TypeError(f"A state has no {', '.join(sorted(unknown))}.")
        state = object.__new__(TimelineQuery)
        state.__dict__.update(self.__dict__, page=1)
        state.__dict__.update(changes)
        return state

    def followed(self, **changes: Any) -> "TimelineQuery":
        """What of the state can be followed by feed, calendar or mail: its filters. What comes is what is followed,
        so the as-of day is left out, and so is how the page shows it."""
        shown = {name: DEFAULTS[name] for name in PRESENTATION if name != "page"}
        return self.changed(**{**shown, "as_of": "", **changes})

    def cleared(self) -> "TimelineQuery":
        """Everything on record, shown as it is now: no filter, today."""
        none = dict.fromkeys(MULTIPLE, ()) | {"period_from": "", "period_to": "", "q": "", "as_of": ""}
        return self.changed(**none)

    def without(self, name: str, value: str = "") -> "TimelineQuery":
        """The state with one choice (or one single-valued filter) removed: the address behind a chip."""
        if name in MULTIPLE:
            return self.changed(**{name: tuple(v for v in getattr(self, name) if v != value)})
        return self.changed(**{_ATTRIBUTES[name]: ""})

    def sessions(self, at: datetime | None = None) -> SessionQuerySet:
        """Public sessions that match, unordered and without duplicates. ``at``: instant for embargoes; None: now.

        ``as_of`` leaves out sessions that began after that day and looks no further.
        """
        found = Session.objects.public(at)
        if self.council:
            found = found.filter(
                _among(SessionCouncil.objects.filter(council__slug__in=self.council), "session")
            )
        if self.party:
            present = Session.objects.filter(
                delegations__party__code__in=self.party, delegations__attendance__in=PRESENT
            )
            found = found.filter(_among(present))
        if self.absent:
            away = Session.objects.filter(
                delegations__party__code__in=self.absent, delegations__attendance=ABSENT
            )
            found = found.filter(_among(away))
        if self.level:
            found = found.filter(level__in=self.level)
        if self.status:
            found = found.filter(status__in=self.status)
        if self.place:
            found = found.filter(place__slug__in=self.place)
        if self.person:
            found = found.filter(
                Exists(
                    Session.objects.filter(
                        pk=OuterRef("pk"), delegations__delegates__person__slug__in=self.person
                    )
                )
                | Exists(_where_said(at, statements__speaker__slug__in=self.person))
            )
        if self.topic:
            found = found.filter(
                Exists(AgendaItem.objects.filter(session=OuterRef("pk"), topic__slug__in=self.topic))
                | Exists(_where_said(at, statements__topics__slug__in=self.topic))
            )
        if self.flag:
            found = found.filter(self._flagged_then(at) if self.is_past else self._flagged())
        if self.first_day:
            found = found.filter(Q(start__endswith__gt=self.first_day) | Q(end__endswith__gt=self.first_day))
        if last := min(filter(None, [self.last_day, self.as_of_day if self.as_of else None]), default=None):
            found = found.filter(start__startswith__lte=last)
        if self.q:
            found = found.filter(self._text(at))
        return found

    def of_flags(self, prefix: str = "") -> Q:
        """Condition on flags, reached over ``prefix``: of one of the grades asked for and in one of the states.

        Without a state among the choices it is up to the caller whether a flag has to stand.
        """
        grades = [value for value in self.flag if value in Grade.values]
        states = [value for value in self.flag if value in FlagState.values]
        condition = Q(**{f"{prefix}state__in": states}) if states else Q()
        if grades and "any" not in self.flag:
            condition &= Q(**{f"{prefix}grade__in": grades})
        return condition

    def is_of_flags(self, flag: Resumption) -> bool:
        """The same condition on a flag at hand."""
        grades = [value for value in self.flag if value in Grade.values]
        states = [value for value in self.flag if value in FlagState.values]
        return (not states or flag.state in states) and (
            not grades or "any" in self.flag or flag.grade in grades
        )

    def _flagged_then(self, at: datetime | None) -> Q:
        """The same as of a past day: by the verdict of that day, and by today's state."""
        # Lists are cut into pages of a query, so their module reads this one.
        from meetings.flag_lists import flags_as_of

        asks_for_state = bool(set(self.flag) & set(FlagState.values))
        flags = [
            flag
            for flag in flags_as_of(replace(self, council=()), at or timezone.now())
            if self.is_of_flags(flag) and (asks_for_state or flag.state in STANDING)
        ]
        condition = Q(pk__in={flag.session_id for flag in flags})
        if FlagState.WITHDRAWN in self.flag:  # no verdict of any day gives it any more
            condition |= self._flagged()
        return condition

    def _flagged(self) -> Q:
        """A flag as asked for; one that stands, unless a state is asked for."""
        flagged = self.of_flags("resumptions__")
        if not set(self.flag) & set(FlagState.values):
            flagged &= Q(resumptions__state__in=STANDING)
        return Q(Exists(Session.objects.filter(flagged, pk=OuterRef("pk"))))

    def _text(self, at: datetime | None) -> Q:
        """The words stand in one text of the session or said there, or in the names of its council, place or people."""
        return sessions_having(self.meaning, at)

    @property
    def meaning(self) -> Meaning:
        """What the words looked for can mean on record; asked once for this state and those made from it."""
        if self.q not in self.meanings:
            self.meanings[self.q] = read_meaning(self.q)
        return self.meanings[self.q]

    def gaps(self, at: datetime | None = None) -> "QuerySet[Gap]":
        """Stored gaps before the sessions that match."""
        return Gap.objects.filter(session__in=self.sessions(at))


class _Among(Func):
    template = "(%(expressions)s))"
    arg_joiner = " = ANY("
    output_field = BooleanField()


def _among(rows: "QuerySet[Any]", number: str = "pk") -> Func:
    """Whether the row's number is among those that a query finds on its own, once.

    As an array and not as a subquery: PostgreSQL then looks the rows up by their number, where it would read a
    million sessions to find the thousand of one council.
    """
    return _Among(F("pk"), ArraySubquery(rows.order_by().values(number)))


def _where_said(at: datetime | None, *conditions: Q, **lookups: Any) -> "QuerySet[Session]":
    """The outer query's session, if one of its public statements meets the conditions."""
    return Session.objects.filter(is_public_statement(at), *conditions, pk=OuterRef("pk"), **lookups)


def read_query(
    parameters: QueryDict,
    *,
    today: date,
    allowed: Iterable[str] = PARAMETERS,
    orders: Iterable[str] = ORDERS,
) -> TimelineQuery:
    """Read and validate an address's parameters.

    ``allowed``: the parameters this page knows, ``orders``: the words of its ``order``. Raises BadQuery with a sentence that names what is wrong.
    Words of open lists (slugs, codes) are taken as they come: nothing on record simply matches nothing.
    """
    known = frozenset(allowed)
    for name in parameters:
        if name not in known:
            raise BadQuery(
                _("This page has no parameter “%(name)s”. It knows %(names)s.")
                % {"name": name[:40], "names": ", ".join(n for n in PARAMETERS if n in known)},
                name,
            )
    values: dict[str, Any] = {name: _several(parameters, name) for name in MULTIPLE}
    for name, allowed_words in (("level", Level.values), ("status", Status.values), ("flag", FLAGS)):
        for value in values[name]:
            if value not in allowed_words:
                raise BadQuery(
                    _("“%(value)s” is not a %(name)s. Choose from %(words)s.")
                    % {"value": value[:40], "name": name, "words": ", ".join(allowed_words)},
                    name,
                )
    single = {name: _one(parameters, name) for name in SINGLE}
    query = TimelineQuery(
        **values,
        period_from=_period(single["from"], "from"),
        period_to=_period(single["to"], "to"),
        q=_text(single["q"]),
        as_of=_day(single["as_of"], today),
        sort=_word(single["sort"] or DEFAULTS["sort"], "sort", SORTS),
        order=_word(single["order"] or DEFAULTS["order"], "order", orders),
        breaks=_word(single["breaks"], "breaks", ("", "on")),
        page=_page(single["page"]),
        lang=_word(single["lang"] or DEFAULT, "lang", LANGUAGES),
        today=today,
    )
    if query.first_day and query.last_day and query.last_day < query.first_day:
        raise BadQuery(
            _("The period ends (%(to)s) before it begins (%(from)s).")
            % {"to": query.period_to, "from": query.period_from},
            "to",
        )
    return query


def read_what_can_be_read(
    parameters: QueryDict, *, today: date, allowed: Iterable[str] = PARAMETERS
) -> tuple[TimelineQuery, dict[str, str]]:
    """The state of an address without the parameters that cannot be read, and the sentence about each of those."""
    kept = parameters.copy()
    refused: dict[str, str] = {}
    while True:
        try:
            return read_query(kept, today=today, allowed=allowed), refused
        except BadQuery as refusal:
            refused[refusal.parameter] = str(refusal)
            del kept[refusal.parameter]


def _several(parameters: QueryDict, name: str) -> tuple[str, ...]:
    """Sorted, without doubles: the same choice has one address."""
    values = sorted({_clean(value, name) for value in parameters.getlist(name)} - {""})
    if any(len(value) > LONGEST_QUERY for value in values):
        raise BadQuery(_("“%(name)s” is too long.") % {"name": name}, name)
    return tuple(values)


def _one(parameters: QueryDict, name: str) -> str:
    values = [value for value in (_clean(v, name) for v in parameters.getlist(name)) if value]
    if len(set(values)) > 1:
        raise BadQuery(
            _("“%(name)s” is given %(n)s times; it takes one value.") % {"name": name, "n": len(values)}, name
        )
    return values[0] if values else ""


def _clean(value: str, name: str) -> str:
    if "\x00" in value:
        raise BadQuery(_("“%(name)s” contains a character that no text can have.") % {"name": name}, name)
    return value.strip()


def _text(value: str) -> str:
    if len(value) > LONGEST_QUERY:
        raise BadQuery(
            _("The search text has %(n)s characters; %(most)s is the most.")
            % {"n": len(value), "most": LONGEST_QUERY},
            "q",
        )
    return " ".join(value.split())


def _period(value: str, name: str) -> str:
    if not value:
        return ""
    try:
        DateInterval.parse_iso(value)
    except ValueError as error:
        raise BadQuery(
            _("“%(name)s=%(value)s” is not a date: write 2016, 2016-04 or 2016-04-20.")
            % {"name": name, "value": value[:20]},
            name,
        ) from error
    return value


def _day(value: str, today: date) -> str:
    """An ISO day; today itself is the default and left out of the canonical address."""
    if not value:
        return ""
    try:
        day = date.fromisoformat(value)
    except ValueError as error:
        raise BadQuery(
            _("“as_of=%(value)s” is not a day: write it as 2022-01-11.") % {"value": value[:20]}, "as_of"
        ) from error
    if not EARLIEST <= day <= LATEST:
        raise BadQuery(
            _("“as_of=%(value)s” lies outside the years 1800 to 2199.") % {"value": value[:20]}, "as_of"
        )
    return "" if day == today else day.isoformat()


def _word(value: str, name: str, words: Iterable[str]) -> str:
    if value not in words:
        raise BadQuery(
            _("“%(name)s=%(value)s” is not known. Choose from %(words)s.")
            % {"name": name, "value": value[:20], "words": ", ".join(filter(None, words))},
            name,
        )
    return value


def _page(value: str) -> int:
    if not value:
        return 1
    if not (value.isascii() and value.isdigit() and 1 <= int(value[:10]) <= 1_000_000 and len(value) < 8):
        raise BadQuery(_("“page=%(value)s” is not a page number.") % {"value": value[:20]}, "page")
    return int(value)
