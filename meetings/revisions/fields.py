"""The columns that the public can see of a session and of what hangs on it, and what each is called."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as lazy


@dataclass(frozen=True)
class Field:
    """A column that the public can see: what it is called and how its values are said.

    ``choices``: the column with a closed list whose labels say them (`meetings.Session.level`); ``refers``: the kind of
    row that it points to; ``is_text``: quoted before and after instead of in the sentence.
    """

    label: Any
    choices: str = ""
    refers: str = ""
    is_text: bool = False


SESSION = {
    "title": Field(lazy("title")),
    "start": Field(lazy("date")),
    "end": Field(lazy("last day")),
    "date_as_printed": Field(lazy("date as printed")),
    "date_basis": Field(lazy("basis of the date"), "meetings.Session.date_basis"),
    "start_time": Field(lazy("time of the start")),
    "end_time": Field(lazy("time of the end")),
    "time_zone": Field(lazy("time zone")),
    "planned_start": Field(lazy("planned date")),
    "decided": Field(lazy("day of the decision")),
    "status": Field(lazy("status"), "meetings.Session.status"),
    "formation": Field(lazy("formation"), "meetings.Session.formation"),
    "level": Field(lazy("level"), "meetings.Session.level"),
    "format": Field(lazy("format"), "meetings.Session.format"),
    "part_of_id": Field(lazy("session it belongs to"), refers="session"),
    "place_id": Field(lazy("place"), refers="place"),
    "venue": Field(lazy("venue")),
    "duration_minutes_min": Field(lazy("shortest duration in minutes")),
    "duration_minutes_max": Field(lazy("longest duration in minutes")),
    "duration_as_printed": Field(lazy("duration as printed")),
    "outcome_kind": Field(lazy("kind of outcome"), "meetings.Session.outcome_kind"),
    "outcome": Field(lazy("outcome"), is_text=True),
    "outcome_according_to": Field(lazy("whose word the outcome is")),
    "follow_up": Field(lazy("follow-up"), is_text=True),
    "roster_complete": Field(lazy("list of delegations complete")),
}
_CITATION = {
    "source_id": Field(lazy("source"), refers="source"),
    "fact": Field(lazy("fact that it supports")),
    "stance": Field(lazy("stance"), "meetings.SessionCitation.stance"),
    "basis": Field(lazy("basis"), "meetings.Session.date_basis"),
    "locator": Field(lazy("place in the source")),
    "excerpt": Field(lazy("excerpt"), is_text=True),
}
FIELDS: Mapping[str, Mapping[str, Field]] = {
    "session": SESSION,
    "link": {
        "council_id": Field(lazy("council"), refers="council"),
        "number": Field(lazy("number")),
        "counts": Field(lazy("counted for gaps")),
    },
    "citation": _CITATION | {"fact": Field(lazy("fact that it supports"), "meetings.SessionCitation.fact")},
    "seat_citation": _CITATION
    | {"fact": Field(lazy("fact that it supports"), "delegations.DelegationCitation.fact")},
    "agenda": {
        "text": Field(lazy("subject"), is_text=True),
        "topic_id": Field(lazy("topic"), refers="topic"),
        "standing": Field(lazy("standing"), "meetings.AgendaItem.standing"),
        "according_to": Field(lazy("whose word it is")),
        "source_id": Field(lazy("source"), refers="source"),
    },
    "announcement": {
        "expected": Field(lazy("day announced")),
        "announced_on": Field(lazy("day of the announcement")),
        "text": Field(lazy("text"), is_text=True),
        "according_to": Field(lazy("whose word it is")),
        "source_id": Field(lazy("source"), refers="source"),
        "outcome": Field(lazy("what became of it"), "meetings.Announcement.outcome"),
    },
    "claim": {
        "phrase": Field(lazy("phrase"), is_text=True),
        "claim_type": Field(lazy("type"), "statements.GapClaim.claim_type"),
        "value": Field(lazy("value")),
        "qualifier": Field(lazy("qualifier"), "statements.GapClaim.qualifier"),
        "source_id": Field(lazy("source"), refers="source"),
    },
    "delegation": {
        "party_id": Field(lazy("party"), refers="party"),
        "designation_as_printed": Field(lazy("name as printed")),
        "capacity": Field(lazy("capacity"), "delegations.Delegation.capacity"),
        "attendance": Field(lazy("attendance"), "delegations.Delegation.attendance"),
        "attendance_mode": Field(lazy("way of attending"), "delegations.Delegation.attendance_mode"),
        "absence_reason": Field(lazy("reason for staying away")),
        "is_host": Field(lazy("hosted")),
        "is_chair": Field(lazy("chaired")),
        "level": Field(lazy("rank of its head"), "meetings.Session.level"),
    },
    "delegate": {
        "person_id": Field(lazy("person"), refers="person"),
        "name_as_printed": Field(lazy("name as printed")),
        "role_as_printed": Field(lazy("office as printed")),
        "post_id": Field(lazy("post"), refers="post"),
        "leads": Field(lazy("led the delegation")),
        "chairs": Field(lazy("chaired the session")),
    },
    "statement": {
        "speaker_id": Field(lazy("speaker"), refers="person"),
        "speaker_kind": Field(lazy("kind of speaker"), "statements.Statement.speaker_kind"),
        "speaker_role": Field(lazy("office of the speaker")),
        "timing": Field(lazy("time at which it was said"), "statements.Statement.timing"),
        "said_on": Field(lazy("day on which it was said")),
        "spoken_language": Field(lazy("language spoken")),
    },
    "wording": {
        "text": Field(lazy("text"), is_text=True),
        "clause": Field(lazy("clause"), is_text=True),
        "fidelity": Field(lazy("fidelity"), "statements.Wording.fidelity"),
        "language": Field(lazy("language")),
        "speaker_as_printed": Field(lazy("speaker as printed")),
        "attribution": Field(lazy("attribution"), "statements.Wording.attribution"),
        "translation_origin": Field(lazy("translation"), "statements.Wording.translation_origin"),
        "source_id": Field(lazy("source"), refers="source"),
        "locator": Field(lazy("place in the source")),
    },
    "party": {"party_id": Field(lazy("party"), refers="party")},
    "topic": {"topic_id": Field(lazy("topic"), refers="topic")},
}
