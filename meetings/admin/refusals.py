"""What only the database could refuse, said in the words of the constraint.

Rows typed together are checked one by one against what is saved; that two of them are the same, or that somebody else
was quicker, shows only when they are written. The save is then undone and the form shown again with all that was typed.
"""

from __future__ import annotations

from functools import cache

from django.apps import apps
from django.db import DatabaseError
from django.http import HttpRequest

from meetings.models.source import IN_A_CIRCLE
from meetings.publishing import MERGED, NO_SOURCE


@cache
def _sentences() -> dict[str, str]:
    """The sentence of each named constraint."""
    declared = {
        constraint.name: str(constraint.violation_error_message)
        for model in apps.get_models()
        for constraint in model._meta.constraints
    }
    raised = {
        "session_published_with_source": NO_SOURCE,
        "source_origins_without_circle": IN_A_CIRCLE,
        "merged_stays_withdrawn": MERGED,
    }
    return {**declared, **raised}


AT_THE_SAME_MOMENT = (
    "Somebody else saved a record that belongs to this one at the same moment, so nothing of yours is saved yet; all you "
    "typed stands below. Save again."
)
LED_ON = (
    "Somebody else led this record on at the same moment: it is {} now. Nothing of yours is saved yet; all you typed stands "
    "below."
)
_WAITED_FOR_EACH_OTHER = ("40P01", "55P03")  # deadlock_detected, lock_not_available


class LedOn(Exception):
    """The record is no longer where it stood when the form was opened; its text says so."""


def sentence_of(error: DatabaseError) -> str:
    """Why the database refused; raises the error again if it is neither a constraint that has a sentence nor a
    clash of two saves."""
    if getattr(error.__cause__, "pgcode", None) in _WAITED_FOR_EACH_OTHER:
        return AT_THE_SAME_MOMENT
    name = getattr(getattr(error.__cause__, "diag", None), "constraint_name", None)
    sentence = _sentences().get(name or "")
    if not sentence:
        raise error
    return sentence


def set_refusal(request: HttpRequest, sentence: str) -> None:
    request._desk_refusal = sentence  # type: ignore[attr-defined]  # lives as long as its request


def refusal(request: HttpRequest) -> str:
    """Why this request's first attempt to save was refused; empty if it was not."""
    return str(getattr(request, "_desk_refusal", ""))
