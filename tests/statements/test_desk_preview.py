"""“What would this change?” on the session form: the right answer, nothing kept, nothing lost."""

from __future__ import annotations

import html
import re
import threading
from collections.abc import Callable
from typing import Any

import pytest
import redis
from django.conf import settings
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from meetings.models import Council, Resumption, Session
from meetings.vocabulary import FlagState
from statements.models import Proposal
from tests import factories as make
from tests.meetings.silent_council import assess, everything_stored, make_silent_council
from tests.statements.desk_posts import ADD, change, new_session
from tests.statements.form_reading import add_form_set, add_row, form_data
from tests.statements.test_desk_cost import big_session

pytestmark = pytest.mark.django_db
RAISES = (
    "Publishing this would raise a flag: NRC met again on 12 January 2022 after 922 days,"
    " major (far longer than usual)."
)


def panel(response: Any) -> str:
    """The answer as a reader sees it."""
    text = response.text
    if 'id="desk-preview"' in text:
        text = text[text.index('id="desk-preview"') :]
        text = text[text.index(">") + 1 : text.index("</section>")]
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", text)).split())


def fragment(client: Client, data: dict[str, Any], session: Session | None = None) -> str:
    """What the page shows by itself."""
    address = f"/admin/meetings/session/{session.pk}/preview/" if session else f"{ADD}preview/"
    response = client.post(address, {**data, "_preview": "1"})
    assert response.status_code == 200
    assert "<html" not in response.text
    return panel(response)


def edit(client: Client, session: Session, **changes: Any) -> str:
    return fragment(client, form_data(client.get(change(session)), **changes), session)


def last_session(council: Council) -> Session:
    found: Session = council.sessions.order_by("-start__startswith")[0]
    return found


def flag_of(council: Council) -> Resumption:
    return council.resumptions.get(state=FlagState.RAISED, session__start__startswith="2022-01-12")


@pytest.fixture
def silent() -> Council:
    return make_silent_council()


@pytest.fixture
def resumed() -> Council:
    return make_silent_council("2022-01-12")


def test_a_new_session_would_raise_a_flag(editor: Client, silent: Council) -> None:
    said = fragment(editor, new_session(editor, silent))
    assert RAISES in said
    assert "The gap of NRC before it would be 922 days; usually it meets about every 4 months." in said
    assert "The running silence of NRC would change: historic" in said
    assert "Not yet to be published" not in said


def test_a_session_within_the_rhythm_would_change_no_flag(editor: Client, silent: Council) -> None:
    said = fragment(editor, new_session(editor, silent, start="1 October 2019"))
    assert "Publishing this: no flag would change." in said
    assert "The gap of NRC before it would be 88 days" in said


def test_a_vague_date_shows_no_day(editor: Client, silent: Council) -> None:
    said = fragment(editor, new_session(editor, silent, start="January 2022"))
    assert "NRC met again in January 2022 after 911–941 days" in said


def test_an_edit_of_a_draft(editor: Client, silent: Council) -> None:
    draft = make.make_session(silent, "2019-10-01", published=False, source=make.make_source())
    assert "no flag would change" in edit(editor, draft)
    assert RAISES in edit(editor, draft, start="12 January 2022")
    draft.refresh_from_db()
    assert draft.start.edtf == "2019-10-01"


def test_an_older_session_would_withdraw_one_flag_and_raise_another(editor: Client, resumed: Council) -> None:
    flag = flag_of(resumed)
    said = fragment(editor, new_session(editor, resumed, start="10 March 2021"))
    assert "would raise a flag: NRC met again on 10 March 2021 after 614 days" in said
    assert (
        f"would withdraw {flag.public_id} (major, 12 January 2022): A session of 10 March 2021 is now" in said
    )


def test_an_older_session_may_only_lower_a_grade(editor: Client) -> None:
    council = make_silent_council("2020-03-01", "2022-01-12")
    flag = flag_of(council)
    assert flag.grade == "major"
    said = fragment(editor, new_session(editor, council, start="10 October 2020"))
    assert f"would change {flag.public_id} from major to notable" in said


@pytest.mark.parametrize("state", [FlagState.DISMISSED, FlagState.CONFIRMED])
def test_a_judgement_that_would_be_asked_for_again_is_said(editor: Client, state: str) -> None:
    council = make_silent_council("2020-03-01", "2022-01-12")
    council.resumptions.filter(session__start__startswith="2022-01-12").update(
        state=state, reviewed_grade="major", reviewed_at="2022-02-01T00:00Z", review_note="Because."
    )
    said = fragment(editor, new_session(editor, council, start="10 October 2020"))
    assert f"from major to notable; it was {state} and is to be judged again." in said


def test_a_session_of_the_same_sitting_moves_the_flag(editor: Client, resumed: Council) -> None:
    flag = flag_of(resumed)
    said = fragment(editor, new_session(editor, resumed, start="10 January 2022"))
    assert (
        f"would move {flag.public_id} from 12 January 2022 to 10 January 2022, still major: 920 days" in said
    )


EDITS = {
    "date": {"start": "12 July 2019"},
    "status": {"status": "cancelled"},
    "formation": {"formation": "military"},
    "tick": {"council_links__0__counts": []},
}


@pytest.mark.parametrize("fields", EDITS.values(), ids=EDITS)
def test_an_edit_of_a_published_session(reviewer: Client, resumed: Council, fields: dict[str, Any]) -> None:
    """No reason is asked for before it is saved; what withdrawing would change is said too."""
    flag = flag_of(resumed)
    said = edit(reviewer, last_session(resumed), **fields)
    assert f"Saving these changes would withdraw {flag.public_id} (major, 12 January 2022)" in said
    assert f"Withdrawing the session would withdraw {flag.public_id}" in said


def test_what_counts_for_no_gap_says_why(reviewer: Client, resumed: Council) -> None:
    session = last_session(resumed)
    assert "A session that is cancelled neither opens nor ends a silence." in edit(
        reviewer, session, status="cancelled"
    )
    assert "A session of military formation" in edit(reviewer, session, formation="military")
    assert "It does not count for NRC: “counts for gaps” is not ticked." in edit(
        reviewer, session, council_links__0__counts=[]
    )


def test_another_council(reviewer: Client, resumed: Council) -> None:
    flag, other = flag_of(resumed), make.make_council("Arctic Council")
    make.make_session(other, "2016-01-01")
    said = edit(reviewer, last_session(resumed), council_links__0__council=other.pk)
    assert f"would withdraw {flag.public_id}" in said
    assert (
        "would raise a flag: Arctic Council met again on 12 January 2022 after 2,203 days, long, no rhythm known."
        in said
    )


def test_a_council_that_continues_the_first_is_judged_too(editor: Client, silent: Council) -> None:
    heir = make.make_council("Heir Council")
    silent.successor_links.create(successor=heir, kind="continues")
    make.make_session(heir, "2022-03-01")
    assess(heir)
    flag = heir.resumptions.get()
    said = fragment(editor, new_session(editor, silent, start="1 February 2022"))
    assert f"would withdraw {flag.public_id} (major, 1 March 2022)" in said
    assert "would raise a flag: NRC met again on 1 February 2022" in said


def test_leaving_the_watch_list_is_said(editor: Client, silent: Council) -> None:
    from django.utils import timezone

    said = fragment(editor, new_session(editor, silent, start=timezone.now().date().isoformat()))
    assert "→ on rhythm, 0 days; it would leave the watch list." in said


def test_an_unpublished_council_is_judged_as_if_it_were(editor: Client) -> None:
    council = make_silent_council(published=False)
    said = fragment(editor, new_session(editor, council))
    assert RAISES in said
    assert "would withdraw" not in said
    assert said.count("would raise") == 1, "the flags of its earlier sessions do not follow from this one"
    assert "NATO-Russia Council is not published yet" in said


def test_without_a_source_the_answer_says_what_is_missing(editor: Client, silent: Council) -> None:
    said = fragment(editor, new_session(editor, silent, citations__0__source=""))
    assert RAISES in said
    assert "Not yet to be published: A session without a source cannot be published" in said


def test_an_embargo_is_named(editor: Client, silent: Council) -> None:
    data = new_session(editor, silent, embargo_until_0="2099-01-01", embargo_until_1="09:00:00")
    said = fragment(editor, data)
    assert RAISES in said
    assert "All this only once the embargo has passed, 2099-01-01 09:00 UTC." in said


def test_what_the_worker_has_yet_to_do_does_not_follow_from_the_edit(editor: Client, silent: Council) -> None:
    make.make_session(silent, "2022-01-12")  # not assessed yet
    said = fragment(editor, new_session(editor, silent, start="1 March 2022"))
    assert "no flag would change" in said


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"start": "30 February 2022"}, "First day. "),
        ({"end": "1 January 2022"}, "Last day. The session ends (1 January 2022) before it starts"),
        ({"council_links__0__council": ""}, "Council. Name the council that met."),
        ({"council_links__0__council": "999999"}, "Council: Council. "),
    ],
)
def test_a_form_with_errors_says_which_boxes(
    editor: Client, silent: Council, fields: dict[str, Any], sentence: str
) -> None:
    data = new_session(editor, silent) | {name.replace("__", "-"): [value] for name, value in fields.items()}
    said = fragment(editor, data)
    assert said.startswith("First these boxes must be right:")
    assert sentence in said


def test_a_council_named_twice_is_refused_in_the_words_of_the_database(
    editor: Client, silent: Council
) -> None:
    data = new_session(editor, silent)
    add_row(data, "council_links", council=silent.pk, counts="on")
    assert "First these boxes must be right" in fragment(editor, data)


def test_without_javascript_the_whole_form_comes_back_with_the_answer(
    editor: Client, silent: Council
) -> None:
    data = new_session(editor, silent, title="Kept as typed", start="12. Januar 2022")
    add_row(data, "statements", speaker_kind="principal", position=0)
    add_form_set(data, "statements-0-wordings")
    add_row(
        data, "statements-0-wordings", text="Kept too", fidelity="reported", language="de",
        attribution="printed", source=make.make_source().pk, position=0,
    )  # fmt: skip
    del data["_continue"]
    shown = editor.post(ADD, {**data, "_preview": "What would this change?"})
    assert shown.status_code == 200
    assert RAISES in panel(shown)
    assert "Please correct" not in shown.text
    again = form_data(shown)
    for name in (
        "title",
        "start",
        "council_links-0-council",
        "citations-0-source",
        "statements-0-wordings-0-text",
    ):
        assert again[name] == data[name], name
    assert again["council_links-0-id"] == [""], "no id of what was taken back"
    assert not Session.objects.exclude(pk__in=silent.sessions.all()).exists()
    assert editor.post(ADD, {**again, "statements-0-DELETE": "on", "_continue": "Save"}).status_code == 302


def test_without_javascript_a_change_comes_back_and_can_be_saved(reviewer: Client, resumed: Council) -> None:
    session = last_session(resumed)
    data = form_data(reviewer.get(change(session)), start="12 July 2019", reason="Misread", _preview="?")
    shown = reviewer.post(change(session), data)
    assert "Saving these changes would withdraw" in panel(shown)
    again = form_data(shown, _continue="Save")
    again.pop("_preview", None)
    assert (again["start"], again["reason"]) == (["12 July 2019"], ["Misread"])
    assert reviewer.post(change(session), again).status_code == 302
    (row,) = Proposal.objects.get().document["rows"]["session"].values()
    assert row["start"] == "2019-07-12"


def test_errors_show_at_their_boxes_too(editor: Client, silent: Council) -> None:
    shown = editor.post(ADD, {**new_session(editor, silent, start="nonsense"), "_preview": "?"})
    assert "First these boxes must be right" in panel(shown)
    assert 'value="nonsense"' in shown.text
    assert not Session.objects.exclude(pk__in=silent.sessions.all()).exists()


def test_who_may_not_save_may_not_ask(editor: Client, client: Client, resumed: Council) -> None:
    session = last_session(resumed)
    address = f"/admin/meetings/session/{session.pk}/preview/"
    reader = Client()
    reader.force_login(make.make_user("reader"))
    assert reader.post(address, {}).status_code == 403
    assert editor.get(address).status_code == 405
    assert editor.post("/admin/meetings/session/99999999/preview/", {}).status_code == 404
    assert Client().post(address, {}).status_code == 302


def test_garbage_is_answered_with_problems(editor: Client, silent: Council) -> None:
    assert "First these boxes must be right" in fragment(
        editor, {"start": "\x00", "council_links-TOTAL_FORMS": "x"}
    )


def test_somebody_elses_save_is_told(editor: Client, silent: Council) -> None:
    draft = make.make_session(silent, "2019-10-01", published=False, source=make.make_source())
    data = form_data(editor.get(change(draft)))
    Session.objects.filter(pk=draft.pk).update(venue="Elsewhere")
    assert "Somebody else saved this session while you had it open" in fragment(editor, data, draft)


def test_deleting_a_draft_says_what_it_changes(editor: Client, silent: Council) -> None:
    draft = make.make_session(silent, "2022-01-12", published=False)
    page = editor.get(f"/admin/meetings/session/{draft.pk}/delete/")
    assert "Deleting it: no flag would change." in page.text
    assert Session.objects.filter(pk=draft.pk).exists()
    editor.post(f"/admin/meetings/session/{draft.pk}/delete/", {"post": "yes"})
    assert not Session.objects.filter(pk=draft.pk).exists()


def test_withdrawing_from_the_list_says_what_it_changes(reviewer: Client, resumed: Council) -> None:
    flag = flag_of(resumed)
    selected = {"action": "withdraw_selected", "_selected_action": [last_session(resumed).pk]}
    page = reviewer.post("/admin/meetings/session/", selected)
    assert f"Withdrawing the session would withdraw {flag.public_id} (major, 12 January 2022)" in page.text
    assert flag_of(resumed) == flag
    council = {"action": "withdraw_selected", "_selected_action": [resumed.pk]}
    assert f"would withdraw {flag.public_id}" in reviewer.post("/admin/meetings/council/", council).text


def test_after_publishing_the_desk_says_what_the_worker_will_do(reviewer: Client, silent: Council) -> None:
    page = reviewer.post(
        ADD, new_session(reviewer, silent, _publish="Publish", reason="Checked"), follow=True
    )
    assert (
        "The worker is judging the gaps. It will raise a flag: NRC met again on 12 January 2022" in page.text
    )
    assess(silent)
    session = last_session(silent)
    data = form_data(reviewer.get(change(session)), reason="x", title="Words only", _continue="Save")
    page = reviewer.post(change(session), data, follow=True)
    assert "Your proposal is stored" in page.text
    assert "Approving this: no flag would change." in page.text
    data = form_data(reviewer.get(change(session)), reason="x", _withdraw="Withdraw")
    page = reviewer.post(change(session), data, follow=True)
    assert "It will withdraw" in page.text


@pytest.mark.django_db(transaction=True)
def test_nothing_is_kept_and_nobody_is_told(
    editor: Client, reviewer: Client, django_capture_on_commit_callbacks: Callable[..., Any]
) -> None:
    council = make_silent_council("2022-01-12")
    make.make_membership(make.make_party("Belgium"), council, joined="1997")
    hidden = make.make_council("Hidden Council", published=False)
    draft = make.make_session(council, "2019-10-01", published=False, source=make.make_source())
    public = last_session(council)
    posts = [
        (editor, ADD, new_session(editor, council, add_members="on", start="10 March 2021")),
        (editor, ADD, new_session(editor, hidden)),
        (
            editor,
            change(draft),
            form_data(editor.get(change(draft)), start="2021-01-01", citations__0__DELETE="on"),
        ),
        (reviewer, change(public), form_data(reviewer.get(change(public)), status="cancelled")),
    ]
    broker = redis.Redis.from_url(settings.REDIS_URL)
    broker.flushdb()
    before = everything_stored()
    for client, address, data in posts:
        data.pop("_continue", None)
        asked = {**data, "_preview": "?"}
        assert client.post(address, asked).status_code == 200
        own = address.replace("change/", "preview/") if address != ADD else f"{ADD}preview/"
        assert "would" in client.post(own, asked).text
    editor.get(f"/admin/meetings/session/{draft.pk}/delete/")
    reviewer.post(
        "/admin/meetings/session/", {"action": "withdraw_selected", "_selected_action": [public.pk]}
    )
    assert everything_stored() == before
    assert broker.llen("reconvene") == 0
    broker.close()


@pytest.mark.django_db(transaction=True)
def test_a_save_going_on_elsewhere_is_not_waited_for(editor: Client) -> None:
    council = make_silent_council()
    draft = make.make_session(council, "2019-10-01", published=False, source=make.make_source())
    data = form_data(editor.get(change(draft)), title="Changed")
    holds, may_end = threading.Event(), threading.Event()

    def save() -> None:
        try:
            with transaction.atomic():
                Session.objects.filter(pk=draft.pk).update(venue="Elsewhere")
                holds.set()
                may_end.wait(20)
        finally:
            connection.close()

    other = threading.Thread(target=save)
    other.start()
    try:
        assert holds.wait(10)
        assert "Somebody is saving this meeting at this moment" in fragment(editor, data, draft)
    finally:
        may_end.set()
        other.join()


@pytest.mark.django_db(transaction=True)
def test_two_who_ask_at_once_both_get_their_answer() -> None:
    council = make_silent_council()
    draft = make.make_session(council, "2019-10-01", published=False, source=make.make_source())
    said: list[str] = []

    def ask(client: Client, day: str) -> None:
        try:
            said.append(edit(client, draft, start=day))
        finally:
            connection.close()

    threads = []
    for name in ("edith", "edgar", "edna"):
        client = Client()
        client.force_login(make.make_editor(name))
        threads.append(threading.Thread(target=ask, args=(client, "12 January 2022")))
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(said) == 3
    assert all(RAISES in each for each in said)


def test_the_answer_costs_the_same_whatever_hangs_on_the_session(editor: Client) -> None:
    # A place is asked for where one is chosen, whatever else there is.
    bare = make.make_session(published=False, source=make.make_source(), place=make.make_place())
    costs = []
    for session in (bare, big_session()):
        data = form_data(editor.get(change(session)), start="2 March 2022")
        with CaptureQueriesContext(connection) as asking:
            assert "no flag would change" in fragment(editor, data, session)
        with CaptureQueriesContext(connection) as drawing:
            assert editor.post(change(session), {**data, "_preview": "?"}).status_code == 200
        costs.append((len(asking), len(drawing)))
    assert costs[0][0] == costs[1][0] <= 60, costs
    assert costs[1][1] <= costs[0][1] + 10, costs
