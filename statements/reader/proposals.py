"""What the reader proposes. Nothing here is a record: an editor accepts it, or does not.

Every proposal carries its span: ``text[span.start:span.end]`` of the pasted text is what it proposes, to the letter.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

QuoteKind = Literal["full", "fragment", "reported"]
Attributed = Literal["printed", "carried_over", "none"]
Where = Literal["before", "after", "inverted", "source", ""]


@dataclass(frozen=True, order=True, slots=True)
class Span:
    """From the character at `start` to the one before `end`."""

    start: int
    end: int

    def of(self, text: str) -> str:
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        return self.start < other.end and other.start < self.end

    def holds(self, other: Span) -> bool:
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True)
class Warning:
    """What is odd in the text, in a sentence for the editor, and where."""

    at: int
    message: str


@dataclass(frozen=True, slots=True)
class KnownPerson:
    """A person on record with the spellings of their name, in any script. `key` is handed back, no more."""

    key: str
    spellings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class KnownName:
    """A council or place on record with its names."""

    key: str
    spellings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ProposedPerson:
    """Whom the printed words name. `is_guess` unless the name alone stands in the attribution."""

    key: str
    is_guess: bool


@dataclass(frozen=True, slots=True)
class Quote:
    """Words to accept as a wording.

    `speaker` is the span of the speaker as printed with this sentence, None where none is; `carried` then leads to
    the one named before. `clause` of a fragment is the clause in which it stands.
    """

    span: Span
    kind: QuoteKind
    speaker: Span | None = None
    where: Where = ""
    carried: Span | None = None
    clause: Span | None = None
    person: ProposedPerson | None = None

    @property
    def attributed(self) -> Attributed:
        if self.speaker:
            return "printed"
        return "carried_over" if self.carried else "none"


@dataclass(frozen=True, slots=True)
class Claim:
    """A sentence about a gap. Type, value, qualifier and subject as `statements.models.GapClaim` stores them."""

    span: Span
    claim_type: str
    value: str
    qualifier: str
    subject: str
    times_printed: int = 1


@dataclass(frozen=True, slots=True)
class ProposedDate:
    """The day of the session. `basis` printed, or inferred from a weekday and the day of publication."""

    span: Span
    first: date
    last: date
    basis: Literal["printed", "inferred"]


@dataclass(frozen=True, slots=True)
class Named:
    """A place or council; `key` None where it is not on record."""

    span: Span
    key: str | None


@dataclass(frozen=True, slots=True)
class Report:
    """All that was read from one text."""

    quotes: tuple[Quote, ...] = ()
    claims: tuple[Claim, ...] = ()
    dates: tuple[ProposedDate, ...] = ()
    places: tuple[Named, ...] = ()
    councils: tuple[Named, ...] = ()
    warnings: tuple[Warning, ...] = ()
    language: str = field(default="")
