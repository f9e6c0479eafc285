"""One address is asked whether it answers: against a server of our own, and never inside."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest

from meetings.sources.asking import Asking, ask, is_public
from tests.meetings.loopback_site import Site, free_port, loopback_site

INSIDE = Asking("Reconvene/test (+https://reconvene.example)", seconds=5, may_ask_inside=True)
OUTSIDE = Asking("Reconvene/test", seconds=5)


@pytest.fixture(scope="module")
def site() -> Iterator[Site]:
    with loopback_site() as found:
        yield found


def test_a_page_that_is_there_answers_and_learns_who_asks(site: Site) -> None:
    answer = ask(f"{site.address}/page?id=3", INSIDE)
    assert (answer.status, answer.detail) == (200, "ok")
    method, path, headers = site.asked[-1]
    assert (method, path) == ("HEAD", "/page?id=3")
    assert headers["User-Agent"] == INSIDE.user_agent
    assert headers["Host"] == site.address.removeprefix("http://")


def test_a_page_that_is_gone_says_so(site: Site) -> None:
    assert ask(f"{site.address}/gone", INSIDE).status == 404
    assert [each[0] for each in site.asked if each[1] == "/gone"] == ["HEAD", "GET"]


def test_a_server_that_does_not_know_head_is_asked_with_get(site: Site) -> None:
    assert ask(f"{site.address}/no-head", INSIDE).status == 200


def test_redirects_are_followed_but_not_for_ever(site: Site) -> None:
    assert ask(f"{site.address}/moved-to/page", INSIDE).status == 200
    assert ask(f"{site.address}/moved-to/gone", INSIDE).status == 404
    assert ask(f"{site.address}/round", INSIDE).detail == "it redirects again and again"


def test_a_front_page_instead_of_the_page_is_noticed(site: Site) -> None:
    assert ask(f"{site.address}/home", INSIDE).leads_to_front_page
    assert not ask(f"{site.address}/", INSIDE).leads_to_front_page
    assert not ask(f"{site.address}/moved-to/page", INSIDE).leads_to_front_page


@pytest.mark.parametrize("page", ["hangs", "drips"])
def test_no_server_holds_us_longer_than_we_give_it(site: Site, page: str) -> None:
    began = time.monotonic()
    answer = ask(f"{site.address}/{page}", Asking("x", seconds=0.4, may_ask_inside=True))
    assert (answer.status, answer.detail) == (None, "no answer in time")
    assert time.monotonic() - began < 4


def test_what_is_no_answer_is_no_answer(site: Site) -> None:
    assert "no answer that can be read" in ask(f"{site.address}/nonsense", INSIDE).detail
    assert ask(f"http://127.0.0.1:{free_port()}/", INSIDE).detail == "the host refuses connections"
    assert ask("https://no-such-host.invalid/", INSIDE).status is None
    for odd in ("", "http://", "http://[::1", "http://a:b/", "\x00", "http://127.0.0.1:99999/"):
        assert ask(odd, INSIDE).status is None


@pytest.mark.parametrize(
    "address",
    [
        "http://127.0.0.1/",
        "http://localhost/",
        "http://[::1]/",
        "http://[::ffff:127.0.0.1]/",
        "http://10.0.0.7/",
        "http://192.168.1.1/",
        "http://169.254.169.254/latest/meta-data/",
        "http://0.0.0.0/",
        "http://2130706433/",
        "http://0x7f.1/",
        "ftp://example.org/",
        "file:///etc/passwd",
        "http://93.184.216.34:6379/",
    ],
)
def test_nothing_inside_is_asked(address: str) -> None:
    answer = ask(address, OUTSIDE)
    assert answer.is_refused and answer.status is None


def test_a_redirect_does_not_lead_inside(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """Our own server plays a public one: its address alone is taken for public."""
    port = site.server_address[1]
    monkeypatch.setattr("meetings.sources.asking.is_public", lambda ip: ip == "127.0.0.1")
    monkeypatch.setattr("meetings.sources.asking._PORTS", {"http": port, "https": 443})
    inside = f"{site.address.removesuffix(str(port))}{port}/moved-inside?http://127.0.0.2:{port}/page"
    answer = ask(inside, OUTSIDE)
    assert answer.is_refused and answer.detail == "its host is not public"


def test_which_addresses_are_public() -> None:
    assert all(map(is_public, ("93.184.216.34", "2606:2800:220:1:248:1893:25c8:1946")))
    inside = (
        "127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.0.1", "169.254.169.254", "100.64.0.1", "0.0.0.0",
        "224.0.0.1", "240.0.0.1", "::1", "::", "fe80::1%eth0", "fc00::1", "ff02::1", "::ffff:10.0.0.1",
        "2002:7f00:1::", "64:ff9b::7f00:1", "no address",
    )  # fmt: skip
    assert not any(map(is_public, inside))
