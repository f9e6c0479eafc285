"""What people make of flags: confirm, dismiss, open again; each with a note, and never over another's head."""

from datetime import datetime
from typing import Any

import pghistory
from django.db import transaction
from django.db.models import Case, IntegerField, QuerySet, Value, When
from django.utils.translation import gettext as _

from meetings.counterfactual_words import grade_named
from meetings.dates import DateInterval, format_interval
from meetings.flag_history import what_changed_since
from meetings.models import Resumption
from meetings.thresholds import Grade
from meetings.vocabulary import FlagState

WITHDRAWN = "This flag was withdrawn: the record no longer supports it, so there is nothing to judge."


class JudgementRefused(ValueError):
    """Its text is a sentence for the reviewer; nothing was stored."""


def flag_judge(
    *, flag: Resumption, verdict: FlagState, note: str, reviewer: Any, now: datetime, opened_as: int | None
) -> None:
    """Store a person's judgement with its note; `verdict` RAISED opens the flag again.

    `opened_as`: the record version that the reviewer read; None: not held to one. Raises JudgementRefused where the
    flag was withdrawn, revised or judged since. The flag is brought up to what is stored.
    """
    with transaction.atomic(), pghistory.context(reason=note):
        stored = Resumption.objects.select_for_update().get(pk=flag.pk)
        flag.refresh_from_db()
        if stored.state == FlagState.WITHDRAWN:
            raise JudgementRefused(WITHDRAWN)
        if opened_as is not None and stored.record_version != opened_as:
            raise JudgementRefused(
                f"This flag changed while you had it open: {what_changed_since(stored, opened_as)} Nothing is stored"
                " yet, and your note stands below. Read the flag as it is now and judge it again."
            )
        flag.state = flag.reviewed_as = verdict
        flag.reviewed_at = now
        flag.reviewed_by = reviewer
        flag.reviewed_grade = flag.grade
        flag.review_note = note
        flag.save(
            update_fields=[
                "state", "reviewed_as", "reviewed_at", "reviewed_by", "reviewed_grade", "review_note"
            ]
        )  # fmt: skip


def judgement_in_words(flag: Any) -> str:
    """`Dismissed by a person on 3 March 2022`, or `Was dismissed by a person on 3 March 2022, when it was notable
    (unusually long)` where that no longer holds; empty if nobody has judged it. Never who. `flag`: a flag or one
    version of it."""
    verdict = flag.reviewed_as
    if not verdict or flag.reviewed_at is None:
        return ""
    grade = Grade(flag.reviewed_grade) if flag.reviewed_grade else None
    words = {
        "day": format_interval(DateInterval.day(flag.reviewed_at.date())),
        "judged": FlagState(verdict).label,
        "grade": grade_named(grade),
    }
    if verdict == FlagState.RAISED:
        return _("Opened again by a person on %(day)s") % words
    if flag.state == verdict:
        said = _("%(judged)s by a person on %(day)s") % words
        return said[:1].upper() + said[1:]
    return _("Was %(judged)s by a person on %(day)s, when it was %(grade)s") % words


def awaiting_judgement() -> "QuerySet[Resumption]":
    """The reviewers' queue. On top what was judged when it had another grade; then what is certain, the highest
    grade first, the newest first."""
    judged_before = Case(
        When(reviewed_as__in=[FlagState.CONFIRMED, FlagState.DISMISSED], then=Value(0)),
        default=Value(1),
        output_field=IntegerField(),
    )
    only_possible = Case(When(grade_certain="", then=Value(1)), default=Value(0), output_field=IntegerField())
    by_grade = Case(
        *(
            When(grade=grade.value, then=Value(place))
            for place, grade in enumerate(sorted(Grade, key=list(Grade).index, reverse=True))
        ),
        default=Value(len(Grade)),
        output_field=IntegerField(),
    )
    return Resumption.objects.filter(state=FlagState.RAISED).order_by(
        judged_before, only_possible, by_grade, "-resumed_on__startswith", "-id"
    )
