"""End to end: a session is published, a real worker raises the flag, the mail arrives; and so does the withdrawal."""

import os
import re
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.test import Client

from meetings import consumers, tasks
from meetings.models import AssessmentDue, Council, Notice, Subscription
from tests import factories
from tests.mailbox import Mailbox, header, text_of

pytestmark = pytest.mark.django_db(transaction=True)


def wait_for(condition: Callable[[], object], seconds: float = 90) -> None:
    start = time.monotonic()
    while not condition():
        assert time.monotonic() - start < seconds, "waited in vain"
        time.sleep(0.02)


def make_history() -> Council:
    council = factories.make_council("NATO-Russia Council", slug="nrc", abbreviation="NRC")
    for day in ("2016-01-01", "2016-05-01", "2016-10-01", "2017-01-01"):
        factories.make_session(council, day)
    return council


def yesterday() -> str:
    return (datetime.now(UTC).date() - timedelta(days=1)).isoformat()


@pytest.mark.services
def test_a_flag_is_told_and_taken_back_by_mail(
    mailbox: Mailbox, worker: "subprocess.Popen[bytes]", client: Client
) -> None:
    council = make_history()
    client.post("/subscribe/?council=nrc&flag=raised", {"email": "ann@example.org", "rhythm": "immediate"})
    wait_for(lambda: mailbox.messages)
    confirm = re.search(r"/subscribe/confirm/\S+", text_of(mailbox.messages[0]))
    assert confirm and client.post(confirm[0]).status_code == 200
    wait_for(lambda: not AssessmentDue.objects.exists())

    session = factories.make_session(council, yesterday())
    wait_for(lambda: any("resumption after" in header(m, "Subject") for m in mailbox.messages))
    told = next(m for m in mailbox.messages if "resumption after" in header(m, "Subject"))
    assert "One meeting does not show a revival." in text_of(told)

    factories.make_session(council, (datetime.now(UTC).date() - timedelta(days=20)).isoformat())
    wait_for(lambda: any("withdrawn" in header(m, "Subject") for m in mailbox.messages))
    taken_back = next(m for m in mailbox.messages if "withdrawn" in header(m, "Subject"))
    assert taken_back["To"] == told["To"] == "ann@example.org"
    assert header(told, "Message-ID") in header(taken_back, "References")
    assert f"/resumptions/R{session.resumptions.get().pk}/" in text_of(taken_back)


PUBLISH = """
import sys, django
django.setup()
from meetings import tasks
from meetings.models import Council
from tests import factories
source = factories.make_source(url="https://news.example/published")
factories.make_session(Council.objects.get(slug="nrc"), sys.argv[1], source=source)
tasks.assess_due()
"""


@pytest.mark.services
def test_with_the_broker_down_the_next_sweep_sends(mailbox: Mailbox) -> None:
    make_history()
    tasks.sweep()
    now = datetime.now(UTC)
    Subscription.objects.create(email="ann@example.org", rhythm="immediate", asked_at=now, confirmed_at=now)
    database = urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{settings.DATABASES['default']['NAME']}")
    without_broker = {"DATABASE_URL": database.geturl(), "REDIS_URL": "unix:///nowhere/broker.sock?db=0"}
    published = subprocess.run(
        [sys.executable, "-c", PUBLISH, yesterday()],
        env={**os.environ, **without_broker, "DJANGO_SETTINGS_MODULE": "config.settings"},
        capture_output=True,
        text=True,
    )
    assert published.returncode == 0, published.stderr
    assert "that there are notices" in published.stderr
    assert Notice.objects.filter(is_news=True).exists() and not mailbox.messages
    tasks.sweep()
    assert [message["To"] for message in mailbox.messages] == ["ann@example.org"]


def test_one_consumer_that_fails_keeps_no_other_waiting(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    served: list[datetime] = []

    def broken(now: datetime) -> None:
        raise RuntimeError("no network")

    monkeypatch.setattr(consumers, "_consumers", [])
    for consumer in (broken, served.append, served.append):
        consumers.serve(consumer)
    now = datetime.now(UTC)
    consumers.serve_all(now=now)
    assert served[0] == now and "no network" in caplog.text


def test_mail_is_a_registered_consumer() -> None:
    assert [f"{each.__module__}.{each.__qualname__}" for each in consumers._consumers] == [
        "meetings.mail.delivery.deliver"
    ]
