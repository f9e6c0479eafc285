"""The reference histories as published records, written in bulk: for tests of pages, not of the import."""

from datetime import UTC, datetime

from meetings.assessment import assess_councils
from meetings.dates import DateInterval
from meetings.models import (
    Council,
    Coverage,
    Place,
    Session,
    SessionCitation,
    SessionCouncil,
    Source,
    Succession,
)
from meetings.vocabulary import Publication, SuccessionKind
from tests.meetings.reference_histories import read

# "Today" of these records; nothing in them is later.
NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)


def _date(text: str) -> DateInterval | None:
    return DateInterval.parse_iso(text) if text else None


def load_reference_records() -> None:
    """21 councils and 380 sessions, published and assessed."""
    source = Source.objects.create(url="https://sources.example/reference", title="Reference histories")
    councils = _councils(source)
    _sessions(councils, source)
    Coverage.objects.bulk_create(
        Coverage(
            council=councils[row["council_slug"]],
            first_day=row["from"],
            last_day=row["to"] or None,
            completeness=row["completeness"],
            searched_on=row["searched_on"],
        )
        for row in read("coverage.csv")
    )
    assess_councils(council_ids=[council.pk for council in councils.values()], now=NOW)


def _councils(source: Source) -> dict[str, Council]:
    rows = read("councils.csv")
    councils = {
        row["slug"]: Council.objects.create(
            slug=row["slug"],
            name=row["name"],
            abbreviation=row["abbreviation"],
            founded=_date(row["founded"]),
            dissolved=_date(row["dissolved"]),
            source=source,
            publication=Publication.PUBLISHED,
        )
        for row in rows
    }
    for row in rows:
        if row["predecessor_slug"]:
            Succession.objects.create(
                successor=councils[row["slug"]],
                predecessor=councils[row["predecessor_slug"]],
                kind=SuccessionKind.CONTINUES,
                happened=_date(row["founded"]),
            )
    return councils


def _sessions(councils: dict[str, Council], source: Source) -> None:
    rows = read("sessions.csv")
    cities = {row["city"] for row in rows if row["city"]}
    places = {
        city: Place.objects.create(slug=f"place-{number}", name=city)
        for number, city in enumerate(sorted(cities))
    }
    sessions = Session.objects.bulk_create(
        Session(
            start=DateInterval.parse_iso(row["start_date"]),
            end=_date(row["end_date"]),
            level="" if row["level"] == "unknown" else row["level"],
            formation=row["formation"] or "plenary",
            status=row["status"],
            place=places.get(row["city"]),
        )
        for row in rows
    )
    pairs = list(zip(sessions, rows, strict=True))
    SessionCouncil.objects.bulk_create(
        SessionCouncil(session=session, council=councils[row["council_slug"]], number=row["number"])
        for session, row in pairs
    )
    SessionCitation.objects.bulk_create(
        SessionCitation(session=session, source=source) for session in sessions
    )
    Session.objects.update(publication=Publication.PUBLISHED)
