"""A pasted report read for the desk: what the reader proposes, with what is on record beside it.

The text is read and forgotten: it is stored nowhere, and nothing here logs it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db import connection

from delegations.models import Delegate, Person
from meetings.dates import format_interval, format_span
from meetings.dates.interval import DateInterval
from meetings.models import Council, Place, Session, Source
from meetings.models.search import Spelling
from meetings.vocabulary import DateBasis
from statements.claim_check import Claim as SaidOfGap
from statements.claim_check import Finding
from statements.claims import hold_proposed
from statements.reader import Claim, Quote, Report, read_report
from statements.reader.proposals import KnownName, KnownPerson
from statements.reader.words import words_in
from statements.vocabulary import Attribution, ClaimQualifier, ClaimType, Fidelity

LONGEST_TEXT = 60_000  # characters
_MOST_WORDS = 3000  # with a capital, of which names are looked up
_MOST_SPELLINGS = 5000

_FIDELITY = {"full": Fidelity.VERBATIM_UNKNOWN, "fragment": Fidelity.FRAGMENT, "reported": Fidelity.REPORTED}
_KINDS = {"full": "full quote", "fragment": "fragment", "reported": "reported speech"}
_KEYS = "SELECT DISTINCT key FROM unnest(%s::text[]) word, unnest(reconvene_word_keys(word)) key"


@dataclass(frozen=True)
class Offer:
    """One proposal as the desk shows it. `values`: what goes into the boxes of the form if it is accepted."""

    values: dict[str, Any]
    heading: str
    text: str
    details: list[str] = field(default_factory=list)
    finding: Finding | None = None
    is_guess: bool = False


@dataclass
class Reading:
    """All proposals for one text, and who led a delegation: `heads` are pairs of key and name."""

    setting: list[Offer] = field(default_factory=list)
    claims: list[Offer] = field(default_factory=list)
    statements: list[Offer] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    heads: list[tuple[int, str]] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        return not (self.setting or self.claims or self.statements)


def read_for_desk(
    text: str, language: str, *, source: Source | None, session: Session | None, now: datetime
) -> Reading:
    """The proposals for a report in one of the reader's languages.

    Weekdays are read from the day on which the source was published. Claims are held against the record only for a
    session that is saved. At most a dozen queries, whatever the text.
    """
    report = read_report(
        text,
        language,
        published=source.published if source else None,
        people=_people(text),
        councils=_names("council"),
        places=_names("place"),
    )
    people = {quote.person.key for quote in report.quotes if quote.person}
    names = dict(Person.objects.filter(pk__in=people).values_list("pk", "name")) if people else {}
    return Reading(
        setting=[*_dates(report, text), *_named(report, text)],
        claims=_claims(report, text, session, now),
        statements=[_statement(quote, text, language, names) for quote in report.quotes],
        warnings=[warning.message for warning in report.warnings],
        heads=_heads(session),
    )


def _people(text: str) -> list[KnownPerson]:
    """The people with a word of their name in the text, by any spelling on record."""
    capitals = {word.text for word in words_in(text, 0, len(text)) if word.is_capital and len(word.text) > 1}
    words = sorted({part for word in capitals for part in word.split("-")})[:_MOST_WORDS]
    with connection.cursor() as cursor:
        cursor.execute(_KEYS, [words])
        keys = [key for (key,) in cursor.fetchall()]
    rows = Spelling.objects.filter(kind="person", keys__overlap=keys).order_by("owner_id", "id")
    found: dict[str, list[str]] = {}
    for owner, spelling in rows.values_list("owner_id", "text")[:_MOST_SPELLINGS]:
        found.setdefault(str(owner), []).append(spelling)
    return [KnownPerson(key, tuple(spellings)) for key, spellings in found.items()]


def _names(kind: str) -> list[KnownName]:
    rows = Spelling.objects.filter(kind=kind).order_by("owner_id", "id").values_list("owner_id", "text")
    found: dict[str, list[str]] = {}
    for owner, spelling in rows:
        found.setdefault(str(owner), []).append(spelling)
    return [KnownName(key, tuple(spellings)) for key, spellings in found.items()]


def _heads(session: Session | None) -> list[tuple[int, str]]:
    if session is None:
        return []
    heads = Delegate.objects.filter(delegation__session=session, leads=True, person__isnull=False)
    return list(heads.order_by("person__sort_key").values_list("person_id", "person__name").distinct())


def _typed(day: date) -> str:
    return format_interval(DateInterval.day(day), "en")


def _dates(report: Report, text: str) -> Iterable[Offer]:
    for each in report.dates:
        last = each.last if each.last != each.first else None
        basis = DateBasis.PRINTED if each.basis == "printed" else DateBasis.INFERRED
        printed = each.span.of(text)
        values = {
            "kind": "date",
            "start": _typed(each.first),
            "end": _typed(last) if last else "",
            "date_as_printed": printed,
            "date_basis": basis.value,
        }
        words = format_span(DateInterval.day(each.first), DateInterval.day(last) if last else None, "en")
        why = "" if basis == DateBasis.PRINTED else " Counted from the day of the source."
        yield Offer(values, "date", words, [f"Printed: {printed}.{why}"])


def _named(report: Report, text: str) -> Iterable[Offer]:
    councils = Council.objects.in_bulk([int(each.key) for each in report.councils if each.key])
    for each in report.councils:
        if each.key and (council := councils.get(int(each.key))):
            values = {"kind": "council", "council": council.pk, "name": str(council)}
            yield Offer(values, "council", str(council), [f"Printed: {each.span.of(text)}."])
    places = Place.objects.in_bulk([int(each.key) for each in report.places if each.key])
    for each in report.places:
        printed = each.span.of(text)
        if each.key and (place := places.get(int(each.key))):
            yield Offer(
                {"kind": "place", "place": place.pk, "name": str(place)},
                "place",
                str(place),
                [f"Printed: {printed}."],
            )
        elif not each.key:
            yield Offer(
                {}, "place", printed, ["Not on record by this spelling: choose or enter it in the form."]
            )


def _claims(report: Report, text: str, session: Session | None, now: datetime) -> list[Offer]:
    said = [SaidOfGap(each.claim_type, each.value, each.qualifier, each.subject) for each in report.claims]
    findings = hold_proposed(said, session, now) if session else [None] * len(said)
    return [
        _claim(each, text, report.language, finding)
        for each, finding in zip(report.claims, findings, strict=True)
    ]


def _claim(claim: Claim, text: str, language: str, finding: Finding | None) -> Offer:
    values = {
        "kind": "claim",
        "phrase": claim.span.of(text),
        "language": language,
        "claim_type": claim.claim_type,
        "value": claim.value,
        "qualifier": claim.qualifier,
        "subject": claim.subject,
        "times_printed": claim.times_printed,
    }
    details = [f"{ClaimType(claim.claim_type).label}: {claim.value}, {ClaimQualifier(claim.qualifier).label}"]
    if claim.subject == "other":
        details.append("Of something else than this council's session.")
    return Offer(values, "gap claim", claim.span.of(text), details, finding)


def _statement(quote: Quote, text: str, language: str, names: dict[int, str]) -> Offer:
    printed = quote.speaker.of(text) if quote.speaker else ""
    person = int(quote.person.key) if quote.person else None
    values = {
        "kind": "statement",
        "text": quote.span.of(text),
        "fidelity": _FIDELITY[quote.kind].value,
        "language": language,
        "clause": quote.clause.of(text) if quote.clause else "",
        "speaker_as_printed": printed if len(printed) <= 200 else "",
        "attribution": (Attribution.CARRIED_OVER if quote.carried else Attribution.PRINTED).value,
        "person": person,
        "name": names.get(person, "") if person else "",
    }
    details = [_who(quote, text)]
    if values["clause"] and values["clause"] != values["text"]:
        details.append(f"In: {values['clause']}")
    return Offer(
        values,
        _KINDS[quote.kind],
        quote.span.of(text),
        details,
        is_guess=bool(quote.person and quote.person.is_guess),
    )


def _who(quote: Quote, text: str) -> str:
    if quote.speaker:
        return f"Speaker as printed: {quote.speaker.of(text)}"
    if quote.carried:
        return f"No speaker printed here; the one before is: {quote.carried.of(text)}"
    return "No speaker printed."
