"""What the form of a meeting with 40 delegations and 40 statements costs the server: opened, saved, refused, asked."""

from collections.abc import Callable
from statistics import median
from time import perf_counter
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import connection
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext

from benchmarks.table import Row
from tests import factories as make
from tests.statements.form_reading import form_data

DELEGATIONS = STATEMENTS = 40
RUNS = 7
PROMISED_SECONDS = 2
PROMISED_QUERIES = 40
FORM = f"the form of {DELEGATIONS} delegations and {STATEMENTS} statements"


def _meeting() -> int:
    """A draft whose every row is filled as the seed report's are: a head with a post, two wordings, citations."""
    session = make.make_session(
        make.make_council(), published=False, source=make.make_source(), place=make.make_place()
    )
    for number in range(DELEGATIONS):
        party, person = make.make_party(), make.make_person()
        delegation = make.make_delegation(session, party)
        delegation.citations.create(source=make.make_source())
        make.make_delegate(delegation, person, leads=True, post=make.make_post(person, party=party))
        statement = make.make_statement(session, f"Satz {number}.", speaker=person, parties=(party,))
        statement.topics.add(make.make_topic())
        make.make_wording(statement, f"Sentence {number}.", language="en")
    for _ in range(5):
        make.make_agenda_item(session, topic=make.make_topic(), source=make.make_source())
    make.make_gap_claim(session)
    return session.pk


def _seconds(function: Callable[[], Any]) -> float:
    start = perf_counter()
    function()
    return perf_counter() - start


def run() -> list[Row]:
    address = f"/admin/meetings/session/{_meeting()}/change/"
    plain = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    with override_settings(ALLOWED_HOSTS=["testserver"], STORAGES=plain):
        client = Client()
        client.force_login(get_user_model().objects.create_superuser("anna"))
        page = client.get(address)
        data = form_data(page, _continue="Save")
        wrong = form_data(page, start="30 February 2022", _continue="Save")
        rows = [Row("desk", f"{FORM}, size", len(page.content) / 1e6, "MB")]
        acts: tuple[tuple[str, Callable[[], Any], int, int], ...] = (
            ("opened", lambda: client.get(address), 200, PROMISED_QUERIES),
            ("saved without a change", lambda: client.post(address, data), 302, PROMISED_QUERIES),
            ("refused and shown again", lambda: client.post(address, wrong), 200, PROMISED_QUERIES),
        )
        for what, act, status, queries_promised in acts:
            with CaptureQueriesContext(connection) as asked:
                assert act().status_code == status, what
            queries = len(asked)  # the log is emptied by the next request
            time = median(_seconds(act) for _ in range(RUNS))
            rows += [
                Row("desk", f"{FORM}, {what}, median of {RUNS}", time, "s", at_most=PROMISED_SECONDS),
                Row("desk", f"{FORM}, {what}", queries, "queries", at_most=queries_promised),
            ]
    return rows
