"""What the public was told of a session, as it is kept with its edition, and the same as facts to compare."""

from typing import Any

from meetings.dates import DateInterval
from meetings.models import Session
from meetings.notice_words import SessionFacts

Json = dict[str, Any]


def as_told(session: Session) -> Json:
    """The facts that are told of a public session, beside the ids by which places and councils are compared.

    Read it with place and councils (`select_related("place").with_councils()`). `version` is the record's.
    """
    links = sorted(session.council_links.all(), key=lambda link: link.council_id)
    times = [f"{time:%H:%M}" for time in (session.start_time, session.end_time) if time is not None]
    return {
        "version": session.record_version,
        "public": True,
        "start": session.start.edtf,
        "end": session.end.edtf if session.end else None,
        "time": f"{'–'.join(times)} ({session.time_zone})" if times else "",
        "status": str(session.status),
        "place": session.place_id,
        "place_words": str(session.place or ""),
        "councils": [link.council_id for link in links],
        "council_words": [link.council.short_name for link in links],
    }


def facts(told: Json) -> SessionFacts:
    """What was told, to be put in words."""
    return SessionFacts(
        start=DateInterval.parse_edtf(told["start"]),
        end=DateInterval.parse_edtf(told["end"]) if told["end"] else None,
        time=told["time"],
        status=told["status"],
        place=told["place_words"],
        councils=tuple(told["council_words"]),
        is_public=told["public"],
    )


def facts_before(told: Json, now: Json) -> SessionFacts:
    """The facts told before. A place or council that only has another name since is named as it is now."""
    names = {
        f"{name}_words": now[f"{name}_words"]
        for name in ("place", "council")
        if told[_ids(name)] == now[_ids(name)]
    }
    return facts(told | names)


def _ids(name: str) -> str:
    return {"council": "councils"}.get(name, name)
