"""What changed, in plain words: the names of tables and fields, and how each value is said. Never who changed it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.apps import apps
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from meetings.dates import DateInterval
from meetings.revisions.fields import FIELDS, Field
from meetings.revisions.visibility import Step, Version
from meetings.timeline.words import date_in_words

# A text is quoted before and after up to this many characters, a name in passing up to fewer.
TEXT_SHOWN, NAME_SHOWN = 400, 80

_DATERANGE = re.compile(r"\[(\d{4}-\d\d-\d\d),(\d{4}-\d\d-\d\d)\)")
# A kind of its own: of the sources that do not allow their words to be quoted.
WITHHOLDING = "withholding source"
Names = Mapping[tuple[str, int], str]


@dataclass(frozen=True)
class Change:
    """One change in a sentence; of a long text also what stood there ``before`` and ``after``, in its ``language``."""

    words: str
    before: str = ""
    after: str = ""
    language: str = ""
    reason: str = ""


def references(version: Version) -> Iterator[tuple[str, int]]:
    """The rows whose names are needed to tell of the version, by kind and key."""
    for name, field in FIELDS[version.table].items():
        key = version.data.get(name)
        if field.refers not in ("", "session") and key is not None:
            yield field.refers, key
    if quotes(version.table) and version.data.get("source_id") is not None:
        yield WITHHOLDING, version.data["source_id"]


def quotes(table: str) -> bool:
    """Whether its rows hold words of their source."""
    return any(field.is_quotation for field in FIELDS[table].values())


class Teller:
    """Puts steps into words. ``names``: of the rows pointed to; ``parent``: what a row of a row hangs on."""

    def __init__(self, names: Names, parent: Callable[[Version], Version | None]) -> None:
        self._names = names
        self._parent = parent

    def differences(self, before: Version, after: Version, reason: str = "") -> Iterator[Change]:
        """What a reader sees changed from one version of a row to another."""
        row = "" if after.table == "session" else self.name(after, short=True)
        for name, field in FIELDS[after.table].items():
            old, new = before.data.get(name), after.data.get(name)
            if old != new and field.is_quotation and self._is_withheld(before, after):
                yield Change(_("%(what)s changed") % {"what": f"{row}: {field.label}"}, reason=reason)
            elif old != new:
                yield self._change(row, field, old, new, str(after.data.get("language") or ""), reason)

    def _is_withheld(self, *versions: Version) -> bool:
        return any((WITHHOLDING, version.data.get("source_id")) in self._names for version in versions)

    def _change(self, row: str, field: Field, old: Any, new: Any, language: str, reason: str) -> Change:
        what = _("%(row)s: %(what)s") % {"row": row, "what": field.label} if row else str(field.label)
        before, after = self._value(field, old), self._value(field, new)
        if field.is_text and before and after:
            shown = (Truncator(before).chars(TEXT_SHOWN), Truncator(after).chars(TEXT_SHOWN))
            return Change(_("%(what)s changed") % {"what": what}, *shown, language, reason)
        if field.is_text:
            done = _("%(what)s added") if after else _("%(what)s removed")
            return Change(done % {"what": what}, reason=reason)
        if not before:
            words = _("%(what)s added: %(new)s") % {"what": what, "new": after}
        elif not after:
            words = _("%(what)s removed, was: %(old)s") % {"what": what, "old": before}
        else:
            words = _("%(what)s changed from %(old)s to %(new)s") % {
                "what": what,
                "old": before,
                "new": after,
            }
        return Change(words, reason=reason)

    def _value(self, field: Field, value: Any) -> str:
        if value is None or value == "":
            return ""
        if isinstance(value, bool):
            return _("yes") if value else _("no")
        if field.refers == "session":
            return f"S{value}"  # its title is told where it is public, which this one need not be
        if field.refers:
            return self._names.get((field.refers, value)) or _("a record since removed")
        if field.choices:
            return _label(field.choices, str(value))
        if found := _DATERANGE.fullmatch(str(value)):
            first, end = map(date.fromisoformat, found.groups())
            return date_in_words(DateInterval(first, end - timedelta(days=1)))
        return str(value)

    def name(self, version: Version, *, short: bool = False) -> str:
        """What the row is called in a sentence: `delegation of Russia`. ``short``: without the text that it is."""
        data, said = version.data, self._said(version)
        match version.table:
            case "link":
                return _("council %(name)s") % {"name": said}
            case "citation":
                fact = self._value(FIELDS["citation"]["fact"], data.get("fact"))
                if fact:
                    return _("source %(name)s for: %(fact)s") % {"name": said, "fact": fact}
                return _("source %(name)s") % {"name": said}
            case "seat_citation":
                party = self._of(version)
                return _("source %(name)s for the delegation of %(party)s") % {"name": said, "party": party}
            case "agenda":
                return _("agenda item") if short else _("agenda item “%(name)s”") % {"name": said}
            case "announcement":
                return _("announcement") if short else _("announcement “%(name)s”") % {"name": said}
            case "claim":
                return _("gap claim") if short else _("gap claim “%(name)s”") % {"name": said}
            case "delegation":
                return _("delegation of %(party)s") % {"party": said}
            case "delegate":
                return _("%(name)s in the delegation of %(party)s") % {
                    "name": said,
                    "party": self._of(version),
                }
            case "statement":
                return _("statement of %(name)s") % {"name": said}
            case "wording":
                return _("wording (%(language)s) of the statement of %(name)s") % {
                    "language": data.get("language", ""),
                    "name": self._of(version),
                }
            case "party":
                return _("%(party)s as party of the statement of %(name)s") % {
                    "party": said,
                    "name": self._of(version),
                }
            case _:
                return _("topic %(topic)s of the statement of %(name)s") % {
                    "topic": said,
                    "name": self._of(version),
                }

    def _of(self, version: Version) -> str:
        """What the row hangs on, as it was by then."""
        parent = self._parent(version)
        return self._said(parent) if parent else _("a record since removed")

    def _said(self, version: Version) -> str:
        """The name of a row itself."""
        data, fields = version.data, FIELDS[version.table]
        for name in ("council_id", "party_id", "person_id", "speaker_id", "topic_id", "source_id"):
            if (
                name in fields
                and data.get(name) is not None
                and version.table not in ("agenda", "announcement", "claim")
            ):
                return self._value(fields[name], data[name])
        if version.table == "statement":
            return self._value(fields["speaker_kind"], data.get("speaker_kind"))
        phrase = "" if self._is_withheld(version) else data.get("phrase")
        text = data.get("name_as_printed") or phrase or data.get("text") or ""
        return Truncator(text).chars(NAME_SHOWN)


def _label(column: str, value: str) -> str:
    """The label of a value in a column's closed list; the value itself where it is no longer in it."""
    app, model, field = column.split(".")
    listed: Any = apps.get_model(app, model)._meta.get_field(field)
    return str(dict(listed.flatchoices).get(value, value))


def added_or_removed(teller: Teller, step: Step) -> str:
    """`delegation of Norway added`. What is removed is named by what it was, not by its text."""
    if step.after is not None:
        return _("%(row)s added") % {"row": teller.name(step.after)}
    assert step.before is not None
    return _("%(row)s removed") % {"row": teller.name(step.before, short=True)}


def how_many(table: str, number: int, *, added: bool) -> str:
    """`12 delegations added`, for many of one kind on one day."""
    counted = {
        "link": ngettext("%(n)s council", "%(n)s councils", number),
        "citation": ngettext("%(n)s citation", "%(n)s citations", number),
        "seat_citation": ngettext("%(n)s citation", "%(n)s citations", number),
        "agenda": ngettext("%(n)s agenda item", "%(n)s agenda items", number),
        "announcement": ngettext("%(n)s announcement", "%(n)s announcements", number),
        "claim": ngettext("%(n)s gap claim", "%(n)s gap claims", number),
        "delegation": ngettext("%(n)s delegation", "%(n)s delegations", number),
        "delegate": ngettext("%(n)s delegate", "%(n)s delegates", number),
        "statement": ngettext("%(n)s statement", "%(n)s statements", number),
        "wording": ngettext("%(n)s wording", "%(n)s wordings", number),
        "party": ngettext("%(n)s party of a statement", "%(n)s parties of statements", number),
        "topic": ngettext("%(n)s topic of a statement", "%(n)s topics of statements", number),
    }[table] % {"n": number}
    return (_("%(rows)s added") if added else _("%(rows)s removed")) % {"rows": counted}
