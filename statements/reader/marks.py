"""Quotation marks: which words stand between which marks, nested too.

All pairs used in German, English, French, Russian and Spanish print are read: „…“ „…” „…" “…” "…" «…» »…« ‹…› ›…‹
‚…‘ ‘…’ '…', spaced or not, and “…“ where the closing mark was mistyped. An apostrophe is no mark. A mark without its
partner is warned of and ignored; it never reaches over the end of its paragraph.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

from statements.reader.proposals import Span, Warning

# Which marks may close what each mark opened, best first.
_CLOSES = {
    "„": '“”"‟',
    "“": '”"“',
    "”": "”",
    '"': '"”“',
    "«": "»",
    "»": "«»",
    "‹": "›",
    "›": "‹",
    "‚": "‘’'",
    "‘": "’'",
    "'": "'’",
}
_MARK = re.compile("[„“”\"«»‹›‚‘’']")
_SINGLE = "‚‘’'"
_DEEPEST = 4
_MOST_WARNINGS = 20
_LONGEST_SINGLE = 1500
_OPENS_AFTER = "([{—–-:/¿¡„“«»‹›‚‘\"'"


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words between two marks. `outer` takes in the marks, `inner` is the text without them and without spaces."""

    outer: Span
    inner: Span
    depth: int


@dataclass(slots=True)
class _Opened:
    mark: str
    at: int


class _Paragraph:
    """One paragraph, read from mark to mark with the marks that are open on a stack."""

    def __init__(self, text: str, start: int, end: int) -> None:
        self.text, self.start, self.end = text, start, end
        self.opened: list[_Opened] = []
        self.found: list[Quotation] = []
        self.stray: list[int] = []
        self.closers: dict[str, list[int]] = {mark: [] for mark in "‘’'"}

    def read(self) -> None:
        marks = [(match[0], match.start()) for match in _MARK.finditer(self.text, self.start, self.end)]
        for mark, at in marks:
            if mark in self.closers and self._may_close(at):
                self.closers[mark].append(at)
        for mark, at in marks:
            if mark in _SINGLE:
                self._single(mark, at)
            else:
                self._double(mark, at)

    def _before(self, at: int) -> str:
        return self.text[at - 1] if at > self.start else " "

    def _after(self, at: int) -> str:
        return self.text[at + 1] if at + 1 < self.end else " "

    def _may_open(self, at: int) -> bool:
        before, after = self._before(at), self._after(at)
        return (before.isspace() or before in _OPENS_AFTER) and not after.isspace()

    def _may_close(self, at: int) -> bool:
        before, after = self._before(at), self._after(at)
        return not before.isspace() and not after.isalnum()

    def _closable(self, mark: str) -> int | None:
        """The innermost open mark that this one closes, as its place on the stack."""
        for place in range(len(self.opened) - 1, -1, -1):
            if mark in _CLOSES[self.opened[place].mark]:
                return place
        return None

    def _double(self, mark: str, at: int) -> None:
        place = self._closable(mark)
        if self._opens(mark, at, place):
            if mark == '"' and place is not None:
                self._abandon(place)
            self._open(mark, at)
        elif place is not None:
            self._close(place, at)
        else:
            self.stray.append(at)

    def _opens(self, mark: str, at: int, place: int | None) -> bool:
        if mark in "„‹":
            return True
        opens, closes = self._may_open(at), self._may_close(at)
        if mark == "«":
            return place is None or not closes or (opens and self._before(at).isspace())
        if mark == "»":
            return place is None and opens
        if mark == "›":
            return place is None and opens
        if mark == "“":
            if place is None:
                return True
            innermost = self.opened[place].mark
            return opens and not closes and innermost in '“"'
        if mark == "”":
            return place is None and opens and not closes
        return (place is None and (not closes or opens)) or (place is not None and opens and not closes)

    def _single(self, mark: str, at: int) -> None:
        before, after = self._before(at), self._after(at)
        if before.isalnum() and after.isalnum():
            return
        place = self._closable(mark)
        if place is not None and not before.isspace() and not after.isalnum():
            if not self._is_possessive(mark, at):
                self._close(place, at)
            return
        if mark == "’" or not self._may_open(at) or not after.isalpha():
            return
        if self._has_end(mark, at):
            self._open(mark, at)

    def _has_end(self, mark: str, at: int) -> bool:
        """Whether a mark further on can close this one; else it is an apostrophe ('tis)."""
        return self._end_of_single(mark, at) is not None

    def _end_of_single(self, mark: str, at: int) -> int | None:
        ends = []
        for closing in _CLOSES[mark]:
            places = self.closers[closing]
            following = bisect_right(places, at)
            if following < len(places) and places[following] <= at + _LONGEST_SINGLE:
                ends.append(places[following])
        return min(ends, default=None)

    def _is_possessive(self, mark: str, at: int) -> bool:
        """`the allies' plan`: an s before it, a word after it, and a better mark to come."""
        if self._before(at) != "s" or self.text[at + 1 : at + 2] != " ":
            return False
        following = self.text[at + 2 : at + 3]
        if not following.islower():
            return False
        later = self._end_of_single("‘", at)
        if later is None:
            return False
        between = self.text[at + 1 : later]
        return "‘" not in between and " '" not in between

    def _open(self, mark: str, at: int) -> None:
        if len(self.opened) == _DEEPEST:
            self.stray.append(self.opened.pop(0).at)
        self.opened.append(_Opened(mark, at))

    def _abandon(self, place: int) -> None:
        self.stray += [opened.at for opened in self.opened[place:]]
        del self.opened[place:]

    def _close(self, place: int, at: int) -> None:
        opened = self.opened[place]
        self.stray += [inner.at for inner in self.opened[place + 1 :]]
        del self.opened[place:]
        self._keep(opened.at, at, at + 1, place)

    def _keep(self, opened_at: int, inner_end: int, outer_end: int, depth: int) -> None:
        inner = _stripped(self.text, opened_at + 1, inner_end)
        if inner:
            self.found.append(Quotation(Span(opened_at, outer_end), inner, depth))

    def close_at_end(self) -> None:
        """The words go on in the next paragraph, which opens again: what is open here ends with the paragraph."""
        if self.opened:
            first = self.opened[0]
            self.stray += [inner.at for inner in self.opened[1:]]
            self.opened = []
            self._keep(first.at, self.end, self.end, 0)

    def share_end(self) -> None:
        """«… «…»: one mark closes both, as Russian and French print it at the end of a sentence."""
        if self.opened and self.opened[0].mark == "«" and self.found:
            first, last = self.opened[0], self.found[-1]
            if last.outer.start > first.at and self.text[last.outer.end - 1] == "»":
                self.opened.pop(0)
                self._keep(first.at, last.outer.end, last.outer.end, 0)


def _stripped(text: str, start: int, end: int) -> Span | None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end) if end > start else None


def paragraphs(text: str) -> list[Span]:
    """Lines that hold anything."""
    return [
        Span(match.start(), match.end())
        for match in re.finditer(r"[^\r\n\u2028\u2029]+", text)
        if not match[0].isspace()
    ]


def quotations(text: str) -> tuple[list[Quotation], list[Warning]]:
    """All words between marks, in order, and the marks that have no partner."""
    found: list[Quotation] = []
    stray: list[int] = []
    spans = paragraphs(text)
    for number, span in enumerate(spans):
        paragraph = _Paragraph(text, span.start, span.end)
        paragraph.read()
        if (
            paragraph.opened
            and number + 1 < len(spans)
            and _reopens(text, spans[number + 1], paragraph.opened[0].mark)
        ):
            paragraph.close_at_end()
        paragraph.share_end()
        stray += [*paragraph.stray, *(opened.at for opened in paragraph.opened)]
        found += paragraph.found
    top_levelled = levelled(sorted(found, key=lambda each: (each.outer.start, -each.outer.end)))
    return top_levelled, _warnings(text, sorted(stray))


def _reopens(text: str, span: Span, mark: str) -> bool:
    return text[span.start : span.end].lstrip()[:1] == mark


def levelled(found: list[Quotation]) -> list[Quotation]:
    """The depth of each among those that were closed: a stray mark around it is none."""
    ends: list[int] = []
    levelled = []
    for each in found:
        while ends and ends[-1] <= each.outer.start:
            ends.pop()
        levelled.append(Quotation(each.outer, each.inner, len(ends)))
        ends.append(each.outer.end)
    return levelled


def _warnings(text: str, stray: list[int]) -> list[Warning]:
    warnings = [
        Warning(at, f"The quotation mark {text[at]} has no partner in its paragraph; it was ignored.")
        for at in stray[:_MOST_WARNINGS]
    ]
    if len(stray) > _MOST_WARNINGS:
        rest = len(stray) - _MOST_WARNINGS
        warnings.append(Warning(stray[_MOST_WARNINGS], f"{rest} more quotation marks have no partner."))
    return warnings
