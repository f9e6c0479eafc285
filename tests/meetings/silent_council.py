"""The later history of the NATO-Russia Council, as far as a test needs it, and all that a database holds."""

from __future__ import annotations

from datetime import UTC, datetime

from django.db import connection

from meetings.assessment import assess_council
from meetings.models import Council
from tests import factories as make

HELD = (
    "2014-06-02", "2016-04-20", "2016-07-13", "2016-12-19", "2017-03-30", "2017-07-13", "2017-10-26", "2018-05-31",
    "2018-10-31", "2019-01-25", "2019-07-05",
)  # fmt: skip


def make_silent_council(*later: str, **fields: object) -> Council:
    """A council silent since 5 July 2019, or since the last of the `later` days, and assessed."""
    council = make.make_council("NATO-Russia Council", abbreviation="NRC", **fields)
    for day in (*HELD, *later):
        make.make_session(council, day, level="ambassadors")
    assess(council)
    return council


def assess(*councils: Council) -> None:
    for council in councils:
        assess_council(council_id=council.pk, now=datetime.now(UTC))


def everything_stored() -> dict[str, str]:
    """A digest of every table."""
    with connection.cursor() as cursor:
        tables = sorted(set(connection.introspection.table_names(cursor)) - {"django_session"})
        digests = {}
        for table in tables:
            cursor.execute(
                f"SELECT md5(coalesce(string_agg(t::text, '|' ORDER BY t::text), '')) FROM {table} t"
            )
            digests[table] = cursor.fetchone()[0]
    return digests
