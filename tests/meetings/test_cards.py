"""Cards for sites that link to us: PNG of the size that they want, with the words of the page, whatever these are."""

import io
from collections.abc import Iterator
from datetime import date
from unittest import mock

import pytest
from django.db import connection
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext
from PIL import Image, ImageChops
from PIL.PngImagePlugin import PngImageFile

from meetings.assessment import assess_councils
from meetings.cards.drawing import STRIP_WIDTH, Card, draw_card
from meetings.cards.lettering import drawable, in_lines, width_of
from meetings.cards.strip import Strip, council_strip, years_strip
from meetings.dates import DateInterval
from meetings.models import Council, Resumption, Session
from tests import factories as make
from tests.meetings.reference_records import NOW

DAY = date(2026, 11, 23)
EMPTY = Strip((), ())


def when(text: str) -> DateInterval:
    return DateInterval.parse_edtf(text)


def card(**changed: object) -> Card:
    known = {
        "title": "NATO-Russia Council",
        "lead": "922 days",
        "foot": "As of today",
        "site": "x.example",
        "strip": EMPTY,
    }
    return Card(**{**known, **changed})  # type: ignore[arg-type]


def opened(png: bytes) -> Image.Image:
    picture = Image.open(io.BytesIO(png))
    picture.load()
    return picture


def words_in(png: bytes) -> dict[str, str | bytes]:
    """What the file says of itself."""
    picture = opened(png)
    assert isinstance(picture, PngImageFile)
    return dict(picture.text)


def ink(first: bytes, second: bytes) -> tuple[int, int, int, int] | None:
    """The box in which two cards differ; None where they do not."""
    return ImageChops.difference(opened(first).convert("RGB"), opened(second).convert("RGB")).getbbox()


def test_a_card_is_a_png_of_1200_by_630() -> None:
    png = draw_card(card())
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    assert (opened(png).format, opened(png).size) == ("PNG", (1200, 630))


def test_a_card_says_what_it_should_and_the_same_twice() -> None:
    assert draw_card(card()) == draw_card(card())
    said = words_in(draw_card(card()))
    assert said == {
        "Title": "NATO-Russia Council",
        "Description": "922 days As of today",
        "Source": "x.example",
    }
    for changed, top, bottom in (
        ("title", 70, 140),
        ("lead", 140, 260),
        ("foot", 550, 610),
        ("site", 550, 610),
    ):
        box = ink(draw_card(card()), draw_card(card(**{changed: "Etwas anderes"})))
        assert box is not None
        assert top <= box[1] < box[3] <= bottom, changed


def test_cyrillic_and_accents_are_drawn_with_letters_of_their_own() -> None:
    words = ("Совет", "Россия", "Łódź", "Žižek", "Größe")
    drawn = {draw_card(card(title=word)) for word in words}
    assert len(drawn) == len(words)
    missing = draw_card(card(title="\U00010330" * 6))
    assert all(ink(missing, each) for each in drawn)
    assert all(drawable(word) == word for word in words)


def test_a_script_that_the_fonts_lack_is_left_out_not_drawn_as_boxes() -> None:
    assert drawable("Athen Ελλάδα") == "Athen …"
    assert drawable("東京") == "…"


@pytest.mark.parametrize("title", ["x" * 3000, "word " * 900, "<b>&amp;</b>", "a\nb\x00c\u202e", "", " "])
def test_any_title_fits(title: str) -> None:
    lines = in_lines(title, 58, 720, STRIP_WIDTH, 2)
    assert len(lines) <= 2
    assert all(width_of(line, 58, 720) <= STRIP_WIDTH for line in lines)
    right = ink(draw_card(card(title="")), draw_card(card(title=title)))
    assert right is None or right[2] <= 1200 - 64 + 4


def test_a_name_that_is_too_long_ends_in_an_ellipsis() -> None:
    assert in_lines("word " * 900, 58, 720, STRIP_WIDTH, 2)[-1].endswith("…")
    assert in_lines("short", 58, 720, STRIP_WIDTH, 2) == ["short"]


def test_a_strip_holds_sessions_gaps_and_silence_in_their_order_of_time() -> None:
    strip = council_strip(
        [when("2002-05-28"), when("2019-07"), when("2022-01-12"), when("2030-01-01")],
        [(when("2019-07"), when("2022-01-12"))],
        day=DAY, width=1000, silent_since=when("2022-01-12"), here=when("2022-01-12"),
    )  # fmt: skip
    kinds = [span.kind for span in strip.spans]
    assert kinds == ["gap", "silence", "session", "session", "here"]  # nothing of what lies after the day
    gap, silence, first, vague, here = strip.spans
    assert first.start < vague.start < vague.end == gap.start < gap.end == here.start == silence.start
    assert silence.end == 1000
    assert all(0 <= span.start <= span.end <= 1000 for span in strip.spans)


def test_a_council_without_a_session_has_an_empty_strip() -> None:
    assert council_strip([], [], day=DAY, width=1000).spans == []
    assert opened(draw_card(card(strip=council_strip([], [], day=DAY, width=1000)))).size == (1200, 630)


def test_bars_are_as_high_as_the_number_of_sessions() -> None:
    strip = years_strip([(2020, 4), (2022, 1), (2030, 9)], day=DAY, width=700)
    assert [(span.kind, span.height) for span in strip.spans] == [("bar", 1.0), ("bar", 0.25)]
    assert all(label.isdigit() for _, label in strip.years)


@pytest.fixture
def flag(db: None) -> Iterator[Resumption]:
    """A council that met again, looked at on a fixed day."""
    with (
        mock.patch("meetings.pages.clock", return_value=NOW),
        override_settings(SITE_URL="https://x.example"),
    ):
        council = make.make_council("Совет <b>", slug="standing-council")
        for year in (2001, 2002, 2003):
            for month in (2, 6, 10):
                make.make_session(council, f"{year}-{month:02d}-10")
        session = make.make_session(council, "2010-03-05", level="ambassadors", place=make.make_place())
        assess_councils(council_ids=[council.pk], now=NOW)
        yield Resumption.objects.get(session=session)


def test_each_page_names_its_card_and_the_card_says_what_the_page_says(
    client: Client, flag: Resumption
) -> None:
    session = flag.session
    for page, address, title, description in (
        ("/?council=standing-council", "/og/timeline.png?council=standing-council", "Who still meets, who has gone silent", "10 sessions on record As of 23 November 2026, data version 0"),
        ("/councils/standing-council/", "/og/councils/standing-council.png", "Совет <b>", "No session on record for 6,107 days As of"),
        (f"/sessions/S{session.pk}/", f"/og/sessions/S{session.pk}.png", "Совет <b>, 5 March 2010", "Ambassadors, Brussels As of"),
        (f"/resumptions/R{flag.pk}/", f"/og/resumptions/R{flag.pk}.png", "Совет <b> met again, 5 March 2010", "After 2,338 days without a session on record"),
    ):  # fmt: skip
        html = client.get(page).content.decode()
        assert f'<meta property="og:image" content="https://x.example{address}">' in html
        response = client.get(address)
        assert response.headers["Content-Type"] == "image/png"
        said = words_in(response.content)
        assert said["Title"] == title
        assert said["Description"].startswith(description)
        again = client.get(address, headers={"if-none-match": response.headers["ETag"]})
        assert again.status_code == 304


def test_the_card_of_a_concluded_council_says_that_it_ended(client: Client, flag: Resumption) -> None:
    Council.objects.update(dissolved=DateInterval.parse_edtf("2015-06"))
    assess_councils(council_ids=[flag.council_id], now=NOW)
    said = words_in(client.get("/og/councils/standing-council.png").content)
    assert said["Description"].startswith("Concluded June 2015 As of")


def test_cards_hide_what_is_hidden_and_refuse_what_pages_refuse(client: Client, flag: Resumption) -> None:
    draft = make.make_session(flag.council, "2015-01-01", published=False)
    assert client.get(f"/og/sessions/S{draft.pk}.png").status_code == 404
    assert client.get("/og/councils/none.png").status_code == 404
    assert client.get("/og/timeline.png?colour=red").status_code == 400
    Session.objects.filter(pk=flag.session_id).update(publication="draft")
    assert client.get(f"/og/resumptions/R{flag.pk}.png").status_code == 404


def test_a_card_costs_a_fixed_number_of_queries(client: Client, flag: Resumption) -> None:
    for address in ("timeline.png", "councils/standing-council.png", f"sessions/S{flag.session_id}.png", f"resumptions/R{flag.pk}.png"):  # fmt: skip
        with CaptureQueriesContext(connection) as queries:
            assert client.get(f"/og/{address}").status_code == 200
        assert len(queries) <= 8, address
