"""The columns that the public can see of a session and of what hangs on it, and what each is called."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Field:
    """A column that the public can see: what it is called and how its values are said.

    ``choices``: the column with a closed list whose labels say them (`meetings.Session.level`); ``refers``: the kind of
    row that it points to; ``is_text``: quoted before and after instead of in the sentence;
    ``is_quotation``: words of the row's source, which may not allow it to be quoted.
    """

    label: Any
    choices: str = ""
    refers: str = ""
    is_text: bool = False
    is_quotation: bool = False


SESSION = {
    "title": Field(_("title")),
    "start": Field(_("date")),
    "end": Field(_("last day")),
    "date_as_printed": Field(_("date as printed")),
    "date_basis": Field(_("basis of the date"), "meetings.Session.date_basis"),
    "start_time": Field(_("time of the start")),
    "end_time": Field(_("time of the end")),
    "time_zone": Field(_("time zone")),
    "planned_start": Field(_("planned date")),
    "decided": Field(_("day of the decision")),
    "status": Field(_("status"), "meetings.Session.status"),
    "formation": Field(_("formation"), "meetings.Session.formation"),
    "level": Field(_("level"), "meetings.Session.level"),
    "format": Field(_("format"), "meetings.Session.format"),
    "part_of_id": Field(_("session it belongs to"), refers="session"),
    "place_id": Field(_("place"), refers="place"),
    "venue": Field(_("venue")),
    "duration_minutes_min": Field(_("shortest duration in minutes")),
    "duration_minutes_max": Field(_("longest duration in minutes")),
    "duration_as_printed": Field(_("duration as printed")),
    "outcome_kind": Field(_("kind of outcome"), "meetings.Session.outcome_kind"),
    "outcome": Field(_("outcome"), is_text=True),
    "outcome_according_to": Field(_("whose word the outcome is")),
    "follow_up": Field(_("follow-up"), is_text=True),
    "roster_complete": Field(_("list of delegations complete")),
}
_CITATION = {
    "source_id": Field(_("source"), refers="source"),
    "fact": Field(_("fact that it supports")),
    "stance": Field(_("stance"), "meetings.SessionCitation.stance"),
    "basis": Field(_("basis"), "meetings.Session.date_basis"),
    "locator": Field(_("place in the source")),
    "excerpt": Field(_("excerpt"), is_text=True, is_quotation=True),
}
FIELDS: Mapping[str, Mapping[str, Field]] = {
    "session": SESSION,
    "link": {
        "council_id": Field(_("council"), refers="council"),
        "number": Field(_("number")),
        "counts": Field(_("counted for gaps")),
    },
    "citation": _CITATION | {"fact": Field(_("fact that it supports"), "meetings.SessionCitation.fact")},
    "seat_citation": _CITATION
    | {"fact": Field(_("fact that it supports"), "delegations.DelegationCitation.fact")},
    "agenda": {
        "text": Field(_("subject"), is_text=True),
        "topic_id": Field(_("topic"), refers="topic"),
        "standing": Field(_("standing"), "meetings.AgendaItem.standing"),
        "according_to": Field(_("whose word it is")),
        "source_id": Field(_("source"), refers="source"),
    },
    "announcement": {
        "expected": Field(_("day announced")),
        "announced_on": Field(_("day of the announcement")),
        "text": Field(_("text"), is_text=True),
        "according_to": Field(_("whose word it is")),
        "source_id": Field(_("source"), refers="source"),
        "outcome": Field(_("what became of it"), "meetings.Announcement.outcome"),
    },
    "claim": {
        "phrase": Field(_("phrase"), is_text=True, is_quotation=True),
        "claim_type": Field(_("type"), "statements.GapClaim.claim_type"),
        "value": Field(_("value")),
        "qualifier": Field(_("qualifier"), "statements.GapClaim.qualifier"),
        "source_id": Field(_("source"), refers="source"),
    },
    "delegation": {
        "party_id": Field(_("party"), refers="party"),
        "designation_as_printed": Field(_("name as printed")),
        "capacity": Field(_("capacity"), "delegations.Delegation.capacity"),
        "attendance": Field(_("attendance"), "delegations.Delegation.attendance"),
        "attendance_mode": Field(_("way of attending"), "delegations.Delegation.attendance_mode"),
        "absence_reason": Field(_("reason for staying away")),
        "is_host": Field(_("hosted")),
        "is_chair": Field(_("chaired")),
        "level": Field(_("rank of its head"), "meetings.Session.level"),
    },
    "delegate": {
        "person_id": Field(_("person"), refers="person"),
        "name_as_printed": Field(_("name as printed")),
        "role_as_printed": Field(_("office as printed")),
        "post_id": Field(_("post"), refers="post"),
        "leads": Field(_("led the delegation")),
        "chairs": Field(_("chaired the session")),
    },
    "statement": {
        "speaker_id": Field(_("speaker"), refers="person"),
        "speaker_kind": Field(_("kind of speaker"), "statements.Statement.speaker_kind"),
        "speaker_role": Field(_("office of the speaker")),
        "timing": Field(_("time at which it was said"), "statements.Statement.timing"),
        "said_on": Field(_("day on which it was said")),
        "spoken_language": Field(_("language spoken")),
    },
    "wording": {
        "text": Field(_("text"), is_text=True, is_quotation=True),
        "clause": Field(_("clause"), is_text=True, is_quotation=True),
        "fidelity": Field(_("fidelity"), "statements.Wording.fidelity"),
        "language": Field(_("language")),
        "speaker_as_printed": Field(_("speaker as printed")),
        "attribution": Field(_("attribution"), "statements.Wording.attribution"),
        "translation_origin": Field(_("translation"), "statements.Wording.translation_origin"),
        "source_id": Field(_("source"), refers="source"),
        "locator": Field(_("place in the source")),
    },
    "party": {"party_id": Field(_("party"), refers="party")},
    "topic": {"topic_id": Field(_("topic"), refers="topic")},
}
