"""Until when a list of changes is complete, whatever is being written at the moment.

`updated_at` is the start of the transaction that wrote a row, and a transaction can end long after it began: a client that
asks in between, and the next time for what came after its own clock, would lose the rows. So it is told an instant that
no transaction still running began before. This must be read before the snapshot of the answer is taken: a
transaction that ends between the two is then in both, and none is in neither.
"""

from datetime import UTC, datetime, timedelta

from django.db import connection

# A transaction begins a moment before the database lists it as running.
MARGIN = timedelta(seconds=2)
# Where another role's transactions cannot be seen: longer than any that writes should last.
UNSEEN = timedelta(hours=1)

_RUNNING = """
SELECT clock_timestamp(), min(xact_start), bool_or(query = '<insufficient privilege>')
FROM pg_stat_activity
WHERE datname = current_database() AND usesysid IS NOT NULL AND pid <> pg_backend_pid()
"""


def complete_until() -> datetime:
    """Whatever a later snapshot shows in addition was changed at this instant or after it (UTC)."""
    with connection.cursor() as cursor:
        cursor.execute(_RUNNING)
        now, oldest, some_unseen = cursor.fetchone()
    until: datetime = now - (UNSEEN if some_unseen else MARGIN)
    if oldest is not None:
        until = min(until, oldest - MARGIN)
    return until.astimezone(UTC)
