"""The state of the timeline, and its canonical address."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from urllib.parse import urlencode

from django.db.models import Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from meetings.dates import DateInterval
from meetings.languages import DEFAULT
from meetings.models import Gap, Resumption
from meetings.publication import SessionQuerySet
from meetings.query import filtering
from meetings.search.meaning import Meaning, read_meaning
from meetings.vocabulary import FlagState, Grade

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
    # Of these sessions only, by their numbers; no parameter of an address, but the way to ask for one record's rows.
    numbers: tuple[int, ...] | None = None
    today: date = field(default=EARLIEST, compare=False)
    meanings: dict[str, Meaning] = field(default_factory=dict, compare=False, repr=False)

    @property
    def as_of_day(self) -> date:
        """The day up to which the record is read: ``as_of``, else today (UTC)."""
        return date.fromisoformat(self.as_of) if self.as_of else self.today

    @property
    def begun_by(self) -> date:
        """The last day on which what is read may have begun: the as-of day. Without one nothing on record is left out, also
        not what is dated on a day to come: in Wellington it is tomorrow already."""
        return self.as_of_day if self.as_of else LATEST

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
            self.period_from or self.period_to or self.q or self.numbers is not None
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
        return filtering.sessions_of(self, at)

    def of_flags(self, prefix: str = "") -> Q:
        """Condition on flags, reached over ``prefix``: of one of the grades asked for and in one of the states.

        Without a state among the choices it is up to the caller whether a flag has to stand.
        """
        return filtering.of_flags(self, prefix)

    def is_of_flags(self, flag: Resumption) -> bool:
        """The same condition on a flag at hand."""
        return filtering.is_of_flags(self, flag)

    @property
    def meaning(self) -> Meaning:
        """What the words looked for can mean on record; asked once for this state and those made from it."""
        if self.q not in self.meanings:
            self.meanings[self.q] = read_meaning(self.q)
        return self.meanings[self.q]

    def gaps(self, at: datetime | None = None) -> "QuerySet[Gap]":
        """Stored gaps before the sessions that match."""
        return Gap.objects.filter(session__in=self.sessions(at))
