"""Which notices may be read, by whom, and in which words."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.http import QueryDict

from meetings.models import Council, Notice, Session
from meetings.notices import public_notices, retractions, tell
from meetings.query import read_query
from meetings.vocabulary import NoticeKind
from tests import factories as make

pytestmark = pytest.mark.django_db

NOW = datetime(2022, 1, 13, 9, tzinfo=UTC)


def notice(council: Council, kind: str, session: Session | None = None, **fields: Any) -> Notice:
    defaults = {
        "natural_key": f"{kind}:{Notice.objects.count()}",
        "happened_on": session.start.earliest if session else date(2022, 1, 1),
        "title": f"{kind} of {council.slug}",
        "text": "Told.",
    }
    return Notice.objects.create(council=council, kind=kind, session=session, **defaults | fields)


def flagged(session: Session, grade: str = "major", state: str = "raised") -> Any:
    return session.resumptions.create(
        council=session.councils.get(),
        resumed_on=session.start,
        grade=grade,
        state=state,
        reason="A long gap.",
        rule_version="gap-1",
        raised_at=NOW,
    )


def found(address: str = "") -> list[str]:
    query = read_query(QueryDict(address), today=NOW.date())
    return [each.natural_key for each in public_notices(query, NOW)]


def test_notices_of_what_is_not_public_are_not_read() -> None:
    hidden_council = make.make_council(published=False)
    council = make.make_council()
    draft = make.make_session(council, published=False)
    embargoed = make.make_session(council, embargo_until=datetime(2022, 2, 1, tzinfo=UTC))
    joint = make.make_session(councils=[council, hidden_council])
    for session in (draft, embargoed, joint):
        notice(council, NoticeKind.SESSION_HELD, session)
    notice(hidden_council, NoticeKind.SILENCE_GRADED, grade="notable")
    assert found() == []


def test_a_joint_session_is_found_by_any_of_its_councils() -> None:
    one, two = make.make_council("One"), make.make_council("Two")
    notice(one, NoticeKind.SESSION_HELD, make.make_session(councils=[one, two]), natural_key="joint")
    assert found("council=two") == found("council=one") == ["joint"]
    assert found("council=three") == []


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("", ["silence", "major"]),
        ("council=nrc", ["silence", "major"]),
        ("level=ambassadors", ["major"]),
        ("level=ministers", []),
        ("flag=any", ["silence", "major"]),
        ("flag=major", ["silence", "major"]),
        ("flag=notable", []),
        ("flag=withdrawn", []),
        ("flag=raised", ["major"]),
        ("from=2022-01-05", ["major"]),
        ("to=2022-01-05", ["silence"]),
        ("as_of=2021-12-31", []),
        ("q=nrc", ["major"]),
    ],
)
def test_filters_apply_to_flags_and_silences(address: str, expected: list[str]) -> None:
    council = make.make_council("NRC")
    flag = flagged(make.make_session(council, "2022-01-12", level="ambassadors"))
    notice(
        council,
        NoticeKind.RESUMPTION_RAISED,
        flag.session,
        resumption=flag,
        grade="major",
        natural_key="major",
    )
    notice(
        council,
        NoticeKind.SILENCE_GRADED,
        grade="major",
        natural_key="silence",
        happened_on=date(2022, 1, 2),
    )
    assert found(address) == expected


def test_a_withdrawn_flag_and_a_cancelled_session_stay_readable() -> None:
    council = make.make_council()
    session = make.make_session(council, status="cancelled")
    flag = flagged(session, state="withdrawn")
    notice(
        council, NoticeKind.RESUMPTION_WITHDRAWN, session, resumption=flag, natural_key="flag", grade="major"
    )
    notice(council, NoticeKind.SESSION_CANCELLED, session, natural_key="session")
    assert found() == ["session", "flag"]
    assert found("flag=major") == ["flag"]


def test_a_flag_that_changed_its_grade_stays_in_the_feed_that_told_of_it() -> None:
    council = make.make_council()
    flag = flagged(make.make_session(council), grade="notable")
    common = {"session": flag.session, "resumption": flag}
    first = notice(council, NoticeKind.RESUMPTION_RAISED, natural_key="raised", grade="major", **common)
    notice(
        council,
        NoticeKind.RESUMPTION_REVISED,
        natural_key="revised",
        grade="notable",
        follows=first,
        **common,
    )
    assert found("flag=major") == found("flag=notable") == ["revised", "raised"]
    assert found("flag=historic") == []
    assert found("flag=major&flag=withdrawn") == []


def test_of_a_session_taken_back_only_the_withdrawal_is_told() -> None:
    council = make.make_council("NRC")
    session = make.make_session(council, "2022-01-12")
    first = notice(council, NoticeKind.SESSION_HELD, session, title="NRC met on 12 January 2022")
    taken = notice(
        council, NoticeKind.SESSION_CANCELLED, session, title="12 January 2022", text="2022", follows=first
    )
    session.publication = "withdrawn"
    session.save()
    query = read_query(QueryDict(), today=NOW.date())
    assert not public_notices(query, NOW).exists()
    assert list(retractions(query, NOW)) == [taken]
    assert list(retractions(query.changed(council=("nrc",)), NOW)) == [taken]
    assert not retractions(query.changed(level=("ministers",)), NOW).exists()
    for told in tell([first, taken], NOW):
        assert told.is_retracted
        assert told.title == f"NRC: session S{session.pk} withdrawn"
        assert "2022" not in told.text and told.path == "/councils/nrc/"
    council.publication = "draft"
    council.save()
    (told,) = tell([taken], NOW)
    assert (told.title, told.path) == (f"Session S{session.pk} withdrawn", "")


def test_telling_takes_two_queries(django_assert_num_queries: Any) -> None:
    council = make.make_council()
    for day in ("2022-01-12", "2022-01-13", "2022-01-14"):
        notice(council, NoticeKind.SESSION_HELD, make.make_session(council, day))
    query = read_query(QueryDict(), today=NOW.date())
    with django_assert_num_queries(3):
        told = tell(public_notices(query, NOW), NOW)
    assert [each.path for each in told] == [f"/sessions/S{each.notice.session_id}/" for each in told]
