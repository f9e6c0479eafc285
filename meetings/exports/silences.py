"""`silences.csv`: how long each council has been silent on a day."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from meetings.dates import DateInterval
from meetings.dates.interval import LAST_DAY
from meetings.explanations import Context
from meetings.exports.columns import (
    Kind,
    Made,
    Reference,
    Table,
    column,
    data_version_column,
    public_id,
    site_url,
)
from meetings.exports.councils import matching_councils
from meetings.exports.expressions import bounds
from meetings.exports.judged import coverage_column
from meetings.exports.scope import Scope
from meetings.models import Session
from meetings.silences import Silence
from meetings.silences import SilenceState as State
from meetings.vocabulary import (
    SilenceState,
)
from meetings.watch import CouncilSilence, silences_on

Row = dict[str, Any]


def silences_of(scope: Scope, known: Mapping[int, CouncilSilence] | None = None) -> dict[str, CouncilSilence]:
    """The silence of each matching council on the as-of day, by slug and in its order. One that is not assessed yet
    has nothing to say. `known`: the silences of that day by council, where they are at hand already."""
    day = scope.query.as_of_day
    councils = dict(matching_councils(scope).values_list("pk", "slug"))
    found = silences_on(councils, day=day, now=scope.now) if known is None else known
    return {
        slug: found.get(pk) or CouncilSilence(pk, day, None, Context(), None) for pk, slug in councils.items()
    }


def _silence_rows(scope: Scope) -> Made:
    day = scope.query.as_of_day
    silences = silences_of(scope)
    planned = {found.next_planned_id for found in silences.values() if found.next_planned_id}
    starts = dict(Session.objects.public(scope.now).filter(pk__in=planned).values_list("pk", "start"))
    rows = [
        {
            **_silence_row(slug, found, day, scope.data_version),
            "next_planned_on": starts.get(found.next_planned_id or 0),
        }
        for slug, found in silences.items()
    ]
    return Made(len(rows), rows)


def _silence_row(slug: str, found: CouncilSilence, day: date, data_version: int) -> Row:
    silence, state = found.silence, found.state
    shortest, _, longest = found.days or (None, None, None)
    return {
        "slug": slug,
        "last_session_id": silence and silence.last_session_id,
        "silent_since": silence and DateInterval(silence.since_earliest, silence.since_latest),
        "as_of": day,
        "days_min": shortest,
        "days_max": longest,
        "state": State(state).value if state else "",
        "unusual_since": _stage(silence, found.unusual_since),
        "major_from": silence and _stage(silence, silence.major_from),
        "historic_from": silence and _stage(silence, silence.historic_from),
        "reason": found.reason,
        "coverage": silence.coverage.value if silence else "",
        "lapsed_announcements": len(found.lapsed_promises),
        "announced_for": next((promise.expected for promise in found.coming_promises), None),
        "council_id": found.council_id,
        "data_version": data_version,
    }


def _stage(silence: Silence | None, day: "date | None") -> "date | None":
    """The first day of a stage; None beyond the years of the record and after the council's conclusion."""
    if silence is None or day is None or day > LAST_DAY:
        return None
    concluded = silence.concluded_from
    return None if concluded is not None and day >= concluded else day


_NOTHING = "Nothing that counts is on record, or it was published moments ago and is not judged yet."
_NOT_REACHED = "No rhythm is known, the grade cannot be reached, or the council was concluded before."

SILENCES = Table(
    name="silences",
    title="Silences",
    description="How long each council has been silent on the as-of day (today, or `?as_of=`), and since when that is"
    " unusual. Dates of stages follow from the record alone.",
    row="one council",
    columns=(
        column("council_slug", Kind.WORD, "The council, as in its address.", "slug"),
        column("last_session_id", Kind.ID, "The last session that counts.", "last_session_id", value=public_id("S"), empty=_NOTHING),
        *bounds("silent_since", "silent_since", "End of the last sitting", empty=_NOTHING),
        column("as_of", Kind.DATE, "The day for which the row is true.", "as_of"),
        column("silence_days_min", Kind.INTEGER, "Length of the silence, shortest reading of the dates.", "days_min", empty=_NOTHING, unit="days"),
        column("silence_days_max", Kind.INTEGER, "Length of the silence, longest reading.", "days_max", empty=_NOTHING, unit="days"),
        column("state", Kind.CODE, "What the watch list says.", "state", words=SilenceState, empty=_NOTHING),
        column("unusual_since", Kind.DATE, "First day on which it was unusually long.", "unusual_since", empty="It is not."),
        column("major_from", Kind.DATE, "First day on which it is, or will be, far longer than usual.", "major_from", empty=_NOT_REACHED),
        column("historic_from", Kind.DATE, "First day on which it is, or will be, the longest on record and over four years.", "historic_from", empty=_NOT_REACHED),
        column("next_planned_on", Kind.EDTF, "Day of the next session that is scheduled, in EDTF.", "next_planned_on", empty="None is known."),
        column("reason", Kind.TEXT, "The state in a sentence.", "reason", empty=_NOTHING),
        coverage_column(empty=_NOTHING),
        column("url", Kind.URL, "The council's page.", "slug", value=site_url("/councils/{}/")),
        column("council_id", Kind.ID, "The council.", "council_id", value=public_id("C")),
        column("data_version", Kind.INTEGER, data_version_column().description, "data_version"),
        column("lapsed_announcements", Kind.INTEGER, "Next meetings announced for a day in this silence that has passed, and of which nothing on record came.", "lapsed_announcements", unit="announcements"),
        column("announced_for", Kind.EDTF, "For when a next meeting is announced, in EDTF, whether or not it is scheduled.", "announced_for", empty="No day is announced, or it has passed."),
    ),
    key=("council_slug", "as_of"),
    select=_silence_rows,
    references=(
        Reference("council_slug", "councils", "council_slug"),
        Reference("last_session_id", "sessions", "session_id"),
    ),
)  # fmt: skip
