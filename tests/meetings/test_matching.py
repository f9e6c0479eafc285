"""Kept queries answer as new ones do, whatever the instant, and nothing is kept of what depends on the record."""

from datetime import UTC, datetime, timedelta

from django.db import connection
from django.http import QueryDict
from django.test import TestCase
from django.test.utils import CaptureQueriesContext

from meetings.matching import matching
from meetings.query import read_query
from tests import factories as make

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)


def found(address: str, at: datetime = NOW) -> set[int]:
    text = matching(read_query(QueryDict(address), today=NOW.date()), at)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT id FROM ({text.sql}) AS matching", text.values)
        return {pk for (pk,) in cursor.fetchall()}


class MatchingTests(TestCase):
    def setUp(self) -> None:
        self.council = make.make_council("Steady Council")
        self.session = make.make_session(self.council, "2022-01-12")

    def test_each_instant_judges_embargoes_anew(self) -> None:
        later = make.make_session(self.council, "2022-02-12", embargo_until=NOW + HOUR)
        for _time in range(2):
            self.assertEqual(found("", NOW), {self.session.pk})
            self.assertEqual(found("", NOW + 2 * HOUR), {self.session.pk, later.pk})

    def test_each_address_has_its_own(self) -> None:
        other = make.make_session(make.make_council("Other Council"), "2023-01-12")
        self.assertEqual(found("council=steady-council"), {self.session.pk})
        self.assertEqual(found("council=other-council"), {other.pk})
        self.assertEqual(found("from=2023"), {other.pk})
        self.assertEqual(found("as_of=2022-12-31"), {self.session.pk})

    def test_words_looked_for_are_found_in_what_came_later(self) -> None:
        self.assertEqual(found("q=Ljubljana"), set())
        titled = make.make_session(self.council, "2022-03-12", title="Ljubljana")
        self.assertEqual(found("q=Ljubljana"), {titled.pk})

    def test_flags_of_a_past_day_that_nobody_has_match_nothing(self) -> None:
        self.assertEqual(found("flag=any&as_of=2022-12-31"), set())

    def test_a_known_address_asks_the_database_nothing(self) -> None:
        found("level=ministers&party=RUS&topic=arms-control")
        with CaptureQueriesContext(connection) as queries:
            matching(
                read_query(QueryDict("level=ministers&party=RUS&topic=arms-control"), today=NOW.date()), NOW
            )
        self.assertEqual(len(queries), 0)
