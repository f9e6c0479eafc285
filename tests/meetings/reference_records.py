"""The reference histories as published and assessed records, for tests of pages."""

from datetime import UTC, datetime

from django.db import connection

from meetings.assessment import assess_councils
from meetings.models import Council
from statements.history_import import import_history
from tests.meetings.reference_histories import FOLDER

APPS = ("meetings_", "delegations_", "statements_")
# "Today" of these records; nothing in them is later.
NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)


def load_reference_records() -> None:
    """21 councils and 380 sessions with all that the project carries about them, and what autovacuum does within a
    minute: without statistics the planner takes each table for what an earlier test left in it."""
    import_history(FOLDER, publish=True)
    assess_councils(council_ids=list(Council.objects.values_list("pk", flat=True)), now=NOW)
    analyse_tables()


def analyse_tables() -> None:
    """Statistics of the project's own tables. Those of the whole server would wait for the tests beside this one."""
    tables = [name for name in connection.introspection.table_names() if name.startswith(APPS)]
    with connection.cursor() as cursor:
        cursor.execute(f"ANALYZE {', '.join(tables)}")
