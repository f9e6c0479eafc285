"""The history of a flag within its item: every version that told something new, the latest first."""

from pydantic import Field, create_model

from meetings.exports.csv_form import instant
from meetings.exports.scope import Scope
from meetings.flag_history import flag_history
from meetings.interface.resources import Found, Nested
from meetings.interface.schemas import Record
from meetings.interface.values import Item
from meetings.models import Resumption

_VERSION = create_model(
    "VersionOfAResumption",
    __base__=Record,
    __doc__="What a flag said from a moment on.",
    at=(str, Field(description="When the database said so.", json_schema_extra={"format": "date-time"})),
    what=(str, Field(description="What happened to it, in words.")),
    note=(
        str | None,
        Field(description="Why a person judged so, or why it was withdrawn. null: nobody said."),
    ),
    reason=(str | None, Field(description="The verdict in a sentence. null: the same as before.")),
)


def _history(scope: Scope, found: Found) -> list[Item]:
    flag = Resumption.objects.public(scope.now).get(pk=found["pk"])
    return [
        {
            "at": instant(version.moment),
            "what": version.words,
            "note": version.note or None,
            "reason": version.reason or None,
        }
        for version in flag_history(flag)
    ]


HISTORY = Nested(
    "history",
    _VERSION,
    "What became of it, the latest first; today's, also with as_of.",
    _history,
    lambda scope, found: scope,
)
