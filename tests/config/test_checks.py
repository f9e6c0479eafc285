"""A database whose locale breaks Cyrillic is refused in words."""

from contextlib import closing

import pytest
from django.db import connection, connections

from config import checks


@pytest.mark.django_db
def test_this_database_handles_cyrillic() -> None:
    assert checks.locale_problems() == []
    assert checks.check_locale(databases=["default"]) == []
    assert checks.check_locale() == []


@pytest.mark.django_db(transaction=True)
def test_a_database_with_a_plain_c_locale_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    name = f"{connection.settings_dict['NAME']}_plain_c"
    with connection.cursor() as cursor:
        cursor.execute(f"DROP DATABASE IF EXISTS {name}")
        cursor.execute(
            f"CREATE DATABASE {name} TEMPLATE template0 LOCALE_PROVIDER libc LC_COLLATE 'C' LC_CTYPE 'C'"
        )
    other = connections.create_connection("default")
    other.settings_dict = {**connection.settings_dict, "NAME": name}
    try:
        with closing(other):
            monkeypatch.setattr(checks, "connection", other)
            problems = checks.check_locale(databases=["default"])
        assert problems and all(problem.id == "config.E001" for problem in problems)
        assert "lower-casing of Cyrillic" in problems[0].msg
        assert "initdb --locale-provider=builtin" in problems[0].msg
    finally:
        with connection.cursor() as cursor:
            cursor.execute(f"DROP DATABASE {name}")
