"""What the cards of the timeline, a council, a session and a resumption say: few rows, a fixed number of queries."""

from collections.abc import Sequence
from datetime import date, datetime
from urllib.parse import urlsplit

from django.conf import settings
from django.db.models import Count, F
from django.db.models.functions import ExtractYear
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from meetings.cards.drawing import STRIP_WIDTH, Card
from meetings.cards.strip import Strip, council_strip, years_strip
from meetings.dates import DateInterval
from meetings.languages import language
from meetings.models import Council, Resumption, Session
from meetings.query import TimelineQuery
from meetings.silences import SilenceState
from meetings.timeline.words import date_in_words, days_in_words, number, span_in_words
from meetings.vocabulary import COUNTING_STATUSES, Formation, Stream
from meetings.watch import CouncilSilence, silences_on

# The newest sessions of a council that its strip shows; more would be one black bar.
SESSIONS_DRAWN = 2000


def timeline_card(query: TimelineQuery, now: datetime, data_version: int) -> Card:
    """Sessions a year, of those that the filters choose. Sessions of which the year is not known are not in a bar."""
    chosen = query.sessions(now).order_by()
    total = chosen.count()
    dated = chosen.annotate(
        first=ExtractYear(F("start__startswith")), last=ExtractYear(F("start__endswith"))
    ).filter(first=F("last"))
    counts = [
        (row["first"], row["n"]) for row in dated.values("first").annotate(n=Count("pk")).values("first", "n")
    ]
    lead = ngettext("%(n)s session on record", "%(n)s sessions on record", total) % {"n": _number(total)}
    return _card(
        _("Who still meets, who has gone silent"),
        lead,
        query.as_of_day,
        data_version,
        years_strip(counts, day=query.as_of_day, width=STRIP_WIDTH),
    )


def council_card(council: Council, query: TimelineQuery, now: datetime, data_version: int) -> Card:
    """A council with its running silence, as of the query's day."""
    day = query.as_of_day
    running = silences_on([council.pk], day=day, now=now).get(council.pk)
    since = _since(running)
    lead = ""
    if running and running.state is SilenceState.CONCLUDED and council.dissolved:
        lead = _("Concluded %(date)s") % {"date": date_in_words(council.dissolved, language())}
    elif running and running.days:
        lead = _("No session on record for %(days)s") % {"days": _days(running.days[0], running.days[2])}
    strip = _strip(council, day, now, silent_since=since)
    unusual = bool(running and running.unusual_since and running.state is not SilenceState.CONCLUDED)
    return _card(council.name, lead, day, data_version, strip, is_unusual=unusual)


def session_card(session: Session, now: datetime, data_version: int) -> Card:
    """A session among those of the first council that held it."""
    links = list(session.council_links.select_related("council"))
    council = links[0].council
    day = max(now.date(), session.start.latest)
    details = [
        session.title,
        str(session.get_level_display()),
        session.place.name if session.place else "",
        "" if session.took_place else str(session.get_status_display()),
    ]
    title = f"{', '.join(link.council.name for link in links)}, {_unbroken(span_in_words(session.start, session.end, language()))}"
    strip = _strip(council, day, now, here=session.start)
    return _card(title, capfirst(", ".join(filter(None, details))), now.date(), data_version, strip)


def resumption_card(flag: Resumption, now: datetime, data_version: int) -> Card:
    """A resumption, in the strip of its council; one that no longer stands says so."""
    stands = flag.withdrawn_at is None and flag.state in ("raised", "confirmed")
    title = _("%(council)s met again, %(date)s") % {
        "council": flag.council.name,
        "date": _unbroken(date_in_words(flag.resumed_on, language())),
    }
    if stands:
        lead = _("after %(days)s without a session on record") % {"days": _days(flag.days_min, flag.days_max)}
    else:
        lead = _("This flag no longer stands: %(state)s") % {"state": flag.get_state_display()}
    strip = _strip(flag.council, now.date(), now, here=flag.resumed_on)
    return _card(title, capfirst(lead), now.date(), data_version, strip, is_unusual=stands)


def _card(
    title: str, lead: str, day: date, data_version: int, strip: Strip, *, is_unusual: bool = False
) -> Card:
    foot = _("As of %(day)s, data version %(version)s") % {
        "day": date_in_words(DateInterval.day(day), language()),
        "version": data_version,
    }
    return Card(title, lead, foot, urlsplit(settings.SITE_URL).netloc, strip, is_unusual)


def _strip(
    council: Council,
    day: date,
    now: datetime,
    *,
    silent_since: DateInterval | None = None,
    here: DateInterval | None = None,
) -> Strip:
    """Two queries."""
    sessions = (
        Session.objects.public(now)
        .filter(council_links__council=council, council_links__counts=True)
        .filter(status__in=COUNTING_STATUSES, formation=Formation.PLENARY, part_of=None)
        .filter(start__startswith__lte=day)
        .newest_first()
        .values_list("start", flat=True)[:SESSIONS_DRAWN]
    )
    flags: Sequence[tuple[DateInterval | None, DateInterval]] = list(
        Resumption.objects.public(now)
        .standing()
        .filter(council=council, stream=Stream.MAIN, resumed_on__startswith__lte=day)
        .values_list("silent_since", "resumed_on")[:SESSIONS_DRAWN]
    )
    gaps = [(since, until) for since, until in flags if since is not None]
    return council_strip(
        list(sessions), gaps, day=day, width=STRIP_WIDTH, silent_since=silent_since, here=here
    )


def _since(running: CouncilSilence | None) -> DateInterval | None:
    silence = running.silence if running else None
    return DateInterval(silence.since_earliest, silence.since_latest) if silence else None


def _days(days_min: int | None, days_max: int | None) -> str:
    return days_in_words(days_min, days_max, language())


def _unbroken(words: str) -> str:
    """A date that stays on one line."""
    return words.replace(" ", "\xa0")


def _number(value: int) -> str:
    return number(value, language())
