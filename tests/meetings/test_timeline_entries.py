"""The narrow table that timelines count by is what the records say, whoever changed them and however."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from unittest import mock

from django.db import connection
from django.http import QueryDict
from django.test import TestCase

from meetings.dates import DateInterval
from meetings.matching import matching
from meetings.models import Council, Session, SessionCouncil, TimelineEntry
from meetings.query import TimelineQuery, read_query
from meetings.timeline.scope import count_scope, scope_of
from meetings.timeline.table import pager_of, read_table
from meetings.vocabulary import Publication
from tests import factories

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)


def query(text: str) -> TimelineQuery:
    return read_query(QueryDict(text), today=NOW.date())


class EntryTests(TestCase):
    def setUp(self) -> None:
        self.one, self.other = factories.make_council("One"), factories.make_council("Other")
        self.session = factories.make_session(self.one, "2022-01-12", end=None)

    def entries(self) -> list[tuple[int, date, date, bool]]:
        columns = ("council_id", "first_day", "last_day", "is_first")
        return list(TimelineEntry.objects.order_by("council_id").values_list(*columns))

    def test_dates_that_change_in_bulk_move_the_entry(self) -> None:
        Session.objects.update(start=DateInterval.parse_iso("2022-03"))
        self.assertEqual(self.entries(), [(self.one.pk, date(2022, 3, 1), date(2022, 3, 31), True)])

    def test_a_joint_session_is_first_with_one_council_only(self) -> None:
        SessionCouncil.objects.create(session=self.session, council=self.other)
        self.assertEqual([is_first for *_, is_first in self.entries()], [True, False])
        SessionCouncil.objects.filter(council=self.one).delete()
        day = date(2022, 1, 12)
        self.assertEqual(self.entries(), [(self.other.pk, day, day, True)])

    def test_plain_sql_that_withdraws_a_session_takes_it_off(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute("UPDATE meetings_session SET publication = 'withdrawn'")
        self.assertEqual(self.entries(), [])

    def test_what_is_deleted_leaves_nothing(self) -> None:
        self.session.delete()
        self.assertEqual(self.entries(), [])


class ScopeTests(TestCase):
    """Counted from the entries, an address has the scope that its sessions have."""

    @classmethod
    def setUpTestData(cls) -> None:
        one, other = factories.make_council("One"), factories.make_council("Other")
        hidden = factories.make_council("Hidden", published=False)
        late = NOW + timedelta(days=1)
        for start, end in (
            ("1999", None), ("2001-05", None), ("2001-05-03", "2001-05-05"), (DateInterval(date(1990, 1, 1), date(2004, 12, 31)), None),
            ("2003-12-30", "2004-01-02"), ("2010-07-01", None), ("2022-01-12", None), ("2031-02", None),
        ):  # fmt: skip
            factories.make_session(one, start, end=end)
        factories.make_session(councils=[one, other], start="2004-06-01")
        factories.make_session(councils=[one, hidden], start="2004-06-02")
        factories.make_session(other, "2005-01-01", embargo_until=late)
        factories.make_session(other, "2005-02-01", embargo_until=NOW - timedelta(days=1))
        factories.make_session(other, "2006-01-01", published=False)
        withdrawn = factories.make_session(other, "2007-01-01")
        Session.objects.filter(pk=withdrawn.pk).update(publication=Publication.WITHDRAWN)

    def test_for_every_plain_address(self) -> None:
        for text in (
            "", "from=2004", "to=2003", "from=2001-05-04&to=2001-05-04", "from=2004-01-02&to=2004-06-01",
            "council=one", "council=other", "council=one&council=other&from=2004", "as_of=2004-06-01",
            "as_of=1995-01-01&from=2000", "from=2150", "council=nobody", "as_of=2040-01-01",
        ):  # fmt: skip
            with self.subTest(text):
                asked = query(text)
                expected = count_scope(matching(asked, NOW))
                found = scope_of(asked, matching(asked, NOW), NOW)
                self.assertEqual(replace(found, sizes={}), replace(expected, sizes={}))
                self.assertEqual(found.total, asked.sessions(NOW).count())
                chosen = Council.objects.filter(slug__in=asked.council) if asked.council else Council.objects
                for pk in chosen.values_list("pk", flat=True):
                    self.assertEqual(found.sizes.get(pk), expected.sizes.get(pk))

    def test_the_pages_of_a_table_hold_every_session_once_in_its_order(self) -> None:
        for day in ("2004-06-01", "2001-05", "2001-05-01"):  # begins on the day on which others do
            factories.make_session(Council.objects.get(slug="other"), day)
        for text in (
            "council=one", "council=one&council=other", "council=one&council=other&sort=oldest",
            "council=other&council=hidden&from=2001&to=2004", "council=one&council=other&as_of=2004-06-01", "council=nobody",
        ):  # fmt: skip
            with self.subTest(text), mock.patch("meetings.timeline.table.PAGE_SIZE", 2):
                asked = query(text)
                found = matching(asked, NOW)
                total = scope_of(asked, found, NOW).total
                pages = [asked.changed(page=number + 1) for number in range(max(1, -(-total // 2)))]
                listed = [
                    session.id
                    for page in pages
                    for session in read_table(found, page, pager_of(page, total), NOW)
                ]
                sessions = sorted(
                    asked.sessions(NOW), key=lambda each: (each.start.earliest, each.start.latest, each.pk)
                )
                if asked.sort == "newest":
                    sessions.reverse()
                self.assertEqual(listed, [session.pk for session in sessions])
