"""Readiness names each part that is not there, within half a second."""

import time
from typing import Any
from unittest import mock

import pytest
import redis
from django.db import OperationalError, connection
from django.db.migrations.recorder import MigrationRecorder
from django.test import Client

from config import health, heartbeat


@pytest.fixture
def beating(settings: Any) -> Any:
    """A worker has just given its sign of life."""
    client = redis.Redis.from_url(settings.REDIS_URL)
    client.set(heartbeat.KEY, "2026-01-01T00:00:00+00:00", ex=60)
    yield client
    client.delete(heartbeat.KEY)
    client.close()


def test_health_asks_nothing() -> None:
    with mock.patch.object(health, "_on_own_connection", side_effect=AssertionError):
        assert Client().get("/healthz").json() == {"status": "ok"}


@pytest.mark.django_db(transaction=True)
def test_ready_with_all_parts(beating: Any) -> None:
    response = Client().get("/readyz")
    assert response.status_code == 200
    assert response.json() == {
        "status": "ok",
        "database": "ok",
        "migrations": "ok",
        "broker": "ok",
        "worker": "ok",
    }
    assert "no-store" in response["Cache-Control"]


@pytest.mark.django_db(transaction=True)
def test_not_ready_without_a_worker(beating: Any) -> None:
    beating.delete(heartbeat.KEY)
    response = Client().get("/readyz")
    assert response.status_code == 503
    assert response.json()["worker"] == "no sign of life for a minute"


@pytest.mark.django_db(transaction=True)
def test_not_ready_with_a_migration_missing(beating: Any) -> None:
    recorder = MigrationRecorder(connection)
    recorder.record_unapplied("statements", "0001_initial")
    try:
        assert Client().get("/readyz").json()["migrations"] == "1 not applied"
    finally:
        recorder.record_applied("statements", "0001_initial")


@pytest.mark.django_db(transaction=True)
def test_not_ready_without_a_broker(beating: Any) -> None:
    gone = heartbeat.connected("unix:///nowhere/broker.sock")
    with mock.patch.object(heartbeat, "client", lambda: gone):
        answer = Client().get("/readyz").json()
    assert answer["broker"] == "does not answer"
    assert answer["worker"] == "unknown: the broker does not answer"
    assert answer["database"] == "ok"


def test_not_ready_without_a_database(beating: Any) -> None:
    with mock.patch.object(health.connections, "create_connection") as made:
        made.return_value.settings_dict = {}
        made.return_value.cursor.side_effect = OperationalError
        answer = Client().get("/readyz").json()
    assert answer["database"] == "does not answer"
    assert answer["broker"] == "ok"


def test_a_part_that_hangs_does_not_hold_the_answer(beating: Any) -> None:
    with (
        mock.patch.object(health, "_database", lambda: time.sleep(2)),
        mock.patch.object(health, "_migrations", lambda: health.OK),
    ):
        began = time.monotonic()
        answer = Client().get("/readyz").json()
    assert time.monotonic() - began < 1.5
    assert answer["database"] == "no answer within half a second"


def test_the_heartbeat_is_written_seldom_and_fails_in_silence(settings: Any, beating: Any) -> None:
    beating.delete(heartbeat.KEY)
    with mock.patch.object(heartbeat, "_last_written", -100.0):
        heartbeat.write()
        assert heartbeat.read()
        beating.delete(heartbeat.KEY)
        heartbeat.write()
        assert heartbeat.read() is None
    gone = heartbeat.connected("unix:///nowhere/broker.sock")
    with (
        mock.patch.object(heartbeat, "_last_written", -100.0),
        mock.patch.object(heartbeat, "client", lambda: gone),
    ):
        heartbeat.write()
