"""The way of a record to the public and back: who may take which step, and what stands against publishing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from meetings.dates.interval import DateInterval
from meetings.models import Council, Merge, Session
from meetings.vocabulary import COUNTING_STATUSES, Publication, Stance

NO_SOURCE = (
    "A session without a source cannot be published: cite the report that says it took place under Sources."
)
MERGED = "This record was merged into another one, where all of it stands: it stays withdrawn."
NO_COUNCIL = "A session without a council cannot be published: name the council that met."
STILL_TO_COME = (
    "The day is still to come, and nothing was held on it yet: check the year, or choose scheduled."
)
COUNCIL_WITHOUT_SOURCE = (
    "A council without a source cannot be published: enter the document that describes it under Source."
)
REASON_NEEDED = (
    "This record is public: say in a sentence why you change it. Readers see the reason on its page."
)
REASON_TO_PUBLISH = "Say in a sentence why it is published: checked against which report, or why again. Readers see the reason on its page."
REASON_TO_WITHDRAW = "Say in a sentence why it is withdrawn. Readers see the reason if it is published again."


def council_not_public(council: object) -> str:
    """Why a session of this council would stay hidden."""
    return f"{council} is not published yet, and a session shows only when all its councils do: publish the council first."


def is_still_to_come(status: str, start: DateInterval, today: date) -> bool:
    """Whether what is said to have taken place cannot have: somewhere it is the day after the UTC day already."""
    return status in COUNTING_STATUSES and start.earliest > today + timedelta(days=1)


@dataclass(frozen=True)
class Step:
    """A step of the workflow, taken with a button on the form or an action on a list.

    ``button``: the name of the submit button. ``reviews``: only who may publish may take it.
    ``reason``: what asks for the reason that the step needs; empty if it needs none.
    """

    button: str
    label: str
    starts: tuple[str, ...]
    leads_to: str
    done: str
    reviews: bool = False
    reason: str = ""


STEPS = (
    Step(
        "_send_to_review",
        "Save and send to review",
        (Publication.DRAFT, Publication.WITHDRAWN),
        Publication.IN_REVIEW,
        "sent to review",
    ),
    Step(
        "_take_back",
        "Save and take back to draft",
        (Publication.IN_REVIEW,),
        Publication.DRAFT,
        "a draft again",
    ),
    Step(
        "_publish",
        "Save and publish",
        (Publication.DRAFT, Publication.IN_REVIEW, Publication.WITHDRAWN),
        Publication.PUBLISHED,
        "published",
        reviews=True,
        reason=REASON_TO_PUBLISH,
    ),
    Step(
        "_withdraw",
        "Withdraw",
        (Publication.PUBLISHED,),
        Publication.WITHDRAWN,
        "withdrawn from the public",
        reviews=True,
        reason=REASON_TO_WITHDRAW,
    ),
)


def steps_open(record: Any, *, may_publish: bool) -> list[Step]:
    """The steps that lead on from where the record stands (None: a new one), for a user who may publish or not."""
    stands = record.publication if record is not None else Publication.DRAFT
    return [step for step in STEPS if stands in step.starts and (may_publish or not step.reviews)]


def obstacles(record: Any, *, today: date) -> list[str]:
    """What stands against publishing the saved record, each in a sentence; empty if nothing does."""
    if isinstance(record, Council):
        if Merge.objects.standing().filter(old_key=record.public_id).exists():
            return [MERGED]
        return [] if record.source_id else [COUNCIL_WITHOUT_SOURCE]
    if isinstance(record, Session):
        return _obstacles_of_session(record, today)
    raise TypeError(f"{type(record).__name__} has no publication.")


def _obstacles_of_session(session: Session, today: date) -> list[str]:
    councils = [link.council for link in session.council_links.select_related("council")]
    cited = session.citations.filter(stance=Stance.SUPPORTS).exists()
    if Merge.objects.standing().filter(old_key=session.public_id).exists():
        return [MERGED]
    found = [] if cited else [NO_SOURCE]
    found += [] if councils else [NO_COUNCIL]
    found += [STILL_TO_COME] if is_still_to_come(session.status, session.start, today) else []
    return found + [
        council_not_public(each) for each in councils if each.publication != Publication.PUBLISHED
    ]
