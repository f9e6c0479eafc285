"""`/healthz`: this process answers. `/readyz`: what it needs is there, each part named, 503 if one is not."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from concurrent.futures import TimeoutError as TooLate
from functools import cache

import redis
from django.db import DatabaseError, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from config import heartbeat

ANSWER_SECONDS = 0.5
OK = "ok"


@never_cache
@require_safe
def healthz(_request: HttpRequest) -> HttpResponse:
    """200 as long as the process serves requests; touches nothing else."""
    return JsonResponse({"status": OK})


@never_cache
@require_safe
def readyz(_request: HttpRequest) -> HttpResponse:
    """200 with every part "ok", or 503 with what is wrong with each part that is not."""
    parts = {"database": _database, "migrations": _migrations, "broker": _broker, "worker": _worker}
    with _Pool(max_workers=len(parts)) as pool:
        waiting = {name: pool.submit(check) for name, check in parts.items()}
        state = {}
        for name, future in waiting.items():
            try:
                state[name] = future.result(ANSWER_SECONDS)
            except TooLate:
                state[name] = "no answer within half a second"
    ready = all(answer == OK for answer in state.values())
    return JsonResponse({"status": OK if ready else "not ready", **state}, status=200 if ready else 503)


class _Pool(ThreadPoolExecutor):
    """Threads that nobody waits for: one that hangs on a dead network ends by its own time limit."""

    def __exit__(self, *_: object) -> None:
        self.shutdown(wait=False, cancel_futures=True)


def _on_own_connection(ask: Callable[[BaseDatabaseWrapper], str]) -> str:
    """Ask on a connection made for this question, so that a stuck one cannot hide a dead server."""
    connection = connections.create_connection("default")
    options = connection.settings_dict.get("OPTIONS", {})
    connection.settings_dict = {
        **connection.settings_dict,
        "OPTIONS": {**options, "connect_timeout": 2, "options": "-c statement_timeout=500"},
    }
    try:
        return ask(connection)
    except DatabaseError:
        return "does not answer"
    finally:
        connection.close()


def _database() -> str:
    def ask(connection: BaseDatabaseWrapper) -> str:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        return OK

    return _on_own_connection(ask)


@cache
def _migrations_on_disk() -> frozenset[tuple[str, str]]:
    return frozenset(MigrationLoader(None).disk_migrations or ())


def _migrations() -> str:
    def ask(connection: BaseDatabaseWrapper) -> str:
        missing = _migrations_on_disk() - set(MigrationRecorder(connection).applied_migrations())
        return f"{len(missing)} not applied" if missing else OK

    return _on_own_connection(ask)


def _broker() -> str:
    try:
        heartbeat.client().ping()
    except redis.RedisError:
        return "does not answer"
    return OK


def _worker() -> str:
    try:
        return OK if heartbeat.read() else "no sign of life for a minute"
    except redis.RedisError:
        return "unknown: the broker does not answer"
