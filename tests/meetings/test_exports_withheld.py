"""Quotations that their sources withhold, and codes of countries as of the session's day."""

from hashlib import sha256

import pycountry
import pytest
from django.test import Client

from config.exports import TABLES
from meetings.former_codes import FORMER_CODES, code_on
from tests import factories as make
from tests.exports_dataset import download, rows_of

pytestmark = pytest.mark.django_db

# Every column of quotations: its text is left out where the source withholds it.
WITHHELD = (
    ("statements", "text"),
    ("wordings", "text"),
    ("gap_claims", "phrase"),
    ("citations", "excerpt"),
)


def test_withheld_quotations_are_left_out_everywhere() -> None:
    source = make.make_source(withholds_quotations=True)
    session = make.make_session(source=source)
    session.citations.update(excerpt="SECRET")
    make.make_statement(session, "SECRET", language="en", source=source)
    make.make_gap_claim(session, "SECRET", source=source)
    for table in TABLES:
        assert b"SECRET" not in download(f"/{table.file_name}")[0], table.name
    (row,) = rows_of("/statements.csv")
    assert (row["text"], row["text_en"], row["fidelity"]) == ("", "", "verbatim_unknown")
    for table, name in WITHHELD:
        (row,) = rows_of(f"/{table}.csv")
        assert (row[f"{name}_length"], row[f"{name}_sha256"]) == ("6", sha256(b"SECRET").hexdigest()), table


def test_a_withheld_text_is_known_by_the_hash_of_its_cell() -> None:
    """In normal form and on one line, as it would stand in the file; a text that is shown has none."""
    session = make.make_session()
    make.make_statement(session, "e\u0301 🕊\r\nx", source=make.make_source(withholds_quotations=True))
    make.make_statement(session, "open")
    make.make_statement(session, "")
    withheld, shown, nothing = rows_of("/statements.csv")
    assert (withheld["text_length"], withheld["text_sha256"]) == ("5", sha256("é 🕊 x".encode()).hexdigest())
    for row in (shown, nothing):
        assert (row["text_length"], row["text_sha256"]) == ("", "")


@pytest.mark.parametrize(
    ("code", "day", "then"),
    [
        ("RUS", "1988-05-05", "SUN"),
        ("RUS", "1991-12", "SUN"),
        ("RUS", "1992-03-10", "RUS"),
        ("SRB", "2001", "YUG"),
        ("SRB", "2004", "SCG"),
        ("SRB", "2007", "SRB"),
        ("COD", "1990", "ZAR"),
        ("CSK", "1990", "CSK"),
        ("FRA", "1990", "FRA"),
        ("", "1990", ""),
    ],
)
def test_country_codes_are_those_of_the_time(code: str, day: str, then: str) -> None:
    party = make.make_party("A state", code="STATE", iso3=code)
    session = make.make_session(start=day)
    make.make_delegation(session, party)
    make.make_statement(session, parties=(party,))
    assert [row["party_iso3"] for row in rows_of("/delegations.csv")] == [then]
    assert [row["party_iso3s"] for row in rows_of("/statements.csv")] == [then]
    assert rows_of("/parties.csv")[0]["party_iso3"] == code
    assert code_on(code, session.start.earliest) == then


def test_codes_that_iso_leaves_to_its_users_stand_apart() -> None:
    """In the country of a place as in that of a party: whoever joins by ISO codes must not meet others."""
    for city, code in (("Brussels", "BEL"), ("Pristina", "XKX"), ("Nowhere", "")):
        place = make.make_place(city, code)
        make.make_session(make.make_council(f"{city} council", seat=place), "2020", place=place)
    apart = [("BEL", ""), ("", ""), ("", "XKX")]
    for file, name in (("sessions", "place_iso3"), ("councils", "seat_iso3"), ("places", "iso3")):
        rows = rows_of(f"/{file}.csv")
        assert [(row[name], row[f"{name}_user"]) for row in rows] == apart, file


def test_former_codes_are_those_of_iso() -> None:
    for today, earlier in FORMER_CODES.items():
        assert pycountry.countries.get(alpha_3=today)
        for former, _ in earlier:
            assert former == "ROM" or pycountry.historic_countries.get(alpha_3=former)
        assert list(earlier) == sorted(earlier, key=lambda each: each[1])


def test_pages_say_that_the_source_does_not_allow_quoting() -> None:
    """What rests on it is still told: who spoke, when, in which document."""
    source = make.make_source(withholds_quotations=True, title="A closed report")
    session = make.make_session(source=source)
    session.citations.update(excerpt="Geheimwort")
    party = make.make_party("Russia", code="RUS")
    statement = make.make_statement(
        session, "Geheimwort sagte er", language="de", source=source, parties=(party,)
    )
    statement.wordings.update(clause="Geheimwort im Satz")
    make.make_wording(statement, "Geheimwort again", language="en", source=source)
    make.make_gap_claim(session, "Geheimwort seit Jahren", source=source)
    for address in (
        f"/sessions/S{session.pk}/", f"/sources/{source.pk}/", "/statements/", "/statements/?q=Geheimwort",
        "/search/?q=Geheimwort", "/parties/RUS/",
    ):  # fmt: skip
        page = Client().get(address).content.decode()
        shown = page.replace('value="Geheimwort"', "").replace("q=Geheimwort", "")
        assert "Geheimwort s" not in shown and "Geheimwort i" not in shown, address
        assert "<mark>" not in shown, address
        assert "does not allow its words to be quoted" in page or "does not allow to be quoted" in page, (
            address
        )
    assert "A closed report" in Client().get(f"/sessions/S{session.pk}/").content.decode()
