"""Sessions as an iCalendar file (RFC 5545, RFC 7986): one event each, in pieces, so that memory stays flat.

A session whose day is not known is an all-day event over the whole period, tentative, free time, and says so in words.
The same data gives the same bytes: no clock stands in the file.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import Max, Min, Prefetch
from icalendar import Calendar, Event, Timezone, vDuration, vText

from meetings.dates import DateInterval, format_span
from meetings.models import Session, SessionCitation
from meetings.publication import SessionQuerySet
from meetings.timeline.words import days_in_words, grade_in_words
from meetings.vocabulary import Format, Formation, Level, OutcomeKind, Status

SESSIONS_AT_ONCE = 500
REFRESH = timedelta(hours=12)
LONGEST_TEXT = 2000  # of one fact; Google's calendar drops descriptions beyond 8,192 characters
SOURCES_NAMED = 20
_ONE_DAY = timedelta(days=1)
_LINE_BREAKS = re.compile("\r\n|[\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1b\x1f\x7f]")
_STATUS = {
    Status.PROPOSED: "TENTATIVE",
    Status.UNCONFIRMED: "TENTATIVE",
    Status.DECLINED: "CANCELLED",
    Status.POSTPONED: "CANCELLED",
    Status.CANCELLED: "CANCELLED",
}


@dataclass(frozen=True)
class CalendarFile:
    """Which sessions, and what the calendar says of itself. Addresses from the slash on."""

    sessions: SessionQuerySet
    title: str
    description: str
    address: str
    page: str

    def pieces(self) -> Iterator[bytes]:
        """The file. Needs a snapshot that outlives the reading; one query, and five for each 500 sessions."""
        opening, closing = _split(self._head().to_ical())
        yield opening
        yield from _time_zones(self.sessions)
        for session in _in_detail(self.sessions).iterator(chunk_size=SESSIONS_AT_ONCE):
            yield event_of(session).to_ical()
        yield closing

    def _head(self) -> Calendar:
        calendar = Calendar()
        calendar.add("version", "2.0")
        calendar.add("prodid", f"-//Reconvene//{host()}//EN")
        calendar.add("calscale", "GREGORIAN")
        for name in ("name", "x-wr-calname"):
            calendar.add(name, _text(self.title))
        for name in ("description", "x-wr-caldesc"):
            calendar.add(name, _text(self.description))
        calendar.add("source", settings.SITE_URL + self.address, parameters={"VALUE": "URI"})
        calendar.add("url", settings.SITE_URL + self.page)
        calendar.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
        calendar.add("x-published-ttl", vDuration(REFRESH))
        return calendar


def host() -> str:
    """The installation's host, without its port."""
    return urlsplit(settings.SITE_URL).hostname or "localhost"


def _split(empty: bytes) -> tuple[bytes, bytes]:
    """A calendar without components, before and after where they go."""
    end = b"END:VCALENDAR\r\n"
    return empty.removesuffix(end), end


def _in_detail(sessions: SessionQuerySet) -> SessionQuerySet:
    cited = SessionCitation.objects.select_related("source").order_by("id")
    return (
        sessions.with_row_details()
        .select_related("place", "edition")
        .prefetch_related(Prefetch("citations", cited))
        .in_order()
    )


def _time_zones(sessions: SessionQuerySet) -> Iterator[bytes]:
    """The time zones of the sessions with local times, each for the years in which they lie."""
    timed = sessions.filter(start_time__isnull=False).exclude(time_zone="")
    spans = timed.order_by("time_zone").values("time_zone")
    for row in spans.annotate(first=Min("start__startswith"), last=Max("start__endswith")):
        if zone_of(row["time_zone"]) is not None:
            yield _time_zone(row["time_zone"], row["first"].year - 1, row["last"].year + 2)


@lru_cache(maxsize=256)
def zone_of(name: str) -> ZoneInfo | None:
    """The zone, or None where this machine knows none of that name."""
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        return None


@lru_cache(maxsize=256)
def _time_zone(name: str, first_year: int, last_year: int) -> bytes:
    zone = Timezone.from_tzinfo(ZoneInfo(name), name, date(first_year, 1, 1), date(last_year, 1, 1))
    return zone.to_ical()


def event_of(session: Session) -> Event:
    """The event of a session that was read with its details."""
    edition = getattr(session, "edition", None)
    event = Event()
    event.add("uid", f"S{session.pk}@{host()}")
    event.add("sequence", edition.sequence if edition else 0)
    changed_at = max(session.updated_at, edition.changed_at) if edition else session.updated_at
    event.add("dtstamp", changed_at)
    event.add("created", session.created_at)
    event.add("last-modified", changed_at)
    for name, moment in _when(session).items():
        event.add(name, moment)
    vague = _is_vague(session)
    status = _STATUS.get(Status(session.status), "TENTATIVE" if vague else "CONFIRMED")
    event.add("status", status)
    # A whole month or year is nobody's time, nor is a day on which nothing took place.
    event.add("transp", "TRANSPARENT" if vague or status == "CANCELLED" else "OPAQUE")
    event.add("summary", _text(_summary(session)))
    event.add("description", _text(_description(session)))
    if where := ", ".join(filter(None, [session.venue, session.place.name if session.place else ""])):
        event.add("location", _text(where))
    event.add("categories", [_text(each) for each in _categories(session)])
    event.add("url", settings.SITE_URL + session.get_absolute_url())
    return event


def _is_vague(session: Session) -> bool:
    """Not known to the day, at its beginning or at its end."""
    return not session.start.is_day or (session.end is not None and not session.end.is_day)


def _when(session: Session) -> dict[str, date | datetime]:
    """Local times where a source gives them; else whole days, the end being the day after the last."""
    first, last = session.start.earliest, (session.end or session.start).latest
    zone = zone_of(session.time_zone) if session.time_zone else None
    if _is_vague(session) or session.start_time is None or zone is None:
        return {"dtstart": first, "dtend": last + _ONE_DAY}
    starts = datetime.combine(first, session.start_time, zone)
    if session.end_time is None:
        # Over several days it needs an end; on one day only the beginning is known.
        return {"dtstart": starts} if first == last else {"dtstart": first, "dtend": last + _ONE_DAY}
    ends = datetime.combine(last, session.end_time, zone)
    if ends <= starts and first == last:  # until after midnight
        ends = datetime.combine(last + _ONE_DAY, session.end_time, zone)
    return {"dtstart": starts, "dtend": ends}


def when_in_words(session: Session) -> str:
    """`12 January 2022`; `in July 2019, day not known`."""
    words = format_span(session.start, session.end)
    if not _is_vague(session):
        return words
    preposition = "" if words.startswith("between") else "in "
    return f"{preposition}{words}, day not known"


def _summary(session: Session) -> str:
    who = " and ".join(link.council.short_name for link in session.council_links.all())
    what = session.title or "session"
    status = "" if session.status == Status.HELD else f" {Status(session.status).label}"
    level = str(Level(session.level).label) if session.level else ""
    vague = when_in_words(session) if _is_vague(session) else ""
    return ", ".join(filter(None, [f"{who}: {what}{status}", level, vague]))


def _categories(session: Session) -> list[str]:
    level = [str(Level(session.level).label)] if session.level else []
    return [*level, *(link.council.name for link in session.council_links.all())]


def _description(session: Session) -> str:
    """What is known of it, a fact a line, and where it stands."""
    lines = [
        when_in_words(session)[:1].upper()
        + when_in_words(session)[1:]
        + "."
        + (" The calendar shows the whole period." if _is_vague(session) else ""),
        _kind(session),
        *_times(session),
        _planned(session),
        _outcome(session),
        *_gaps(session),
        *_sources(session),
        f"{session.public_id}: {settings.SITE_URL}{session.get_absolute_url()}",
    ]
    return "\n".join(filter(None, lines))


def _kind(session: Session) -> str:
    """Status, rank, formation and format."""
    words = [
        str(Status(session.status).label),
        str(Level(session.level).label) if session.level else "",
        "" if session.formation == Formation.PLENARY else f"{Formation(session.formation).label} formation",
        str(Format(session.format).label) if session.format else "",
    ]
    said = ", ".join(filter(None, words))
    return f"{said[:1].upper()}{said[1:]}."


def _times(session: Session) -> Iterator[str]:
    times = [f"{time:%H:%M}" for time in (session.start_time, session.end_time) if time is not None]
    if times:
        yield f"Local time: {'–'.join(times)} ({session.time_zone})."


def _planned(session: Session) -> str:
    planned: DateInterval | None = session.planned_start
    return f"First planned for {format_span(planned, None)}." if planned else ""


def _outcome(session: Session) -> str:
    kind = str(OutcomeKind(session.outcome_kind).label) if session.outcome_kind else ""
    said = ": ".join(filter(None, [kind, _short(session.outcome)]))
    source = f" (according to {session.outcome_according_to})" if session.outcome_according_to else ""
    return f"Outcome: {said}{source}" if said else ""


def _gaps(session: Session) -> Iterator[str]:
    """The gap before it, of each council that held it; a flag's reason where there is one."""
    flagged = {flag.council_id: flag for flag in _loaded(session, "standing_flags")}
    names = {link.council_id: link.council.short_name for link in session.council_links.all()}
    for gap in _loaded(session, "gaps_before"):
        whose = f" ({names.get(gap.council_id, '')})" if len(names) > 1 else ""
        if flag := flagged.get(gap.council_id):
            yield (
                f"Resumption{whose}, {grade_in_words(flag.grade, flag.is_only_possible)}:"
                f" {_short(flag.reason)} {settings.SITE_URL}{flag.get_absolute_url()}"
            )
        elif gap.status == "computed":
            yield f"Gap before{whose}: {days_in_words(gap.days_min, gap.days_max)}."


def _loaded(session: Session, name: str) -> list[Any]:
    return getattr(session, name, [])


def _sources(session: Session) -> Iterator[str]:
    sources = {citation.source_id: citation.source for citation in session.citations.all()}
    if sources:
        yield "Sources:"
    for source in list(sources.values())[:SOURCES_NAMED]:
        yield "- " + ", ".join(filter(None, [str(source), source.url if str(source) != source.url else ""]))
    if len(sources) > SOURCES_NAMED:
        yield f"- and {len(sources) - SOURCES_NAMED} more"


def _short(text: str) -> str:
    return text if len(text) <= LONGEST_TEXT else text[:LONGEST_TEXT].rstrip() + "…"


def _text(value: str) -> vText:
    """Text for a calendar: any line break is one, and no other control character stands in it."""
    return vText(_CONTROLS.sub("", _LINE_BREAKS.sub("\n", value)))
