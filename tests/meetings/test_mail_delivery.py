"""Notices go out by mail: once, with their reasons, to everybody they concern, whatever breaks in between."""

import threading
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from email.message import EmailMessage
from typing import Any

import pytest
from django.db import connections, transaction

from meetings.mail import subscribing
from meetings.mail.composing import compose
from meetings.mail.delivery import deliver
from meetings.mail.letters import one_line
from meetings.mail.outbox import Outbox
from meetings.mail.post import Post
from meetings.models import Council, Delivery, Notice, Session, Subscription
from meetings.vocabulary import NoticeKind, Rhythm
from tests import factories
from tests.mailbox import Mailbox, header, text_of

pytestmark = pytest.mark.django_db

NOW = datetime(2022, 1, 13, 9, tzinfo=UTC)  # a Thursday
CONFIRMED = NOW - timedelta(hours=1)


def subscribe(email: str = "ann@example.org", query: str = "", **fields: Any) -> Subscription:
    defaults = {"rhythm": Rhythm.IMMEDIATE, "asked_at": CONFIRMED, "confirmed_at": CONFIRMED}
    return Subscription.objects.create(email=email, query=query, **defaults | fields)


def notice(council: Council, kind: str = NoticeKind.SESSION_HELD, **fields: Any) -> Notice:
    session: Session | None = fields.get("session")
    number = Notice.objects.count()
    defaults = {
        "natural_key": f"{kind}:{number}",
        "happened_on": session.start.earliest if session else date(2022, 1, 12),
        "title": f"{council.short_name}: notice {number}",
        "text": "No session on record for 922 days.",
        "created_at": NOW - timedelta(minutes=10),
    }
    return Notice.objects.create(council=council, kind=kind, **defaults | fields)


def flagged(council: Council, **fields: Any) -> Notice:
    """A flag on a session of the council, and its first notice."""
    session = factories.make_session(council, "2022-01-12")
    flag = session.resumptions.create(
        council=council,
        resumed_on=session.start,
        grade="major",
        reason="922 days.",
        rule_version="gap-1",
        raised_at=NOW,
    )
    about = {"session": session, "resumption": flag, "grade": "major"}
    return notice(council, NoticeKind.RESUMPTION_RAISED, **about | fields)


def then(earlier: Notice, kind: str, **fields: Any) -> Notice:
    about = {"session": earlier.session, "resumption": earlier.resumption, "grade": earlier.grade}
    return notice(earlier.council, kind, follows=earlier, **about | fields)


@pytest.fixture
def nrc() -> Council:
    return factories.make_council("NATO-Russia Council", slug="nrc", abbreviation="NRC")


def the_mail(mailbox: Mailbox) -> EmailMessage:
    (message,) = mailbox.messages
    return message


def test_a_resumption_is_told_with_its_reason_its_page_and_the_note_to_self(
    nrc: Council, mailbox: Mailbox
) -> None:
    subscribe(query="council=nrc&flag=major", note_to_self="for the\nbook")
    raised = flagged(nrc, title="NRC: resumption after 922 days, major, 12 January 2022")
    assert deliver(NOW) == 1
    mail, text = the_mail(mailbox), text_of(the_mail(mailbox))
    assert header(mail, "Subject") == "NRC: resumption after 922 days, major, 12 January 2022"
    assert "No session on record for 922 days." in text
    assert "One meeting does not show a revival." in text
    assert f"http://127.0.0.1:8000/resumptions/R{raised.resumption_id}/" in text
    assert "NATO-Russia Council; resumptions and silences graded major" in text
    assert "Your note: for the book" in text
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert header(mail, "List-Unsubscribe").strip("<>") in text
    assert mail["List-Id"] == "Reconvene notices <notices.127.0.0.1>"
    assert header(mail, "Message-ID") == Delivery.objects.get().message_id
    assert mail["Date"].datetime == NOW
    assert mail.get_content_type() == "text/plain"


def test_a_session_and_its_flag_are_one_matter(nrc: Council, mailbox: Mailbox) -> None:
    subscribe()
    subscribe(query="council=nrc&status=held")
    raised = flagged(nrc, title="NRC: resumption")
    notice(nrc, session=raised.session, title="NRC: session held")
    notice(nrc, session=factories.make_session(nrc, "2022-01-10"), title="NRC: another")
    deliver(NOW)
    text = text_of(the_mail(mailbox))
    assert header(the_mail(mailbox), "Subject") == "NRC: resumption (and 1 more)"
    assert f"Also: NRC: session held\nhttp://127.0.0.1:8000/sessions/S{raised.session_id}/" in text
    assert text.count("NRC: session held") == 1 and Delivery.objects.count() == 6


def test_the_caution_stands_beside_resumptions_only(nrc: Council, mailbox: Mailbox) -> None:
    subscribe()
    notice(nrc, session=factories.make_session(nrc))
    deliver(NOW)
    assert "revival" not in text_of(the_mail(mailbox))


def test_a_notice_goes_out_once(nrc: Council, mailbox: Mailbox) -> None:
    subscribe()
    flagged(nrc)
    assert [deliver(NOW), deliver(NOW), deliver(NOW + timedelta(days=1))] == [1, 0, 0]
    assert Delivery.objects.count() == 1


def test_overlapping_subscriptions_are_one_mail_with_each_item_once_and_all_reasons(
    nrc: Council, mailbox: Mailbox
) -> None:
    other = factories.make_council("Normandy Format", slug="normandy")
    sixth_hour = {"rhythm": Rhythm.DAILY, "confirmed_at": NOW - timedelta(days=1)}
    subscribe(query="council=nrc", note_to_self="the book", **sixth_hour)
    subscribe("Ann@example.org", note_to_self="the desk", **sixth_hour)
    flagged(nrc, title="NRC met again")
    notice(other, session=factories.make_session(other), title="Normandy met")
    assert deliver(NOW) == 1
    text = text_of(the_mail(mailbox))
    assert text.count("NRC met again") == text.count("Normandy met") == 1
    assert text.index("NRC met again") < text.index("Normandy met"), "a resumption weighs more"
    assert "You asked for it: [1] [2]" in text and "You asked for it: [2]" in text
    assert "[1] NATO-Russia Council, once a day\n    Your note: the book" in text
    assert "[2] everything on record, once a day\n    Your note: the desk" in text
    assert header(the_mail(mailbox), "Subject") == "NRC met again (and 1 more)"
    assert Delivery.objects.count() == 3


def test_what_went_out_as_it_happened_is_not_in_the_digest_again(nrc: Council, mailbox: Mailbox) -> None:
    subscribe(query="council=nrc")
    subscribe(rhythm=Rhythm.DAILY)
    flagged(nrc)
    deliver(NOW)
    deliver(NOW + timedelta(days=1))
    assert len(mailbox.messages) == 1
    assert "You asked for it: [1] [2]" in text_of(the_mail(mailbox))


def test_what_is_no_news_or_older_than_the_confirmation_or_not_public_is_not_sent(
    nrc: Council, mailbox: Mailbox
) -> None:
    subscribe()
    subscribe("bob@example.org", confirmed_at=None)
    notice(nrc, session=factories.make_session(nrc), is_news=False)
    notice(nrc, session=factories.make_session(nrc), created_at=CONFIRMED - timedelta(minutes=1))
    notice(nrc, session=factories.make_session(nrc, published=False))
    assert deliver(NOW) == 0


def test_those_told_are_told_of_the_withdrawal_in_the_same_thread(nrc: Council, mailbox: Mailbox) -> None:
    subscribe(query="flag=raised")
    subscribe("late@example.org", "flag=raised", confirmed_at=NOW + timedelta(hours=1))
    raised = flagged(nrc)
    deliver(NOW)
    assert raised.resumption is not None
    raised.resumption.state = "withdrawn"
    raised.resumption.save()
    later = NOW + timedelta(days=2)
    then(raised, NoticeKind.RESUMPTION_WITHDRAWN, title="NRC: resumption withdrawn", created_at=later)
    deliver(later)
    first, second = mailbox.messages
    assert [first["To"], second["To"]] == ["ann@example.org"] * 2
    assert header(second, "Subject") == "NRC: resumption withdrawn"
    assert header(second, "References") == header(first, "Message-ID")
    assert "This continues what you were told on 13 January 2022." in text_of(second)
    assert "revival" not in text_of(second)


def test_of_a_session_no_longer_public_only_the_withdrawal_is_told(nrc: Council, mailbox: Mailbox) -> None:
    subscribe()
    raised = flagged(nrc)
    deliver(NOW)
    later = NOW + timedelta(days=1)
    subscribe("new@example.org", confirmed_at=NOW + timedelta(minutes=1))
    then(
        raised,
        NoticeKind.RESUMPTION_WITHDRAWN,
        title="NRC, 12 January",
        text="Secret place.",
        created_at=later,
    )
    Session.objects.filter(pk=raised.session_id).update(publication="withdrawn")
    deliver(later)
    _, second = mailbox.messages
    assert second["To"] == "ann@example.org"
    assert header(second, "Subject") == f"NRC: resumption R{raised.resumption_id} withdrawn"
    assert "Secret" not in text_of(second) and "12 January" not in text_of(second).replace(
        "on 13 January", ""
    )


def test_what_is_taken_back_while_mails_go_out_is_not_told_first(nrc: Council) -> None:
    row, raised = subscribe(), flagged(nrc)
    outbox = Outbox(NOW)
    assert compose(outbox, [row], []) is not None
    Session.objects.filter(pk=raised.session_id).update(publication="withdrawn")
    assert outbox.items([row], []) and compose(outbox, [row], []) is None


def test_a_flag_raised_and_withdrawn_within_a_week_is_one_matter_of_the_digest(
    nrc: Council, mailbox: Mailbox
) -> None:
    subscribe(rhythm=Rhythm.WEEKLY)
    raised = flagged(nrc, title="NRC: raised")
    then(raised, NoticeKind.RESUMPTION_WITHDRAWN, title="NRC: withdrawn")
    monday = datetime(2022, 1, 17, 6, tzinfo=UTC)
    assert deliver(monday - timedelta(seconds=1)) == 0
    assert deliver(monday) == 1
    assert header(the_mail(mailbox), "Subject") == "NRC: withdrawn"
    assert "Before that:\nNRC: raised" in text_of(the_mail(mailbox))
    assert Delivery.objects.count() == 2


def test_a_digest_that_was_missed_is_caught_up_once(nrc: Council, mailbox: Mailbox) -> None:
    subscribe(rhythm=Rhythm.DAILY, confirmed_at=NOW - timedelta(days=2), sent_at=NOW - timedelta(days=1))
    flagged(nrc, created_at=NOW - timedelta(hours=20))
    weeks_later = NOW + timedelta(days=20)
    assert [deliver(weeks_later), deliver(weeks_later)] == [1, 0]


def test_three_years_of_silence_end_no_subscription(nrc: Council, mailbox: Mailbox) -> None:
    subscribe(query="council=nrc", rhythm=Rhythm.WEEKLY)
    for weeks in range(0, 156, 13):
        deliver(NOW + timedelta(weeks=weeks))
        subscribing.forget_unconfirmed(now=NOW + timedelta(weeks=weeks))
    later = NOW + timedelta(weeks=157)
    flagged(nrc, created_at=later - timedelta(hours=1))
    deliver(later + timedelta(days=7))
    assert the_mail(mailbox)["To"] == "ann@example.org"


def test_a_renamed_council_goes_on_under_its_new_name(nrc: Council, mailbox: Mailbox) -> None:
    subscribe(query="council=nrc")
    nrc.slug = "nato-russia"
    nrc.save()
    flagged(nrc)
    assert deliver(NOW) == 1


def test_one_address_that_is_refused_blocks_no_other_and_is_tried_ever_more_rarely(
    nrc: Council, mailbox: Mailbox, caplog: pytest.LogCaptureFixture
) -> None:
    bad = subscribe("aaa@example.org")
    subscribe("bbb@example.org")
    flagged(nrc)
    mailbox.refused = {"aaa@example.org"}
    assert deliver(NOW) == 1
    bad.refresh_from_db()
    assert (bad.failures, bad.retry_at, bad.sent_at) == (1, NOW + timedelta(minutes=1), None)
    assert "No such mailbox" in bad.failure and "550" in caplog.text
    deliver(NOW + timedelta(seconds=30))
    bad.refresh_from_db()
    assert bad.failures == 1
    deliver(NOW + timedelta(minutes=1))
    bad.refresh_from_db()
    assert bad.failures == 2 and bad.retry_at == NOW + timedelta(minutes=3)
    mailbox.refused = set()
    assert deliver(NOW + timedelta(minutes=3)) == 1
    bad.refresh_from_db()
    assert (bad.failures, bad.retry_at, bad.failure) == (0, None, "")


def test_a_server_that_is_down_loses_nothing(
    nrc: Council, mailbox: Mailbox, caplog: pytest.LogCaptureFixture
) -> None:
    row = subscribe()
    flagged(nrc)
    mailbox.stop()
    assert deliver(NOW) == 0
    row.refresh_from_db()
    assert (row.failures, row.sent_at) == (0, None) and not Delivery.objects.exists()
    assert "takes no mail" in caplog.text
    mailbox.start()
    assert deliver(NOW + timedelta(minutes=1)) == 1


def test_a_server_that_closes_after_some_mails_gets_the_rest_over_a_new_connection(
    nrc: Council, mailbox: Mailbox
) -> None:
    for name in "abcd":
        subscribe(f"{name}@example.org")
    flagged(nrc)
    mailbox.closes_after = 2
    assert deliver(NOW) == 4
    assert [message["To"] for message in mailbox.messages] == [f"{name}@example.org" for name in "abcd"]


@pytest.mark.parametrize(
    "name", ["Совет Россия — НАТО", "مجلس التعاون لدول الخليج العربية", "המועצה", "理事会 \U0001f54a"]
)
def test_subjects_in_any_script_arrive_as_they_are(name: str, mailbox: Mailbox) -> None:
    subscribe(note_to_self=name)
    council = factories.make_council("Any", abbreviation="")
    flagged(council, title=f"{name}: resumption", text=f"{name}.")
    deliver(NOW)
    assert header(the_mail(mailbox), "Subject") == f"{name}: resumption"
    assert f"{name}." in text_of(the_mail(mailbox)) and f"Your note: {name}" in text_of(the_mail(mailbox))


def test_no_text_makes_a_header(nrc: Council, mailbox: Mailbox) -> None:
    subscribe(note_to_self="x\r\nBcc: all@example.org")
    flagged(nrc, title="NRC\r\nBcc: all@example.org\r\n\r\nHello")
    deliver(NOW)
    assert the_mail(mailbox)["Bcc"] is None
    assert header(the_mail(mailbox), "Subject") == "NRC Bcc: all@example.org Hello"
    assert one_line("a\u2028b\x00c\td") == "a b c d"


def test_a_query_that_cannot_be_read_any_more_stops_no_other(
    nrc: Council, mailbox: Mailbox, caplog: pytest.LogCaptureFixture
) -> None:
    subscribe("aaa@example.org", "level=no_such_level")
    subscribe("bbb@example.org")
    flagged(nrc)
    assert deliver(NOW) == 1
    assert "match nothing any more" in caplog.text


def test_queries_do_not_grow_with_subscribers_who_have_nothing_to_be_told(
    nrc: Council, mailbox: Mailbox, django_assert_max_num_queries: Callable[..., Any]
) -> None:
    factories.make_council("Other", slug="other")
    flagged(nrc)
    for number in range(60):
        subscribe(f"n{number}@example.org", "council=other")
    with django_assert_max_num_queries(20):
        assert deliver(NOW) == 0


@pytest.mark.django_db(transaction=True)
def test_two_deliverers_at_once_send_once(nrc: Council, mailbox: Mailbox) -> None:
    for name in "abcdef":
        subscribe(f"{name}@example.org")
        subscribe(f"{name}@example.org", "council=nrc")
    flagged(nrc)
    mailbox.delay = 0.02
    start = threading.Barrier(3)

    def work() -> None:
        try:
            start.wait()
            deliver(NOW)
            deliver(NOW)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=work) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    deliver(NOW)  # what each left to the other
    assert sorted(message["To"] for message in mailbox.messages) == [
        f"{name}@example.org" for name in "abcdef"
    ]
    assert Delivery.objects.count() == 12


@pytest.mark.django_db(transaction=True)
def test_an_address_of_which_another_holds_a_row_is_left_to_it_whole(nrc: Council, mailbox: Mailbox) -> None:
    held = subscribe()
    subscribe(query="council=nrc")
    flagged(nrc)
    taken, done = threading.Event(), threading.Event()

    def hold() -> None:
        try:
            with transaction.atomic():
                Subscription.objects.select_for_update().get(pk=held.pk)
                taken.set()
                done.wait(30)
        finally:
            connections.close_all()

    thread = threading.Thread(target=hold)
    thread.start()
    assert taken.wait(30)
    assert deliver(NOW) == 0
    done.set()
    thread.join()
    assert deliver(NOW) == 1 and "You asked for it: [1] [2]" in text_of(the_mail(mailbox))


@pytest.mark.django_db(transaction=True)
def test_what_cannot_be_recorded_is_not_sent(
    nrc: Council, mailbox: Mailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    subscribe()
    flagged(nrc)
    with monkeypatch.context() as broken:
        broken.setattr(Delivery.objects, "bulk_create", lambda *_, **__: 1 / 0)
        assert [deliver(NOW), deliver(NOW)] == [0, 0]
    assert not mailbox.messages
    assert deliver(NOW) == 1


@pytest.mark.django_db(transaction=True)
def test_a_crash_after_the_server_took_the_mail_sends_the_same_mail_again(
    nrc: Council, mailbox: Mailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    subscribe()
    flagged(nrc)
    with monkeypatch.context() as broken:
        send = Post.send

        def send_and_crash(post: Post, message: Any) -> None:
            send(post, message)
            raise RuntimeError("killed")

        broken.setattr(Post, "send", send_and_crash)
        deliver(NOW)
    assert not Delivery.objects.exists()
    deliver(NOW + timedelta(minutes=1))
    first, second = mailbox.messages
    assert header(first, "Message-ID") == header(second, "Message-ID")
    assert Delivery.objects.count() == 1
