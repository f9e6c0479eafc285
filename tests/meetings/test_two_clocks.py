"""As of a past day, every page and table says what the rule says of the events up to that day."""

import csv
import io
import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any
from unittest import mock

import pytest
from django.db import connection
from django.test import Client, TestCase
from django.test.utils import CaptureQueriesContext

from meetings.assessment import assess_council
from meetings.evidence import Records, read_records
from meetings.models import Council, Resumption
from meetings.resumptions import Assessment
from meetings.vocabulary import FlagState
from tests import factories
from tests.meetings.reference_records import NOW, load_reference_records

# Before and after resumptions; in the middle of months and years to which a session is dated; within silences.
DAYS = (
    "1998-05-01", "2002-07-15", "2009-06-27", "2014-06-30", "2016-04-19", "2016-04-20", "2019-08-16", "2022-01-11",
    "2022-01-12", "2025-12-03",
)  # fmt: skip


@pytest.fixture(autouse=True)
def _clock() -> Iterator[None]:
    with mock.patch("meetings.pages.clock", return_value=NOW):
        yield


def page(address: str) -> str:
    response = Client().get(address)
    assert response.status_code == 200, address
    return response.getvalue().decode()


def table(address: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(page(address), newline="")))


def by_the_rule(day: str) -> dict[str, tuple[Records, Assessment]]:
    """What `assess` says of each council, by its slug."""
    slugs = dict(Council.objects.values_list("pk", "slug"))
    return {
        slugs[records.council_id]: (records, records.assess(date.fromisoformat(day)))
        for records in read_records(sorted(slugs), at=NOW)
    }


def flags_wanted(judged: dict[str, tuple[Records, Assessment]]) -> dict[tuple[str, str], Any]:
    """Council and session of each verdict that a flag stands for today."""
    known = {
        (flag.council.slug, session)
        for flag in Resumption.objects.exclude(state=FlagState.WITHDRAWN).select_related("council")
        for session in flag.evidence["sitting"]
    }
    return {
        (slug, f"S{want.session_id}"): want.lead
        for slug, (records, assessment) in judged.items()
        for want in assessment.resumptions
        if want.session_id in records.own and known.intersection((slug, session) for session in want.sitting)
    }


class TestAgainstTheRule(TestCase):
    @classmethod
    def setUpTestData(cls) -> None:
        load_reference_records()
        # A record in which later sessions, dated to a year, say something else once that year is over.
        council = factories.make_council("Vague Council", slug="vague-council", abbreviation="VC")
        for day in ("2010-01-10", "2010-05-10", "2010-09-10", "2011-01-10", "2013", "2014-06", "2016-04-18"):
            factories.make_session(council, day)
        factories.make_context_event(council, kind="boycott", title="A boycott", start="2012-01-01")
        factories.make_context_event(council, title="Suspended", start="2022-01-12")
        assess_council(council_id=council.pk, now=NOW)

    def test_the_table_of_gaps(self) -> None:
        for day in DAYS:
            rows = [row for row in table(f"/gaps.csv?as_of={day}") if row["censored"] == "0"]
            told = {
                (row["council_slug"], row["from_session_id"], row["to_session_id"]): (
                    row["gap_days_min"], row["gap_days_max"], row["grade"], row["coverage"],
                )
                for row in rows
            }  # fmt: skip
            wanted = {
                (slug, f"S{verdict.gap.previous_session_id}", f"S{verdict.gap.session_id}"): (
                    str(verdict.gap.days_min), str(verdict.gap.days_max),
                    verdict.grade.value if verdict.grade else "", verdict.coverage.value,
                )
                for slug, (records, assessment) in by_the_rule(day).items()
                for verdict in assessment.verdicts
                if verdict.gap.session_id in records.own
            }  # fmt: skip
            assert told == wanted, day

    def test_the_table_of_silences_and_the_censored_gaps(self) -> None:
        for day in DAYS:
            on = date.fromisoformat(day)
            judged = {slug: assessment.silence for slug, (_, assessment) in by_the_rule(day).items()}
            told = {row["council_slug"]: row for row in table(f"/silences.csv?as_of={day}")}
            censored = {
                row["council_slug"]: row for row in table(f"/gaps.csv?as_of={day}") if row["censored"] == "1"
            }
            for slug, silence in judged.items():
                if silence is None:
                    assert told[slug]["state"] == "" and slug not in censored
                    continue
                shortest, _, longest = silence.days_on(on)
                row = told[slug]
                assert row["state"] == silence.state_on(on).value, (slug, day)
                assert row["last_session_id"] == f"S{silence.last_session_id}"
                assert (row["silence_days_min"], row["silence_days_max"]) == (str(shortest), str(longest))
                assert censored[slug]["from_session_id"] == row["last_session_id"]
                if row["state"] != "concluded":
                    assert censored[slug]["gap_days_max"] == row["silence_days_max"]

    def test_the_table_of_resumptions_and_that_of_sessions(self) -> None:
        for day in DAYS:
            wanted = {
                key: (
                    str(lead.gap.days_min), str(lead.gap.days_max), *(
                        grade.value if grade else ""
                        for grade in (lead.grade, lead.grade_certain, lead.grade_possible)
                    ), lead.stream.value,
                )
                for key, lead in flags_wanted(by_the_rule(day)).items()
            }  # fmt: skip
            told = {
                (row["council_slug"], row["session_id"]): (
                    row["gap_days_min"], row["gap_days_max"], row["grade"], row["grade_certain"],
                    row["grade_possible"], row["stream"],
                )
                for row in table(f"/resumptions.csv?as_of={day}")
            }  # fmt: skip
            assert told == wanted, day
            flagged = {
                (row["council_slug"], row["session_id"]): (
                    row["grade"],
                    row["grade_certain"],
                    row["grade_possible"],
                )
                for row in table(f"/sessions.csv?as_of={day}")
                if row["flag_state"]
            }
            assert flagged == {key: values[2:5] for key, values in wanted.items()}, day

    def test_the_lists_and_the_timeline(self) -> None:
        numbers = dict(Resumption.objects.values_list("session_id", "pk"))
        for day in DAYS:
            wanted = {
                f"R{numbers[int(session[1:])]}"
                for (_, session) in flags_wanted(by_the_rule(day))
                if int(session[1:]) in numbers
            }
            listed = set(re.findall(r'/resumptions/(R\d+)/"', page(f"/resumptions/?as_of={day}")))
            assert listed == wanted, day
            drawn = set(re.findall(r'/resumptions/(R\d+)/"', page(f"/?as_of={day}")))
            assert drawn == wanted, day

    def test_a_filter_by_grade_is_one_by_the_grade_of_the_day(self) -> None:
        for day in DAYS:
            wanted = {
                session
                for (_, session), lead in flags_wanted(by_the_rule(day)).items()
                if lead.grade is not None and lead.grade.value == "notable"
            }
            rows = table(f"/resumptions.csv?flag=notable&as_of={day}")
            assert {row["session_id"] for row in rows} == wanted, day
            html = page(f"/resumptions/?flag=notable&as_of={day}")
            assert len(set(re.findall(r'/resumptions/(R\d+)/"', html))) == len(wanted), day

    def test_a_council_shows_its_gaps_and_flags_as_they_were(self) -> None:
        for day in ("2013-06-01", "2014-06-10", "2016-04-18", "2022-01-11"):
            records, assessment = by_the_rule(day)["vague-council"]
            html = page(f"/councils/vague-council/?as_of={day}")
            shown = html[html.index('<table class="reflow sessions"') :]
            for verdict in assessment.verdicts:
                low, high = verdict.gap.days_min, verdict.gap.days_max
                if low:
                    assert (f"{low:,} days" if low == high else f"{low:,}–{high:,} days") in shown, day
            assert f"{len(records.own)} sessions" not in html or day >= "2016-04-18"

    def test_the_watch_list_of_the_day_before_the_resumption(self) -> None:
        html = page("/silences/?as_of=2022-01-11")
        assert "Longer than usual since 7 September 2020; major from 26 February 2021." in html
        row = next(
            row
            for row in table("/silences.csv?as_of=2022-01-11")
            if row["council_slug"] == "nato-russia-council"
        )
        assert (row["state"], row["unusual_since"], row["major_from"]) == (
            "major",
            "2020-09-07",
            "2021-02-26",
        )
        for day, state in (
            ("2020-09-06", "late"),
            ("2020-09-07", "notable"),
            ("2021-02-25", "notable"),
            ("2021-02-26", "major"),
        ):
            rows = {row["council_slug"]: row["state"] for row in table(f"/silences.csv?as_of={day}")}
            assert rows["nato-russia-council"] == state or (
                state == "late" and rows["nato-russia-council"] in ("late", "on_rhythm")
            )

    def test_what_people_made_of_a_flag_is_shown_as_today(self) -> None:
        flag = Resumption.objects.get(
            council__slug="nato-russia-council", resumed_on__startswith="2016-04-20"
        )
        Resumption.objects.filter(pk=flag.pk).update(
            state=FlagState.DISMISSED, reviewed_as=FlagState.DISMISSED, review_note="Not so.", reviewed_at=NOW
        )
        html = page("/resumptions/?as_of=2017-01-01")
        standing, former = html.split("Flags that no longer stand")
        assert f"/resumptions/{flag.public_id}/" not in standing
        assert f"/resumptions/{flag.public_id}/" in former
        rows = {row["resumption_id"]: row["state"] for row in table("/resumptions.csv?as_of=2017-01-01")}
        assert rows[flag.public_id] == "dismissed"
        assert f"/resumptions/{flag.public_id}/" not in page("/?as_of=2017-01-01")

    def test_the_end_of_a_council_is_not_known_before_it(self) -> None:
        address = "/councils/nato-russia-council/"
        assert "<dt>Concluded</dt>" in page(address)
        assert "<dt>Concluded</dt>" in page(f"{address}?as_of=2025-12-03")
        assert "<dt>Concluded</dt>" not in page(f"{address}?as_of=2025-12-02")

    def test_a_past_day_takes_few_queries(self) -> None:
        for address, most in (
            ("/?as_of=2022-01-11", 20),
            # As many as of today (tests/meetings/test_pages.py): nine of them tell who came and who led.
            ("/councils/nato-russia-council/?as_of=2022-01-11", 29),
            ("/councils/?as_of=2022-01-11", 20),
            ("/resumptions/?as_of=2022-01-11", 20),
            ("/sessions/?as_of=2022-01-11", 20),
            ("/silences/?as_of=2022-01-11", 20),
        ):
            with CaptureQueriesContext(connection) as queries:
                page(address)
            assert len(queries) <= most, (address, len(queries))


@pytest.mark.django_db
def test_a_vague_session_is_read_as_it_could_be_on_the_day() -> None:
    council = factories.make_council(slug="some-council")
    for day in ("2010-01-10", "2010-05-10", "2010-09-10", "2011-01-10", "2013"):
        factories.make_session(council, day)
    assess_council(council_id=council.pk, now=NOW)
    row = table("/resumptions.csv?as_of=2013-03-01")[0]
    assert (row["gap_days_min"], row["gap_days_max"]) == ("781", "781")
    assert "781 days" in page("/resumptions/?as_of=2013-03-01")
    assert "781 days" in page("/councils/some-council/?as_of=2013-03-01")
    assert "781 days" in page("/sessions/?as_of=2013-03-01")
    today = table("/resumptions.csv")[0]
    assert (today["gap_days_min"], today["gap_days_max"]) == ("722", "1086")
    later = (date(2013, 3, 1) + timedelta(days=400)).isoformat()
    assert table(f"/resumptions.csv?as_of={later}")[0]["gap_days_max"] == "1086"
