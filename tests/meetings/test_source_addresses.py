"""One document, many spellings of its address."""

from contextlib import suppress
from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as some

from meetings.sources.addresses import LONGEST, AddressError, address_key, read_address

SAME = [
    "https://www.zdf.de/nachrichten/rat-100.html?id=3",
    "http://www.zdf.de/nachrichten/rat-100.html?id=3",
    "https://zdf.de/nachrichten/rat-100.html?id=3",
    "HTTPS://WWW.ZDF.DE/nachrichten/rat-100.html?id=3",
    "https://www.zdf.de:443/nachrichten/rat-100.html?id=3",
    "http://www.zdf.de:80/nachrichten/rat-100.html?id=3",
    "https://www.zdf.de./nachrichten/rat-100.html?id=3",
    "https://m.zdf.de/nachrichten/rat-100.html?id=3",
    "https://mobile.zdf.de/nachrichten/rat-100.html?id=3",
    "https://amp.zdf.de/nachrichten/rat-100.html?id=3",
    "https://www.zdf.de/nachrichten/rat-100.amp.html?id=3",
    "https://www.zdf.de/amp/nachrichten/rat-100.html?id=3",
    "https://www.zdf.de/nachrichten/rat-100.html/amp?id=3",
    "https://www.zdf.de/nachrichten/rat-100.html?id=3&outputType=amp",
    "https://www.zdf.de/nachrichten/rat-100.html?utm_source=x&id=3&fbclid=abc&wt_zmc=1&at_medium=x",
    "https://www.zdf.de/nachrichten/rat-100.html?&id=3&",
    "https://www.zdf.de/nachrichten/rat-100.html?id=3#comments",
    "https://www.zdf.de/nachrichten/rat-100.html?id=3#:~:text=Gruschko",
    "https://www.zdf.de//nachrichten/rat-100.html?id=3",
    "https://www.zdf.de/nachrichten/rat-100.html/?id=3",
    "https://www.zdf.de/nachrichten/r%61t-100.html?id=3",
    "https://user:secret@www.zdf.de/nachrichten/rat-100.html?id=3",
    "  https://www.zdf.de/nachrichten/rat-100.html?id=3  \n",
    "<https://www.zdf.de/nachrichten/rat-100.html?id=3>",
    "(https://www.zdf.de/nachrichten/rat-100.html?id=3).",
    "„https://www.zdf.de/nachrichten/rat-100.html?id=3“,",
    "Quelle: https://www.zdf.de/nachrichten/rat-100.html?id=3, abgerufen heute",
    "https://www.zdf.de/nach\u200brichten/rat-100.html?id=3",
    "www.zdf.de/nachrichten/rat-100.html?id=3",
    "zdf.de/nachrichten/rat-100.html?id=3",
    "https://www.google.com/url?sa=t&url=https%3A%2F%2Fwww.zdf.de%2Fnachrichten%2Frat-100.html%3Fid%3D3&usg=x",
    "https://l.facebook.com/l.php?u=https%3A%2F%2Fwww.zdf.de%2Fnachrichten%2Frat-100.html%3Fid%3D3%26fbclid%3Dx",
    "https://www.google.de/amp/s/www.zdf.de/nachrichten/rat-100.amp.html?id=3",
    "https://www-zdf-de.cdn.ampproject.org/c/s/www.zdf.de/nachrichten/rat-100.amp.html?id=3",
    "https://web.archive.org/web/20220113081500/https://www.zdf.de/nachrichten/rat-100.html?id=3",
    "https://archive.ph/2022.01.13-081500/https://www.zdf.de/nachrichten/rat-100.html?id=3",
]


@pytest.mark.parametrize("spelling", SAME)
def test_every_spelling_is_the_same_document(spelling: str) -> None:
    assert address_key(spelling) == "zdf.de/nachrichten/rat-100.html?id=3"


def test_what_names_another_document_stays() -> None:
    keys = [
        "https://www.zdf.de/a?id=3",
        "https://www.zdf.de/a?id=4",
        "https://www.zdf.de/A?id=3",
        "https://www.zdf.de/a?id=3&page=2",
        "https://news.zdf.de/a?id=3",
        "https://www.zdf.de:8443/a?id=3",
        "https://www.zdf.de/a#!/rat?id=3",
        "https://www.zdf.de/a#/rat",
        "https://www.zdf.de/amplitude?id=3",
        "https://www.zdf.de/amp",
    ]
    assert len({address_key(each) for each in keys}) == len(keys)


def test_the_order_of_parameters_and_the_spelling_of_letters_name_nothing() -> None:
    assert address_key("https://mid.ru/a?b=2&a=1") == address_key("https://mid.ru/a?a=1&b=2")
    assert address_key("https://пример.рф/путь?q=мир") == address_key(
        "https://xn--e1afmkfd.xn--p1ai/%D0%BF%D1%83%D1%82%D1%8C?q=%d0%bc%d0%b8%d1%80"
    )
    assert address_key("https://en.m.wikipedia.org/wiki/Leaders'_Summit") == address_key(
        "https://en.wikipedia.org/wiki/Leaders%27_Summit"
    )


def test_what_is_opened_is_what_was_given_without_what_others_hung_on_it() -> None:
    address = read_address("http://www.kremlin.ru/events/67?utm_medium=mail&lang=ru#top")
    assert address.url == "http://www.kremlin.ru/events/67?lang=ru"
    assert address.host == "kremlin.ru"
    assert (
        read_address("https://en.wikipedia.org/wiki/NATO_(x)").url == "https://en.wikipedia.org/wiki/NATO_(x)"
    )


def test_the_address_of_a_stored_copy_gives_page_copy_and_day() -> None:
    copy = "https://web.archive.org/web/20220113081500id_/https://www.zdf.de/a?utm_source=x"
    address = read_address(copy)
    assert (address.url, address.archive_url) == ("https://www.zdf.de/a", copy)
    assert address.archived_on == date(2022, 1, 13)


@pytest.mark.parametrize(
    "text",
    ["", "  ", "ZDF", "http://", "https://", "mailto:a@zdf.de", "ftp://zdf.de/a", "javascript:alert(1)",
     "https://[::1", "https://zdf.de:99999/", "https://zdf..de/a", "https:///a", "S12", "12.01.2022"],
)  # fmt: skip
def test_what_is_no_address_is_refused_in_a_sentence(text: str) -> None:
    with pytest.raises(AddressError, match="is not an address"):
        read_address(text)


def test_a_longer_address_than_can_be_stored_is_refused() -> None:
    with pytest.raises(AddressError, match="at most 1000"):
        read_address("https://zdf.de/" + "a" * LONGEST)
    assert len(address_key("https://zdf.de/" + "ж" * 900)) <= 500


@given(some.text(max_size=1000))
@example("https://[")
@example("http://a:b:c@d/")
@example("https://\u2100.example/")
@example("https://web.archive.org/web/20220113/https://web.archive.org/web/20220113/")
@example("https://www.google.com/url?url=http://%zz")
def test_no_text_breaks_the_reader(text: str) -> None:
    for each in (text, f"https://{text}", f"https://zdf.de/{text}"):
        with suppress(AddressError):
            read_address(each)
        assert len(address_key(each)) <= 500


@given(
    some.text("abcdeäж-%&=?/.()", max_size=40),
    some.sampled_from(["zdf.de", "www.zdf.de", "m.zdf.de", "пример.рф"]),
)
def test_what_is_stored_is_found_by_itself(rest: str, host: str) -> None:
    try:
        address = read_address(f"https://{host}/{rest}")
    except AddressError:
        return
    assert read_address(address.url).key == address.key
