"""What is under embargo is on no public surface until its moment: every address of the product is asked."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any
from unittest import mock

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import URLPattern

from config.api import RESOURCES
from config.urls import urlpatterns
from meetings.assessment import assess_councils
from tests import factories as make
from tests.meetings.reference_records import NOW

pytestmark = pytest.mark.django_db

MARK = "geheim"
UNTIL = NOW + timedelta(days=3)
# Addresses that show no record, or only to whom a letter brought them.
OF_NO_RECORD = {"subscribe_asked", "subscribe_confirm", "subscriptions", "release_file"}
DESK = re.compile(r"^\^?(admin|healthz|readyz)")


def secret(number: int) -> str:
    """A word that no page may show; as a name, a spelling, and part of an address."""
    return f"{MARK}{number}"


@pytest.fixture
def records() -> dict[str, Any]:
    """A public council with a session in the open, one under embargo with rows of every kind, a statement under embargo,
    and a council under embargo with a session."""
    council = make.make_council("Open Council", slug="open", abbreviation="OC")
    for day in ("2010-01-12", "2011-01-12", "2012-01-12"):
        shown = make.make_session(council, day)
    source = make.make_source(title=secret(1), url=f"https://news.example/{secret(2)}", publisher=secret(3))
    hidden = make.make_session(
        council, "2022-01-12", source=source, title=secret(4), venue=secret(5), outcome=secret(6), follow_up=secret(7),
        date_as_printed=secret(8), outcome_according_to=secret(9), place=make.make_place(secret(10)), embargo_until=UNTIL,
    )  # fmt: skip
    hidden.citations.update(excerpt=secret(11), note=secret(12), locator=secret(13))
    make.make_agenda_item(hidden, secret(14), topic=make.make_topic(secret(15)), according_to=secret(16))
    make.make_announcement(council, secret(17), session=hidden, source=source, expected="2022-03")
    party, person = make.make_party(secret(18), code="GEHEIM19"), make.make_person(secret(20))
    delegation = make.make_delegation(hidden, party, designation_as_printed=secret(21))
    make.make_delegate(delegation, person, name_as_printed=secret(22), role_as_printed=secret(23))
    delegation.citations.create(source=source, excerpt=secret(24))
    said = make.make_statement(
        hidden, secret(25), speaker=person, parties=(party,), source=source, speaker_role=secret(26)
    )
    make.make_gap_claim(hidden, secret(27), source=source)
    quiet = make.make_statement(shown, secret(28), embargo_until=UNTIL, speaker=make.make_person(secret(29)))
    closed = make.make_council(secret(30), slug=secret(31), abbreviation=secret(32), embargo_until=UNTIL)
    held = make.make_session(closed, "2022-01-13", title=secret(33), source=source)
    assess_councils(council_ids=[council.pk, closed.pk], now=NOW)
    return {
        "council": council, "shown": shown, "hidden": hidden, "party": party, "person": person, "said": said,
        "quiet": quiet, "closed": closed, "held": held, "source": source, "delegation": delegation,
    }  # fmt: skip


def addresses(records: dict[str, Any]) -> Iterator[str]:
    """Every public address, with each record that its path may name."""
    keys = [str(records[name].pk) for name in ("shown", "hidden", "held")]
    given = {
        "councils": [records["council"].slug, records["closed"].slug],
        "sessions": keys,
        "resumptions": keys[:1],
        "topics": [secret(15)],
        "places": [secret(10)],
        "sources": [str(records["source"].pk)],
        "parties": [records["party"].code],
        "people": [records["person"].slug],
        "releases": [make.make_release().version],
    }
    for pattern in urlpatterns:
        route = str(pattern.pattern)
        if not isinstance(pattern, URLPattern) or DESK.match(route) or pattern.name in OF_NO_RECORD:
            continue
        if pattern.name == "by_id":
            yield from (f"/id/{record.public_id}" for record in records.values())
            continue
        plain = route.strip("^$").replace("\\.", ".")
        named = re.search(r"<(?:\w+:)?\w+>|\(\?P<\w+>[^/]*\)", plain)
        if named is None:
            yield f"/{plain}"
            continue
        kind = next(name for name in given if name in plain)
        yield from (f"/{plain[: named.start()]}{value}{plain[named.end() :]}" for value in given[kind])
    for query in (
        f"?q={MARK}",
        "?council=open",
        f"?council={records['closed'].slug}",
        "?lang=de",
        "?as_of=2022-02-01",
    ):
        for path in ("/", "/sessions/", "/statements/", "/timeline.svg", "/sessions.csv", "/statements.csv"):
            yield f"{path}{query}"
    yield from (f"/search/?q={MARK}", f"/search/?q={secret(20)}", "/compare/?council=open&council=open")
    yield from ("/resumptions.atom?council=open", "/notices.atom?council=open", "/sessions.ics?council=open")
    yield from of_the_interface(records)


def of_the_interface(records: dict[str, Any]) -> Iterator[str]:
    """Every list of the interface, whole and asked in several ways, and each record by its id."""
    for resource in RESOURCES:
        list_address = f"/api/v1/{resource.name}"
        for query in (
            "",
            "?council=open",
            f"?council={records['closed'].slug}",
            f"?q={MARK}",
            "?as_of=2022-02-01",
        ):
            yield f"{list_address}{query}"
        if resource.has_changes:
            yield f"{list_address}?updated_since=2000-01-01"
        if resource.has_items:
            yield from (f"{list_address}/{record.public_id}" for record in records.values())
        if resource.slug == "slug":
            yield from (
                f"{list_address}/{record.slug}" for record in records.values() if hasattr(record, "slug")
            )


def body(client: Client, address: str) -> str:
    response = client.get(address, follow=True)
    raw = b"".join(response.streaming_content) if response.streaming else response.content
    # What the reader asked for is repeated to them: that is no record.
    asked = address.partition("?q=")[2]
    text = raw.decode("utf-8", "replace").lower()
    return text.replace(asked.lower(), "…") if asked else text


def leaks(records: dict[str, Any]) -> dict[str, list[str]]:
    """What is to be seen of the embargoed records at each address: secret words, and the addresses of their pages."""
    client, found = Client(), {}
    pages = {f"/sessions/s{records[name].pk}/" for name in ("hidden", "held")}
    for address in dict.fromkeys(addresses(records)):
        text = body(client, address)
        asked = re.split(r"[/?=.]", address.lower().replace("/sessions/", "/sessions/s"))
        seen = {word for word in re.findall(rf"{MARK}\d+", text) if word not in asked}
        seen |= {page for page in pages if page in text and page.split("/")[2] not in asked}
        if seen:
            found[address] = sorted(seen)
    return found


def test_nothing_under_embargo_is_on_any_public_surface(records: dict[str, Any]) -> None:
    with mock.patch("meetings.pages.clock", return_value=UNTIL - timedelta(seconds=1)):
        assert leaks(records) == {}


@pytest.mark.parametrize("kind", ["councils", "people"])
def test_a_former_address_does_not_tell_the_new_one_of_what_is_not_public(client: Client, kind: str) -> None:
    made: dict[str, Any] = {"councils": make.make_council, "people": make.make_person}
    record = made[kind]("Former", slug="former")
    for new in (secret(1), secret(2)):
        record.slug, record.publication = new, "withdrawn"
        record.save()
    for address in (f"/{kind}/former/", f"/{kind}/former/?lang=de"):
        answer = client.get(address)
        assert (answer.status_code, MARK in answer.headers.get("Location", "")) == (404, False)
    if kind == "councils":
        record.publication = "published"
        record.save()
    else:
        make.make_statement(make.make_session(), speaker=record)
    answer = client.get(f"/{kind}/former/")
    assert (answer.status_code, answer.headers["Location"]) == (301, f"/{kind}/{secret(2)}/")


def test_it_is_in_no_release_of_that_day(records: dict[str, Any], tmp_path: Path, settings: Any) -> None:
    settings.RELEASES_DIR = tmp_path / "shelf"

    def released(day: str) -> str:
        call_command("export_release", str(tmp_path / day), "--date", day, verbosity=0)
        return "".join(path.read_text("utf-8") for path in (tmp_path / day).iterdir())

    assert MARK not in released(NOW.date().isoformat())
    records["hidden"].embargo_until = None
    records["hidden"].save()
    assert secret(6) in released((NOW - timedelta(days=1)).date().isoformat())


def test_all_of_it_is_public_once_the_embargo_has_passed(records: dict[str, Any]) -> None:
    """Which also shows that the search above would have found it."""
    with mock.patch("meetings.pages.clock", return_value=UNTIL):
        found = leaks(records)
    session = f"/sessions/{records['hidden'].pk}/"
    seen = {word for words in found.values() for word in words}
    assert {secret(number) for number in (1, 4, 5, 6, 7, 14, 17, 18, 20, 25, 27, 28, 30, 33)} <= seen
    for surface in (
        "/",
        "/sessions/",
        "/statements/",
        "/sessions.csv",
        "/wordings.csv",
        "/sessions.ics",
        "/api/v1/sessions",
        "/api/v1/statements",
        "/api/v1/people",
        f"/api/v1/sessions/{records['hidden'].public_id}",
        session,
    ):
        assert found.get(surface), surface
