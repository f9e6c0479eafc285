"""Two at once, in real transactions on connections of their own: one set of flags, nothing lost, nothing hanging."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import connection, transaction
from django.test import Client

from meetings.assessment import assess_councils, assess_due_councils
from meetings.models import AssessmentDue, Gap, Notice, Resumption, Session, Silence, Succession
from meetings.scheduling import mark_due
from meetings.vocabulary import FlagState
from tests import factories as make
from tests.meetings.silent_council import HELD, make_silent_council
from tests.statements.desk_posts import ADD, change, new_session
from tests.statements.form_reading import add_row, form_data

pytestmark = pytest.mark.django_db(transaction=True)

NOW = datetime(2022, 1, 13, 9, tzinfo=UTC)


def at_once(*acts: Callable[[], Any]) -> list[Any]:
    """What each act gave; all are started at the same moment. The first error of any is raised here."""
    start = threading.Barrier(len(acts))
    given: list[Any] = [None] * len(acts)
    errors: list[BaseException] = []

    def run(number: int) -> None:
        try:
            start.wait(20)
            given[number] = acts[number]()
        except BaseException as error:  # told by the test, not by its thread
            errors.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(number,)) for number in range(len(acts))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
        assert not thread.is_alive(), "waits for ever"
    if errors:
        raise errors[0]
    return given


def people(number: int) -> list[Client]:
    """So many reviewers, each signed in."""
    clients = []
    for _ in range(number):
        client = Client()
        client.force_login(make.make_reviewer())
        clients.append(client)
    return clients


def flag_days() -> list[tuple[int, str]]:
    standing = Resumption.objects.exclude(state=FlagState.WITHDRAWN).order_by("council", "session")
    return [(flag.council_id, flag.resumed_on.edtf) for flag in standing]


def test_two_assessments_of_the_same_councils_end_with_one_set_of_flags() -> None:
    councils = []
    for _ in range(3):
        council = make.make_council()
        councils.append(council.pk)
        for day in (*HELD, "2022-01-12"):
            make.make_session(council, day)
    for _ in range(2):
        mark_due(councils)
        at_once(
            lambda: assess_councils(council_ids=councils, now=NOW),
            lambda: assess_councils(council_ids=councils[::-1], now=NOW),
            lambda: assess_due_councils(now=NOW),
        )
    found = flag_days()
    assert [council for council, day in found if day == "2022-01-12"] == councils
    assert len(found) == len(set(found))
    assert Gap.objects.count() == 3 * (len(HELD) + 1)
    assert Silence.objects.count() == 3
    assert Notice.objects.filter(kind="resumption_raised", happened_on="2022-01-12").count() == 3


def test_an_assessment_waits_for_the_one_before_it_and_finds_nothing_left_to_do() -> None:
    council = make.make_council()
    assess_due_councils(now=NOW)
    for day in (*HELD, "2022-01-12"):
        make.make_session(council, day)
    AssessmentDue.objects.all().delete()  # so that no mark holds the second one up either
    judged, begins = threading.Event(), threading.Event()

    def first() -> list[str]:
        with transaction.atomic():
            (outcome,) = assess_councils(council_ids=[council.pk], now=NOW)
            judged.set()
            assert begins.wait(20)
            time.sleep(0.3)  # the second one is at the lock by now, or has run past it
        return [change.verb for change in outcome.changes]

    def second() -> list[str]:
        assert judged.wait(20)
        begins.set()
        (outcome,) = assess_councils(council_ids=[council.pk], now=NOW)
        return [change.verb for change in outcome.changes]

    done_first, done_second = at_once(first, second)
    assert "raised" in done_first
    assert done_second == []


def test_sessions_published_at_once_are_all_judged() -> None:
    council = make_silent_council()
    days = ("12 January 2022", "10 March 2021", "1 October 2019")
    clients = people(len(days))
    posts = [
        new_session(client, council, start=day, _publish="Publish", reason="Checked")
        for client, day in zip(clients, days, strict=True)
    ]
    responses = at_once(
        *(
            lambda client=client, data=data: client.post(ADD, data)
            for client, data in zip(clients, posts, strict=True)
        ),
        lambda: assess_due_councils(now=NOW),
    )
    assert [response.status_code for response in responses[:3]] == [302] * 3
    assess_due_councils(now=NOW)
    assert council.gaps.count() == len(HELD) + 3
    assert council.gaps.get(session__start__startswith="2022-01-12").days == 308
    assert (council.pk, "2021-03-10") in flag_days()
    assert len(flag_days()) == len(set(flag_days()))


def test_one_meeting_entered_by_two_at_once_is_one_sitting_with_one_flag() -> None:
    council = make_silent_council()
    clients = people(2)
    posts = [new_session(client, council, _publish="Publish", reason="Checked") for client in clients]
    at_once(*(lambda c=client, d=data: c.post(ADD, d) for client, data in zip(clients, posts, strict=True)))
    assess_due_councils(now=NOW)
    assert flag_days().count((council.pk, "2022-01-12")) == 1


def test_of_two_saves_of_one_session_at_once_one_is_refused() -> None:
    session = make.make_session(published=False, source=make.make_source())
    clients = people(2)
    posts = [
        form_data(client.get(change(session)), title=f"Title {number}", _continue="Save")
        for number, client in enumerate(clients)
    ]
    responses = at_once(
        *(
            lambda c=client, d=data: c.post(change(session), d)
            for client, data in zip(clients, posts, strict=True)
        )
    )
    assert sorted(response.status_code for response in responses) == [200, 302]
    refused = next(response for response in responses if response.status_code == 200)
    assert "saved this session while you had it open" in refused.text


def test_of_two_changes_of_one_council_at_once_one_is_refused_and_loses_nothing() -> None:
    council = make_silent_council("2022-01-12")
    address = f"/admin/meetings/council/{council.pk}/change/"
    clients = people(2)
    changes = [{"dissolved": "2023"}, {"floor_days": "2000"}]
    posts = [
        form_data(client.get(address), reason="x", _continue="Save", **fields)
        for client, fields in zip(clients, changes, strict=True)
    ]
    responses = at_once(
        *(lambda c=client, d=data: c.post(address, d) for client, data in zip(clients, posts, strict=True))
    )
    assert sorted(response.status_code for response in responses) == [200, 302]
    refused = next(response for response in responses if response.status_code == 200)
    assert "Somebody else saved this council while you had it open" in refused.text
    assert 'value="2023"' in refused.text or 'value="2000"' in refused.text
    council.refresh_from_db()
    assert (council.dissolved is None) != (council.floor_days is None)
    assess_due_councils(now=NOW)
    assert len(flag_days()) == len(set(flag_days()))


def test_two_halves_of_a_circle_entered_at_once_are_judged_all_the_same() -> None:
    councils = [make.make_council(published=False) for _ in range(2)]
    clients = people(2)
    acts = []
    for client, council, other in zip(clients, councils, councils[::-1], strict=True):
        address = f"/admin/meetings/council/{council.pk}/change/"
        data = form_data(client.get(address), _continue="Save")
        add_row(data, "predecessor_links", predecessor=other.pk, kind="continues")
        acts.append(lambda c=client, a=address, d=data: c.post(a, d))
    responses = at_once(*acts)
    saved = [response for response in responses if response.status_code == 302]
    refused = [response for response in responses if response.status_code == 200]
    assert len(saved) + len(refused) == 2 and saved
    assert Succession.objects.count() == len(saved)
    for response in refused:
        assert "at the same moment" in response.text or "its own predecessor" in response.text
    for council in councils:
        make.make_session(council, "2020-01-01")
    assert len(assess_due_councils(now=NOW)) == 2
    assert Gap.objects.count() == 0, "neither council is public"


def test_a_session_withdrawn_while_it_is_judged() -> None:
    council = make_silent_council("2022-01-12")
    session = Session.objects.get(start__startswith="2022-01-12")
    (client,) = people(1)
    data = form_data(client.get(change(session)), reason="Reported by mistake", _withdraw="Withdraw")
    mark_due([council.pk])
    at_once(
        lambda: client.post(change(session), data),
        lambda: assess_due_councils(now=NOW),
        lambda: assess_councils(council_ids=[council.pk], now=NOW),
    )
    assess_due_councils(now=NOW)
    assert (council.pk, "2022-01-12") not in flag_days()
    assert not Gap.objects.filter(session=session).exists()
