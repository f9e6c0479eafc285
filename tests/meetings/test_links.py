"""The link check: what is asked and when, what is concluded, and where it is reported."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.test import Client

from meetings.models import DataVersion, LinkCheck, Source
from meetings.sources.asking import Answer
from meetings.sources.links import (
    DEAD_AFTER,
    DEAD_AFTER_CHECKS,
    Target,
    check_due_links,
    check_sources,
    dead_links,
    meaning,
    note_answer,
)
from meetings.vocabulary import LinkState
from tests import factories as make
from tests.meetings.loopback_site import Site, free_port, loopback_site
from tests.meetings.test_mail_worker import wait_for

NOW = datetime(2026, 11, 26, 12, tzinfo=UTC)
MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)


@pytest.fixture
def site(settings: Any) -> Iterator[Site]:
    settings.LINK_CHECK_PRIVATE_ADDRESSES = True
    with loopback_site() as found:
        yield found


@pytest.mark.parametrize(
    ("answer", "state"),
    [
        (Answer(200, ""), LinkState.ANSWERS),
        (Answer(200, "", leads_to_front_page=True), LinkState.DEAD),
        (Answer(404, ""), LinkState.DEAD),
        (Answer(410, ""), LinkState.DEAD),
        (Answer(403, ""), LinkState.RESTRICTED),
        (Answer(429, ""), LinkState.RESTRICTED),
        (Answer(None, "", is_untrusted=True), LinkState.RESTRICTED),
        (Answer(503, ""), LinkState.FAILING),
        (Answer(None, "no such host"), LinkState.FAILING),
        (Answer(None, "its host is not public", is_refused=True), LinkState.NOT_ASKED),
    ],
)
def test_what_an_answer_means(answer: Answer, state: LinkState) -> None:
    assert meaning(answer) == state


@pytest.mark.django_db
class TestChecks:
    def test_one_address_of_a_host_at_a_time_and_each_again_after_days(self, site: Site) -> None:
        for number in range(3):
            make.make_source(url=f"{site.address}/page?{number}")
        assert [check_due_links(now=NOW + MINUTE * minute) for minute in range(5)] == [1, 1, 1, 0, 0]
        assert check_due_links(now=NOW + MINUTE * 5 + timedelta(seconds=10)) == 0
        assert {each[1] for each in site.asked} == {"/page?0", "/page?1", "/page?2"}
        assert check_due_links(now=NOW + DAY * 15) == 1

    def test_a_host_that_was_asked_a_moment_ago_rests(self, site: Site) -> None:
        make.make_source(url=f"{site.address}/page?1")
        make.make_source(url=f"{site.address}/page?2")
        assert check_due_links(now=NOW) == 1
        assert check_due_links(now=NOW + timedelta(seconds=30)) == 0

    def test_a_host_that_is_asked_too_much_is_left_alone_for_an_hour(self, site: Site) -> None:
        site.answers = {"/busy": 429}
        make.make_source(url=f"{site.address}/busy")
        assert check_due_links(now=NOW) == 1
        make.make_source(url=f"{site.address}/page")
        assert check_due_links(now=NOW + MINUTE * 30) == 0
        assert check_due_links(now=NOW + MINUTE * 61) == 1
        assert check_due_links(now=NOW + DAY + MINUTE) == 1, "nothing is known of its page yet"
        assert [each[1] for each in site.asked if each[0] == "HEAD"] == ["/busy", "/page", "/busy"]

    def test_the_stored_copy_is_asked_too(self, site: Site) -> None:
        source = make.make_source(url=f"{site.address}/page", archive_url=f"{site.address}/lost-copy")
        check_due_links(now=NOW)
        check_due_links(now=NOW + MINUTE)
        states = dict(source.link_checks.values_list("address", "state"))
        assert states == {source.url: LinkState.ANSWERS, source.archive_url: LinkState.DEAD}

    def test_a_page_that_comes_back_is_not_dead_any_more(self, site: Site) -> None:
        source = make.make_source(url=f"{site.address}/back")
        check_due_links(now=NOW)
        dead = dead_links().get()
        assert (dead.http_status, dead.failing_since) == (404, NOW)
        site.answers["/back"] = 200
        check_due_links(now=NOW + DAY * 8)
        assert not dead_links().exists()
        assert source.link_checks.get().failing_since is None

    def test_a_host_that_fails_is_dead_only_after_days(self) -> None:
        target = Target(make.make_source().pk, "https://news.example/x")
        states = [
            note_answer(target, Answer(None, "no such host"), now=NOW + DAY * day).state
            for day in range(DEAD_AFTER_CHECKS + 1)
        ]
        assert states[:-2] == [LinkState.FAILING] * (DEAD_AFTER_CHECKS - 1)
        assert states[-1] == LinkState.DEAD
        assert LinkCheck.objects.get().failing_since == NOW
        assert DEAD_AFTER <= DAY * DEAD_AFTER_CHECKS

    def test_where_nobody_answers_nothing_is_concluded(self, site: Site) -> None:
        make.make_source(url=f"http://127.0.0.1:{free_port()}/a")
        assert check_due_links(now=NOW) == 0
        assert not LinkCheck.objects.exists()

    def test_an_address_inside_is_not_asked(self, settings: Any) -> None:
        with loopback_site() as site:
            settings.LINK_CHECK_PRIVATE_ADDRESSES = False
            source = make.make_source(url=f"{site.address}/page")
            check_due_links(now=NOW)
            assert not site.asked
        assert source.link_checks.get().state == LinkState.NOT_ASKED

    def test_a_former_address_is_forgotten(self, site: Site) -> None:
        source = make.make_source(url=f"{site.address}/gone")
        check_due_links(now=NOW)
        Source.objects.filter(pk=source.pk).update(url=f"{site.address}/page")
        check_due_links(now=NOW + MINUTE * 2)
        assert source.link_checks.get().address == f"{site.address}/page"

    def test_asked_for_at_the_desk_what_is_left_comes_later(self, site: Site) -> None:
        keys = [make.make_source(url=f"{site.address}/page?{number}").pk for number in range(2)]
        left = check_sources(source_ids=keys, since=NOW, now=NOW)
        assert len(left) == 1
        assert check_sources(source_ids=left, since=NOW, now=NOW + MINUTE) == []
        assert LinkCheck.objects.count() == 2

    def test_readers_learn_of_dead_addresses_and_only_these_change_their_pages(
        self, site: Site, client: Client, django_capture_on_commit_callbacks: Any
    ) -> None:
        source = make.make_source(url=f"{site.address}/gone")
        make.make_session(source=source)
        note_answer(Target(source.pk, str(source.url)), Answer(404, "not found"), now=NOW)
        assert "has not answered since" in client.get(f"/sources/{source.pk}/").text

    def test_the_desk_lists_dead_addresses_and_shows_what_was_found(self, site: Site, client: Client) -> None:
        client.force_login(make.make_editor("edith"))
        source = make.make_source(url=f"{site.address}/gone", title="Rat tagt")
        check_due_links(now=NOW)
        text = client.get("/admin/").text
        assert "Dead addresses" in text and "not found since 26 November 2026" in text
        assert "no stored copy on record" in text
        form = client.get(f"/admin/meetings/source/{source.pk}/change/").text
        assert "<strong>Dead</strong>, not found. Since 2026-11-26." in form


@pytest.mark.django_db(transaction=True)
def test_only_what_readers_see_of_it_raises_the_data_version() -> None:
    source = make.make_source()
    target = Target(source.pk, str(source.url))

    def raised(answer: Answer) -> bool:
        before = DataVersion.current()
        note_answer(target, answer, now=NOW)
        return DataVersion.current() > before

    answers = [Answer(200, "ok"), Answer(404, "not found"), Answer(404, "not found"), Answer(200, "ok")]
    assert [raised(each) for each in answers] == [False, True, False, True]


@pytest.mark.django_db(transaction=True)
def test_a_worker_asks_what_an_editor_wants_checked(
    client: Client, start_worker: Any, monkeypatch: pytest.MonkeyPatch
) -> None:

    monkeypatch.setenv("LINK_CHECK_PRIVATE_ADDRESSES", "1")
    with loopback_site() as site:
        start_worker()
        source = make.make_source(url=f"{site.address}/gone")
        client.force_login(make.make_editor("edith"))
        chosen = {"action": "check_addresses", "_selected_action": [source.pk]}
        response = client.post("/admin/meetings/source/", chosen, follow=True)
        assert "The worker asks them now" in response.text
        wait_for(lambda: LinkCheck.objects.filter(source=source, state=LinkState.DEAD).exists())
