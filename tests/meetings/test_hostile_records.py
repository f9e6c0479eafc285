"""Records as bad as they come: a right verdict or a clear refusal, never a crash or a doubled flag."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.db.models import ProtectedError
from django.test import Client

from config.exports import TABLES
from meetings.assessment import assess_due_councils
from meetings.models import Council, Coverage, Gap, Resumption, Session, Silence, Succession
from meetings.scheduling import release_embargoes
from meetings.vocabulary import FlagState
from meetings.watch import silences_on
from tests import factories as make
from tests.meetings.silent_council import HELD, make_silent_council
from tests.statements.desk_posts import ADD, change, new_session
from tests.statements.form_reading import add_row, form_data

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 1, 13, 9, tzinfo=UTC)
HOUR = timedelta(hours=1)
MONTHLY = ("2019-01-10", "2019-02-10", "2019-03-10", "2019-04-10")


def judged(now: datetime = NOW) -> None:
    """Assess what is due, twice, and hold what was stored against what must hold of any record."""
    assess_due_councils(now=now)
    before = stored()
    with connection.cursor() as cursor:
        cursor.execute("SELECT reconvene_mark_assessment_due(ARRAY(SELECT id FROM meetings_council))")
    assess_due_councils(now=now + HOUR)
    assert stored() == before, "a second assessment changed something"
    standing = Resumption.objects.exclude(state=FlagState.WITHDRAWN)
    places = standing.values_list("council", "session")
    assert len(places) == len(set(places)), "a doubled flag"
    for flag in standing:
        sitting = flag.evidence["sitting"]
        others = standing.filter(council=flag.council, session__in=sitting).exclude(pk=flag.pk)
        assert not others, "two flags in one sitting"
    assert not Gap.objects.filter(days_min__gt=0, days__lt=1).exists()


def stored() -> list[object]:
    return [list(table.objects.order_by("pk").values()) for table in (Gap, Resumption, Silence)]


def gaps(council: Council) -> list[tuple[str, int | None]]:
    rows = council.gaps.order_by("session__start__startswith", "session__start__endswith", "session")
    return list(rows.values_list("status", "days"))


def flags(council: Council) -> dict[str, str]:
    """Start and grade of each flag that stands."""
    standing = council.resumptions.exclude(state=FlagState.WITHDRAWN).select_related("session")
    return {flag.session.start.edtf: flag.grade for flag in standing}


def history(*days: str | tuple[str, str], **fields: object) -> Council:
    """A council with sessions on the days; a pair has a last day."""
    council = make.make_council(**fields)
    for day in days:
        start, end = (day, None) if isinstance(day, str) else day
        make.make_session(council, start, end=end)
    return council


def test_overlapping_sessions_end_with_the_later_one() -> None:
    council = history(("2020-01-01", "2020-01-20"), ("2020-01-10", "2020-01-25"), "2020-06-01")
    judged()
    assert gaps(council) == [("first_recorded", None), ("same_sitting", None), ("computed", 128)]


def test_a_session_inside_another_makes_no_gap() -> None:
    council = history(*MONTHLY, ("2020-01-01", "2020-12-31"), "2020-02-10", "2021-01-05")
    judged()
    assert gaps(council)[4:] == [("computed", 266), ("same_sitting", None), ("same_sitting", None)]
    assert flags(council) == {"2020-01-01": "major"}


def test_a_vague_date_over_a_whole_silence_leaves_nothing_certain() -> None:
    council = history(*MONTHLY, "[2019-04-11..2022-01-11]", "2022-01-12")
    judged()
    assert council.gaps.get(session__start__startswith="2022-01-12").days_min == 1
    assert not council.resumptions.exclude(grade_certain="").exists()


def test_a_later_year_that_may_lie_inside_a_silence_leaves_nothing_certain() -> None:
    council = history(*MONTHLY, "2021-03-05", "2021")
    judged()
    assert council.gaps.get(session__start__startswith="2021-03-05").status == "order_uncertain"
    assert not council.resumptions.exclude(grade_certain="").exists()


@pytest.mark.parametrize("number", [0, 1, 5])
def test_no_session_one_session_and_all_on_one_day(number: int) -> None:
    council = history(*["2020-01-01"] * number)
    judged()
    assert gaps(council) == [("first_recorded", None), *[("same_sitting", None)] * (number - 1)][:number]
    assert flags(council) == {}
    assert (Silence.objects.get(council=council).last_session_id is not None) == bool(number)


def test_a_circle_of_three_made_past_every_check() -> None:
    circle = [history("2016-01-01"), history("2019-01-01"), history("2024-01-01")]
    with connection.cursor() as cursor:
        for council, before in zip(circle, circle[1:] + circle[:1], strict=True):
            cursor.execute(
                "INSERT INTO meetings_succession (successor_id, predecessor_id, kind, note, record_version)"
                " VALUES (%s, %s, 'continues', '', 1)",
                [council.pk, before.pk],
            )
    judged()
    assert [flags(council) for council in circle] == [
        {},
        {"2019-01-01": "unrated"},
        {"2024-01-01": "unrated"},
    ]
    assert gaps(circle[0]) == [("first_recorded", None)]
    assert gaps(circle[1]) == [("computed", 1096)]
    assert gaps(circle[2]) == [("computed", 1826)]


def test_a_circle_of_successions_is_refused_on_the_form(editor: Client) -> None:
    one, two = make.make_council(published=False), make.make_council(published=False)
    Succession.objects.create(successor=two, predecessor=one, kind="continues")
    with pytest.raises(ValidationError, match="its own predecessor"):
        Succession(successor=one, predecessor=two, kind="continues").full_clean()
    address = f"/admin/meetings/council/{one.pk}/change/"
    data = form_data(editor.get(address), _continue="Save")
    add_row(data, "predecessor_links", predecessor=two.pk, kind="continues")
    assert "This would make the council its own predecessor" in editor.post(address, data).text
    assert Succession.objects.count() == 1


def test_a_council_concluded_before_its_last_session() -> None:
    council = history(*MONTHLY, "2024-01-01", dissolved="2020-05-01")
    judged()
    assert flags(council) == {"2024-01-01": "historic"}
    silence = Silence.objects.get(council=council)
    assert silence.concluded_from == date(2024, 1, 1)
    assert silences_on([council.pk], now=NOW)[council.pk].state == "concluded"
    assert silences_on([council.pk], day=date(2021, 1, 1), now=NOW)[council.pk].state == "concluded"


def test_a_joint_session_of_two_councils_counts_for_each() -> None:
    one, two = history(*MONTHLY), history(*HELD)
    joint = make.make_session(councils=[one, two], start="2022-01-12")
    judged()
    assert [flag.council for flag in joint.resumptions.order_by("id")] == [one, two]
    one_link = joint.council_links.get(council=one)
    one_link.counts = False
    one_link.save()
    judged(NOW + HOUR)
    assert (flags(one), flags(two)) == ({}, {"2022-01-12": "major"})


def test_a_session_moved_to_another_council_takes_its_flag_along() -> None:
    one, two = history(*MONTHLY, "2022-01-12"), history(*HELD)
    judged()
    Session.objects.get(start__startswith="2022-01-12").council_links.update(council=two)
    judged(NOW + HOUR)
    assert (flags(one), flags(two)) == ({}, {"2022-01-12": "major"})
    assert "no longer counts" in one.resumptions.get().withdrawn_because


def test_sittings_that_merge_keep_one_flag() -> None:
    council = history(*MONTHLY, "2022-01-12", "2026-01-10")
    judged()
    assert set(flags(council)) == {"2022-01-12", "2026-01-10"}
    between = make.make_session(council, "2022-01-13", end="2026-01-08")
    judged(NOW + HOUR)
    assert set(flags(council)) == {"2022-01-12"}
    Session.objects.filter(pk=between.pk).update(publication="withdrawn")
    judged(NOW + 2 * HOUR)
    assert set(flags(council)) == {"2022-01-12", "2026-01-10"}


def test_an_earlier_session_of_the_sitting_takes_the_flag_over() -> None:
    council = history(*MONTHLY, "2022-01-12")
    judged()
    flag = council.resumptions.get()
    for day in ("2022-01-07", "2022-01-02"):
        make.make_session(council, day)
    judged(NOW + HOUR)
    assert flags(council) == {"2022-01-02": flag.grade}
    assert council.resumptions.get().pk == flag.pk


def test_an_embargo_in_the_middle_of_a_silence_changes_nothing_before_its_end() -> None:
    council = history(*MONTHLY, "2022-01-12")
    make.make_session(council, "2021-12-01", embargo_until=NOW + 10 * HOUR)
    judged()
    assert set(flags(council)) == {"2022-01-12"}
    assert release_embargoes(now=NOW + 11 * HOUR) == [council.pk]
    judged(NOW + 11 * HOUR)
    assert set(flags(council)) == {"2021-12-01"}


def test_a_session_deleted() -> None:
    """One that carries a flag stays; another takes its gap with it and the next is judged anew."""
    council = history(*MONTHLY, "2021-12-20", "2022-01-12")
    judged()
    flagged = council.resumptions.get().session
    with pytest.raises(ProtectedError):
        flagged.delete()
    Session.objects.get(start__startswith="2022-01-12").delete()
    judged(NOW + HOUR)
    assert gaps(council)[-1] == ("computed", 985)
    assert len(gaps(council)) == 5


def test_the_desk_deletes_no_public_session(reviewer: Client) -> None:
    session = make.make_session()
    assert reviewer.post(f"/admin/meetings/session/{session.pk}/delete/", {"post": "yes"}).status_code == 403
    assert Session.objects.filter(pk=session.pk).exists()


HUGE = {
    "floor": {"floor_days": 2_000_000_000},
    "daily cadence": {"declared_cadence_days": 1},
    "endless cadence": {"declared_cadence_days": 2_147_483_647},
    "sitting span": {"sitting_span_days": 32_767},
    "all of them": {"floor_days": 2_147_483_647, "declared_cadence_days": 1, "sitting_span_days": 32_767},
}


@pytest.mark.parametrize("fields", HUGE.values(), ids=HUGE)
@pytest.mark.parametrize(
    "days", [(), ("1800-01-01",), ("1800-01-01", "2199-12-31"), (*MONTHLY, "2199-12-31")]
)
def test_huge_numbers(fields: dict[str, int], days: tuple[str, ...]) -> None:
    council = history(*days, **fields)
    judged()
    grades = set(flags(council).values())
    assert (
        not (grades & {"notable", "major", "historic"})
        or fields == {"declared_cadence_days": 1}
        or (fields.get("sitting_span_days", 6) < 200_000 and "floor_days" not in fields)
    )
    for day in (date(1800, 1, 1), date(2019, 3, 1), date(2199, 12, 31)):
        assert council.pk in silences_on([council.pk], day=day, now=NOW)


def test_the_whole_range_of_dates_is_one_gap() -> None:
    council = history("1800-01-01", "2199-12-31")
    judged()
    assert gaps(council) == [("first_recorded", None), ("computed", 146_096)]
    assert flags(council) == {"2199-12-31": "unrated"}


def test_centuries_as_dates() -> None:
    council = history("18XX", "19XX", "20XX", "2022-01-12")
    judged()
    assert len(gaps(council)) == 4
    assert not council.resumptions.exclude(grade_certain="").exists()


@pytest.mark.parametrize(
    ("first", "last"), [("2019-01-01", "2019-12-31"), ("2018-01-01", None), ("1800-01-01", "2199-12-31")]
)
def test_coverage_twice_over_is_refused_also_to_plain_sql(first: str, last: str | None) -> None:
    council = make.make_council()
    make.make_coverage(council, "2019-06-01", last_day="2019-07-01")
    insert = (
        "INSERT INTO meetings_coverage (council_id, first_day, last_day, completeness, searched_on, method, record_version)"
        " VALUES (%s, %s, %s, 'complete', '2024-01-01', '', 1)"
    )
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(insert, [council.pk, first, last])
    again = Coverage(
        council=council, first_day=first, last_day=last, completeness="complete", searched_on="2024-01-01"
    )
    with pytest.raises(ValidationError, match="already has coverage for part of the period"):
        again.full_clean()


def test_coverage_from_the_first_to_the_last_day_of_the_record() -> None:
    council = history(*MONTHLY, "2022-01-12")
    make.make_coverage(council, "1800-01-01", last_day="2199-12-31")
    judged()
    assert council.resumptions.get().coverage == "complete"


@pytest.mark.parametrize(
    ("table", "column"),
    [
        ("coverage", "first_day"),
        ("coverage", "searched_on"),
        ("source", "accessed"),
        ("source", "retracted_on"),
    ],
)
@pytest.mark.parametrize("day", ["0001-01-01", "1799-12-31", "2200-01-01", "9999-12-31"])
def test_a_day_outside_the_record_is_refused_also_to_plain_sql(table: str, column: str, day: str) -> None:
    make.make_coverage(make.make_council())
    with pytest.raises(IntegrityError, match="bounds"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE meetings_{table} SET {column} = %s", [day])


def test_the_form_refuses_a_search_in_the_year_one(editor: Client) -> None:
    council = make.make_council(published=False)
    address = f"/admin/meetings/council/{council.pk}/change/"
    data = form_data(editor.get(address), _continue="Save")
    add_row(data, "coverage", first_day="0001-01-01", completeness="complete", searched_on="2024-01-01")
    assert "Every day lies between the years 1800 and 2199" in editor.post(address, data).text
    assert not Coverage.objects.exists()


REFUSED = {
    "a day that does not exist": ({"start": "30 February 2022"}, "does not exist"),
    "a year before all others": ({"start": "31 December 1799"}, "1800"),
    "a year after all others": ({"start": "1 January 2200"}, "2199"),
    "an end before the start": ({"end": "1 January 2022"}, "before it starts"),
    "a number beyond the column": (
        {"duration_minutes_min": "99999999999"},
        "less than or equal to 2147483647",
    ),
}


@pytest.mark.parametrize(("fields", "sentence"), REFUSED.values(), ids=REFUSED)
def test_the_form_refuses_in_a_sentence(editor: Client, fields: dict[str, str], sentence: str) -> None:
    response = editor.post(ADD, new_session(editor, make.make_council(), **fields))
    assert response.status_code == 200
    assert sentence in response.text
    assert not Session.objects.exists()


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("floor_days", "99999999999"),
        ("sitting_span_days", "40000"),
        ("declared_cadence_days", "0"),
        ("floor_days", "-1"),
    ],
)
def test_the_form_refuses_numbers_that_no_rule_can_take(editor: Client, field: str, value: str) -> None:
    council = make.make_council(published=False)
    address = f"/admin/meetings/council/{council.pk}/change/"
    response = editor.post(address, form_data(editor.get(address), **{field: value}, _continue="Save"))
    assert response.status_code == 200
    assert "errorlist" in response.text
    council.refresh_from_db()
    assert getattr(council, field) is None


def test_a_session_cannot_be_made_a_part_of_its_own_part(editor: Client) -> None:
    whole = make.make_session(published=False, source=make.make_source())
    part = make.make_session(published=False, part_of=whole)
    data = form_data(editor.get(change(whole)), part_of=part.pk, _continue="Save")
    assert "a part of itself" in editor.post(change(whole), data).text


BUILDERS: list[Callable[[], object]] = [
    lambda: history(("2020-01-01", "2020-01-20"), ("2020-01-10", "2020-01-25"), "2020-06-01"),
    lambda: history(*MONTHLY, ("2020-01-01", "2020-12-31"), "2020-02-10", "2021-01-05"),
    lambda: history(*MONTHLY, "[2019-04-11..2022-01-11]", "2022-01-12"),
    lambda: history(*MONTHLY, "2021-03-05", "2021"),
    lambda: history(),
    lambda: history("2020-01-01"),
    lambda: history(*["2020-01-01"] * 5),
    lambda: history(*MONTHLY, "2024-01-01", dissolved="2020-05-01"),
    lambda: history("1800-01-01", "2199-12-31"),
    lambda: history("18XX", "19XX", "20XX", "2022-01-12"),
    lambda: history(*MONTHLY, "2199-12-31", floor_days=2_147_483_647, sitting_span_days=32_767),
    lambda: history("2199-12-31", declared_cadence_days=2_147_483_647),
    lambda: make.make_coverage(history(*MONTHLY, "2022-01-12"), "1800-01-01", last_day="2199-12-31"),
    lambda: make.make_session(councils=[history(*MONTHLY), history(*HELD)], start="2022-01-12"),
    lambda: make.make_session(history(*MONTHLY), "2021-12-01", embargo_until="2099-01-01T00:00Z"),
    lambda: make_silent_council("2022-01-12"),
]


def test_every_page_and_table_answers_with_all_of_it_on_record(client: Client) -> None:
    for build in BUILDERS:
        build()
    one, two = Council.objects.order_by("pk")[:2]
    Succession.objects.create(successor=one, predecessor=two, kind="continues")
    Succession.objects.create(successor=two, predecessor=one, kind="continues")
    judged()
    pages = [
        "/",
        "/?from=1800&to=2199",
        "/timeline.svg",
        "/councils/",
        "/sessions/",
        "/silences/",
        "/resumptions/",
    ]
    dated = [
        f"{page}?as_of={day}"
        for page in ("/", "/silences/")
        for day in ("1800-01-01", "2021-06-01", "2199-12-31")
    ]
    councils = [council.get_absolute_url() for council in Council.objects.public()]
    sessions = [session.get_absolute_url() for session in Session.objects.public()]
    found = [flag.get_absolute_url() for flag in Resumption.objects.all()]
    tables = [f"/{table.file_name}" for table in TABLES]
    for address in [*pages, *dated, *councils, *sessions, *found, *tables]:
        response = client.get(address)
        assert response.status_code == 200, address
        if response.streaming:
            assert b"".join(response.streaming_content), address
