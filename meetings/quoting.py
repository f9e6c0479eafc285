"""How a page is cited: in plain text and as BibTeX. Pure: words by gettext, no clock, no settings."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from urllib.parse import quote

from django.utils.translation import gettext as _

from meetings.dates import DateInterval, format_interval

LICENCE = "CC BY 4.0"
_TEX = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "&": r"\&",
    "%": r"\%",
    "$": r"\$",
    "#": r"\#",
    "_": r"\_",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
}


@dataclass(frozen=True, slots=True)
class Quotable:
    """A page as it stood. ``record``: the public id of what it shows, empty for a list; ``address``: absolute.

    ``day``: the as-of day; ``locale``: language of its words; ``word``: what the BibTeX key says of a list, if not its title.
    """

    title: str
    address: str
    day: date
    data_version: int
    record: str = ""
    locale: str = "en"
    word: str = ""

    @property
    def _as_of(self) -> str:
        values = {
            "day": format_interval(DateInterval.day(self.day), self.locale),
            "version": self.data_version,
            "record": self.record,
        }
        if self.record:
            return _("Record %(record)s, as of %(day)s, data version %(version)s") % values
        return _("As of %(day)s, data version %(version)s") % values

    @property
    def plain(self) -> str:
        """One line. The day of reading is left to the reader: the as-of day and the version say what was read."""
        title = _("“%(title)s”") % {"title": _one_line(self.title)}
        return f"Reconvene: {title}. {self._as_of}. {self.address}"

    @property
    def bibtex(self) -> str:
        """One entry of BibTeX, also read by biblatex. Its key names record, day and version."""
        fields = {
            "author": "{Reconvene}",
            "title": f"{{{_in_tex(self.title)}}}",
            "year": str(self.day.year),
            "date": self.day.isoformat(),
            "note": _in_tex(f"{self._as_of}. {LICENCE}"),
            "url": _in_braces(self.address),
        }
        lines = [f"  {name:<6} = {{{value}}}," for name, value in fields.items()]
        return "\n".join([f"@misc{{{self._key},", *lines, "}"])

    @property
    def _key(self) -> str:
        subject = self.record or self.word or _slug(self.title) or "page"
        return f"reconvene-{subject}-{self.day.isoformat()}-v{self.data_version}"


def _one_line(text: str) -> str:
    """Without line breaks and control characters, which no citation survives."""
    kept = (" " if unicodedata.category(mark) in ("Cc", "Zl", "Zp") else mark for mark in text)
    return " ".join("".join(kept).split())


def _in_tex(text: str) -> str:
    return "".join(_TEX.get(mark, mark) for mark in _one_line(text))


def _in_braces(address: str) -> str:
    """An address for a field that is read as it stands: nothing in it can end the field."""
    return quote(address, safe="/:?#[]@!$&'()*+,;=%-._~")


def _slug(text: str) -> str:
    """Letters and digits of ASCII only, as keys of BibTeX must be."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")[:40]
