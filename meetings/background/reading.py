"""The sentences of background of a flag and of a silence, read from the records."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.db import connection
from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from meetings.background import LANGUAGES, resumption_sentence, silence_sentence
from meetings.background.told import ResumptionTold, Rhythm, SilenceTold
from meetings.compiled import written_once
from meetings.coverage import Coverage
from meetings.dates import DateInterval
from meetings.languages import LANGUAGES as NAMES
from meetings.models import Council, CouncilName, Resumption, Session, SessionCouncil
from meetings.query import LATEST
from meetings.resumptions import Stream
from meetings.silences import SilenceState
from meetings.vocabulary import COUNTING_STATUSES, FlagState, Formation, NameKind
from meetings.watch import CouncilSilence


@dataclass(frozen=True)
class Sentence:
    """A sentence in a language: its code, its own name for itself, the words."""

    language: str
    name: str
    words: str


def flag_background(flag: Resumption, now: datetime) -> Sequence[Sentence]:
    """Of a flag that stands, as of the day of ``now``; empty for one that does not. One query."""
    stands = flag.state in (FlagState.RAISED, FlagState.CONFIRMED)
    if not stands or flag.silent_since is None or flag.days is None:
        return []
    of_council = _of_council(flag.council, flag.silent_since, flag.resumed_on.latest, LATEST, now)
    told = ResumptionTold(
        council="",
        day=now.date(),
        resumed_on=flag.resumed_on,
        silent_since=flag.silent_since,
        days=(_or(flag.days_min, flag.days), flag.days, _or(flag.days_max, flag.days)),
        sessions=of_council.sessions,
        uncounted=of_council.uncounted if flag.stream == Stream.MAIN else 0,
        rhythm=Rhythm(flag.typical_days, flag.longest_prior_days),
        coverage=Coverage(flag.coverage or Coverage.NOT_STATED),
        certain=bool(flag.grade_certain),
        stream=Stream(flag.stream),
    )
    return _in_each_language(told, of_council.names, resumption_sentence)


def silence_background(
    council: Council,
    running: CouncilSilence | None,
    planned: DateInterval | None,
    begun_by: date,
    now: datetime,
) -> Sequence[Sentence]:
    """Of a council's silence on the day that ``running`` is told for; empty for a council not yet assessed. One query.

    ``planned``: the start of the next public session scheduled. ``begun_by``: the last day of the sessions counted, as on
    the page.
    """
    if running is None:
        return []
    silence, day = running.silence, running.day
    since = DateInterval(silence.since_earliest, silence.since_latest) if silence else None
    of_council = _of_council(council, since, None, begun_by, now)
    ended = silence.concluded_from if silence else None
    told = SilenceTold(
        council="",
        day=day,
        sessions=of_council.sessions,
        uncounted=of_council.uncounted,
        since=since,
        days=running.days or (0, 0, 0),
        rhythm=Rhythm(silence.baseline.typical, silence.baseline.longest_days) if silence else Rhythm(),
        state=running.state or SilenceState.ON_RHYTHM,
        coverage=silence.coverage if silence else Coverage.NOT_STATED,
        unusual_since=running.unusual_since,
        concluded_from=ended if ended and ended <= day else None,
        planned=planned,
    )
    return _in_each_language(told, of_council.names, silence_sentence)


@dataclass(frozen=True)
class _OfCouncil:
    names: Mapping[str, str]
    sessions: int
    uncounted: int


def _of_council(
    council: Council, since: DateInterval | None, until: date | None, day: date, now: datetime
) -> _OfCouncil:
    """Names by language, how many sessions on record had begun by the day, and how many of those between ``since`` and
    ``until`` (None: the day) are not counted for gaps."""
    with connection.cursor() as cursor:
        cursor.execute(*_facts(now, council.pk, since, until, day))
        german, held, uncounted = cursor.fetchone()
    return _OfCouncil({"en": council.name, "de": german}, held, uncounted if since else 0)


@written_once
def _facts(
    at: datetime, council_id: int, since: DateInterval | None, until: date | None, day: date
) -> "QuerySet[Council, Any]":
    held = SessionCouncil.objects.filter(
        council=OuterRef("pk"),
        session__in=Session.objects.public(at).filter(
            status__in=COUNTING_STATUSES, start__startswith__lte=day
        ),
    )
    counted = Q(counts=True, session__formation=Formation.PLENARY, session__part_of=None)
    between = Q(session__start__startswith__lt=until) if until else Q()
    if since:
        between &= Q(session__start__startswith__gt=since.latest)
    german = CouncilName.objects.filter(
        council=OuterRef("pk"), language="de", kind__in=(NameKind.OFFICIAL, NameKind.ALIAS), valid_to=None
    ).order_by("-kind", "pk")
    return Council.objects.filter(pk=council_id).values_list(
        Coalesce(Subquery(german.values("text")[:1]), "name"),
        _count(held.filter(session__part_of=None)),
        _count(held.filter(between, session__part_of=None).exclude(counted)),
    )


def _count(rows: Any) -> Any:
    counted = rows.order_by().values("council").annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(counted), 0)


def _or(value: int | None, otherwise: int) -> int:
    return otherwise if value is None else value


def _in_each_language(told: Any, names: Mapping[str, str], write: Any) -> list[Sentence]:
    return [
        Sentence(code, NAMES.get(code, code), write(replace(told, council=names[code]), code))
        for code in LANGUAGES
    ]
