"""Asking for notices, confirming, changing and ending them: two mails, three pages, no cookie and no token."""

import re
import time
from datetime import timedelta
from email.message import EmailMessage
from typing import Any

import pytest
from django.core import signing
from django.test import Client, override_settings
from django.utils import timezone

from meetings import limits
from meetings.mail import subscribing
from meetings.mail.delivery import deliver
from meetings.mail.keys import confirm_address, manage_address
from meetings.models import Subscription
from meetings.vocabulary import Rhythm
from tests import factories
from tests.mailbox import Mailbox, header, text_of

pytestmark = pytest.mark.django_db

FORM = {"email": "ann@example.org", "rhythm": "daily", "note_to_self": "the book", "website": ""}
SITE = "http://127.0.0.1:8000"


@pytest.fixture(autouse=True)
def _no_earlier_questions() -> None:
    """The counts of the last hour are another test's."""
    broker = limits._broker()
    for key in broker.keys("reconvene:asked:*"):  # type: ignore[union-attr]  # not awaitable here
        broker.delete(key)


@pytest.fixture(autouse=True)
def _councils() -> None:
    factories.make_council("NATO-Russia Council", slug="nrc")
    factories.make_council("Normandy Format", slug="normandy")


@pytest.fixture
def visitor() -> Client:
    """Checks for forgery as in production, and has never been here."""
    return Client(enforce_csrf_checks=True)


def subscribed(query: str = "", email: str = "ann@example.org", **fields: Any) -> Subscription:
    now = timezone.now()
    defaults = {"asked_at": now, "confirmed_at": now}
    return Subscription.objects.create(email=email, query=query, **defaults | fields)


def path(address: str) -> str:
    assert address.startswith(SITE)
    return address.removeprefix(SITE)


def link(message: EmailMessage, part: str) -> str:
    found = re.search(rf"{SITE}(/{part}/\S+)", text_of(message))
    assert found, text_of(message)
    return found[1]


def test_the_form_shows_the_filter_in_words(visitor: Client) -> None:
    page = visitor.get("/subscribe/?council=nrc&flag=major").content.decode()
    assert "NATO-Russia Council; resumptions and silences graded major" in page
    assert 'href="/?council=nrc&amp;flag=major"' in page
    assert visitor.get("/notices.atom?council=nrc&flag=major").status_code == 200
    assert 'href="/notices.atom?council=nrc&amp;flag=major"' in page
    assert "everything on record" in visitor.get("/subscribe/").content.decode()


def test_the_form_names_nothing_that_only_drafts_have(visitor: Client) -> None:
    draft = factories.make_session(published=False, place=factories.make_place("Hidden City", "BEL"))
    factories.make_agenda_item(draft, topic=factories.make_topic("hidden talks"))
    for address in ("/subscribe/?topic=hidden-talks", "/subscribe/?place=hidden-city"):
        page = visitor.get(address).content.decode()
        assert "hidden talks" not in page and "Hidden City" not in page


def test_from_the_form_to_the_first_mail_without_a_cookie(visitor: Client, mailbox: Mailbox) -> None:
    answer = visitor.post("/subscribe/?council=nrc", FORM)
    assert (answer.status_code, answer["Location"]) == (302, "/subscribe/asked/")
    assert "on its way" in visitor.get(answer["Location"]).content.decode()
    assert deliver(timezone.now()) == 1
    (mail,) = mailbox.messages
    assert mail["To"] == "ann@example.org" and "NATO-Russia Council, once a day" in text_of(mail)
    assert mail["List-Unsubscribe-Post"] and mail["Auto-Submitted"] == "auto-generated"
    confirm = link(mail, "subscribe/confirm")
    page = visitor.get(confirm)
    assert "the book" in page.content.decode() and Subscription.objects.get().confirmed_at is None
    for _ in range(2):
        assert "You will get these notices" in visitor.post(confirm).content.decode()
    first = Subscription.objects.get().confirmed_at
    assert first is not None
    visitor.post(confirm)
    assert Subscription.objects.get().confirmed_at == first
    assert not visitor.cookies and "csrf" not in page.content.decode().lower()
    assert deliver(timezone.now()) == 0


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"email": ""}, "Write the address"),
        ({"email": "ann at example"}, "not an e-mail address"),
        ({"email": "ann@example.org\nBcc: all@example.org"}, "not an e-mail address"),
        ({"rhythm": "hourly"}, "from the list"),
        ({"rhythm": ""}, "Choose how often"),
        ({"note_to_self": "x" * 301}, "too long"),
        ({"note_to_self": "a\x00b"}, "Null characters"),
    ],
)
def test_bad_input_shows_the_form_again_with_what_was_typed(
    visitor: Client, change: dict[str, str], said: str
) -> None:
    answer = visitor.post("/subscribe/?council=nrc", {**FORM, **change})
    page = answer.content.decode()
    assert answer.status_code == 400 and said in page and "NATO-Russia Council" in page
    assert f'value="{change.get("note_to_self", "the book")[:50]}' in page or "\x00" in str(change)
    assert not Subscription.objects.exists()


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("?council=nowhere", "nothing on record under “nowhere”"),
        ("?to=2019", "ended in the past"),
        ("?level=kings", "is not a level"),
        ("?colour=red", "no parameter “colour”"),
        ("?as_of=2022-01-01", "no parameter “as_of”"),
        ("?" + "&".join(f"party={n:02}{'x' * 150}" for n in range(15)), "too many choices"),
    ],
)
def test_a_filter_that_can_match_nothing_is_refused(visitor: Client, address: str, said: str) -> None:
    for answer in (visitor.get(f"/subscribe/{address}"), visitor.post(f"/subscribe/{address}", FORM)):
        assert answer.status_code == 400 and said in answer.content.decode()
    assert not Subscription.objects.exists()


def test_whether_an_address_is_known_is_never_told(visitor: Client, mailbox: Mailbox) -> None:
    unknown = visitor.post("/subscribe/", FORM)
    subscribed(email="known@example.org")
    known = visitor.post("/subscribe/", {**FORM, "email": "Known@example.org"})
    trapped = visitor.post("/subscribe/", {**FORM, "email": "bot@example.org", "website": "x"})
    answers = {(each.status_code, each["Location"], each.content) for each in (unknown, known, trapped)}
    assert len(answers) == 1
    assert not Subscription.objects.filter(email="bot@example.org").exists()


def test_an_address_is_mailed_once_an_hour_for_a_query(visitor: Client, mailbox: Mailbox) -> None:
    now = timezone.now()
    for _ in range(3):
        visitor.post("/subscribe/", FORM)
        deliver(now)
    assert len(mailbox.messages) == 1
    Subscription.objects.update(asked_at=now - timedelta(minutes=61))
    visitor.post("/subscribe/", {**FORM, "rhythm": "weekly"})
    deliver(now)
    assert len(mailbox.messages) == 2 and Subscription.objects.get().rhythm == Rhythm.WEEKLY


def test_an_address_has_at_most_five_unconfirmed_subscriptions(visitor: Client) -> None:
    for year in range(2001, 2010):
        assert visitor.post(f"/subscribe/?from={year}", FORM).status_code == 302
    assert Subscription.objects.count() == 5


def test_one_network_asks_at_most_twenty_times_an_hour(visitor: Client) -> None:
    answers = [visitor.post("/subscribe/", {**FORM, "email": f"n{n}@example.org"}) for n in range(21)]
    assert [answer.status_code for answer in answers] == [302] * 20 + [429]
    assert "n20@example.org" in answers[-1].content.decode() and Subscription.objects.count() == 20
    other = visitor.post("/subscribe/", FORM, REMOTE_ADDR="198.51.100.7")
    assert other.status_code == 302


def test_networks_are_told_apart_as_the_proxy_saw_them(rf: Any) -> None:
    request = rf.get("/", REMOTE_ADDR="2001:db8:1:2:3::4", HTTP_X_FORWARDED_FOR="10.9.9.9, 203.0.113.5")
    assert limits.network_of(request) == "2001:db8:1:2::/64"
    with override_settings(BEHIND_PROXY=True):
        assert limits.network_of(request) == "203.0.113.5"


def test_who_subscribes_twice_gets_a_mail_that_says_so_and_nothing_changes(
    visitor: Client, mailbox: Mailbox
) -> None:
    subscribed(asked_at=timezone.now() - timedelta(hours=2), rhythm=Rhythm.WEEKLY)
    visitor.post("/subscribe/", FORM)
    deliver(timezone.now())
    (mail,) = mailbox.messages
    assert "already" in header(mail, "Subject") and link(mail, "subscriptions")
    assert Subscription.objects.get().rhythm == Rhythm.WEEKLY


def test_a_mail_to_a_stranger_carries_nothing_that_was_typed(visitor: Client, mailbox: Mailbox) -> None:
    spam = "buy at spam.example"
    visitor.post(f"/subscribe/?party={spam}&q={spam}", {**FORM, "note_to_self": spam})
    deliver(timezone.now())
    (mail,) = mailbox.messages
    assert "spam" not in text_of(mail) and "with an unknown one; with a text" in text_of(mail)
    assert spam in visitor.get(link(mail, "subscribe/confirm")).content.decode()


def test_a_confirmation_mail_that_is_refused_is_tried_again(visitor: Client, mailbox: Mailbox) -> None:
    visitor.post("/subscribe/", FORM)
    now = timezone.now()
    mailbox.refused = {"ann@example.org"}
    assert deliver(now) == 0
    mailbox.refused = set()
    assert [deliver(now), deliver(now + timedelta(minutes=2))] == [0, 1]


def test_a_link_to_confirm_works_for_a_week(visitor: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    row = subscribed(confirmed_at=None)
    address, now = path(confirm_address(row.pk)), time.time()
    monkeypatch.setattr(signing.time, "time", lambda: now + 7 * 86400 + 1)  # type: ignore[attr-defined]
    answer = visitor.post(address)
    assert answer.status_code == 410 and "more than a week old" in answer.content.decode()
    row.refresh_from_db()
    assert row.confirmed_at is None


def test_no_link_opens_what_it_was_not_made_for(visitor: Client) -> None:
    row = subscribed(confirmed_at=None)
    manage, confirm = path(manage_address([row.pk])), path(confirm_address(row.pk))
    other = subscribed(email="other@example.org")
    for wrong in (
        manage.replace("/subscriptions/", "/subscribe/confirm/"),
        confirm.replace("/subscribe/confirm/", "/subscriptions/"),
        manage.replace(f"/{row.pk}.", f"/{other.pk}."),
        manage[:-3] + "/",
        "/subscriptions/x/",
        "/subscribe/confirm/1/",
    ):
        assert visitor.get(wrong).status_code == 410
        assert visitor.post(wrong).status_code == 410
    assert Subscription.objects.lasting().count() == 2


def test_one_click_ends_at_once_without_a_cookie(visitor: Client) -> None:
    row, other = subscribed("council=nrc", note_to_self="private"), subscribed()
    address = path(manage_address([row.pk]))
    for _ in range(2):  # mail programs repeat themselves
        answer = visitor.post(address, {"List-Unsubscribe": "One-Click"})
        assert answer.status_code == 200 and "Ended" in answer.content.decode()
    row.refresh_from_db()
    assert row.ended_at is not None and (row.email, row.note_to_self, row.query) == ("", "", "council=nrc")
    assert list(Subscription.objects.lasting()) == [other]
    assert visitor.get(address).status_code == 410
    assert not visitor.cookies


def test_the_link_of_a_digest_ends_all_that_made_it(visitor: Client) -> None:
    rows = [subscribed("council=nrc"), subscribed("council=normandy"), subscribed()]
    visitor.post(path(manage_address([rows[0].pk, rows[1].pk])), {"List-Unsubscribe": "One-Click"})
    assert list(Subscription.objects.lasting()) == [rows[2]]


def test_the_link_shows_and_changes_all_subscriptions_of_the_address_and_no_others(visitor: Client) -> None:
    row, second = subscribed("council=nrc", note_to_self="the book"), subscribed(email="ANN@example.org")
    stranger = subscribed(email="bob@example.org")
    address = path(manage_address([row.pk]))
    page = visitor.get(address)
    assert page["Cache-Control"] == "max-age=0, no-cache, no-store, must-revalidate, private"
    text = page.content.decode()
    assert "NATO-Russia Council" in text and "everything on record" in text and "the book" in text
    assert "bob@" not in text
    assert (
        "Changed." in visitor.post(address, {"subscription": second.pk, "rhythm": "weekly"}).content.decode()
    )
    for wrong in ({"subscription": stranger.pk, "rhythm": "weekly"}, {"subscription": row.pk, "rhythm": "x"}):
        assert visitor.post(address, wrong).status_code == 400
    visitor.post(address, {"end": stranger.pk})
    visitor.post(address, {"end": second.pk})
    second.refresh_from_db()
    stranger.refresh_from_db()
    row.refresh_from_db()
    assert (second.rhythm, stranger.rhythm) == (Rhythm.WEEKLY, Rhythm.DAILY)
    assert second.ended_at and not stranger.ended_at and not row.ended_at


def test_a_link_to_end_outlives_a_new_secret_key(visitor: Client) -> None:
    with override_settings(SECRET_KEY="the old one of long ago"):
        from django.core.signing import Signer

        old = Signer(salt="meetings.mail.manage", sep=".").sign(str(subscribed().pk))
    assert visitor.get(f"/subscriptions/{old}/").status_code == 410
    with override_settings(SECRET_KEY_FALLBACKS=["the old one of long ago"]):
        visitor.post(f"/subscriptions/{old}/")
    assert not Subscription.objects.lasting().exists()


def test_unconfirmed_ones_are_forgotten_after_thirty_days_and_confirmed_ones_never() -> None:
    now = timezone.now()
    subscribed("from=2001", asked_at=now - timedelta(days=31), confirmed_at=None)
    subscribed("from=2002", asked_at=now - timedelta(days=29), confirmed_at=None)
    subscribed("from=2003", asked_at=now - timedelta(days=1000), confirmed_at=now - timedelta(days=1000))
    assert subscribing.forget_unconfirmed(now=now) == 1
    assert sorted(Subscription.objects.values_list("query", flat=True)) == ["from=2002", "from=2003"]


def test_an_ended_address_can_subscribe_anew(visitor: Client, mailbox: Mailbox) -> None:
    row = subscribed()
    subscribing.end(subscription_ids=[row.pk], now=timezone.now())
    visitor.post("/subscribe/", FORM)
    assert deliver(timezone.now()) == 1


@pytest.mark.parametrize(
    ("page", "address"),
    [
        ("/?council=nrc&as_of=2022-01-01&sort=oldest", "/subscribe/?council=nrc"),
        ("/councils/nrc/", "/subscribe/?council=nrc"),
        ("/resumptions/?flag=major", "/subscribe/?flag=major"),
        ("/resumptions/", "/subscribe/?flag=any"),
        ("/silences/", "/subscribe/?flag=any"),
    ],
)
def test_pages_lead_to_their_notices_by_mail(client: Client, page: str, address: str) -> None:
    factories.make_session(slug_council(), "2016-04-20")
    assert f'href="{address}"' in client.get(page).content.decode()


def slug_council() -> Any:
    from meetings.models import Council

    return Council.objects.get(slug="nrc")


@pytest.mark.parametrize("make", [factories.make_editor, factories.make_reviewer])
def test_editors_and_reviewers_see_no_address(client: Client, make: Any) -> None:
    row = subscribed()
    client.force_login(make())
    assert "ubscription" not in client.get("/admin/").content.decode()
    for address in ("", f"{row.pk}/change/", f"{row.pk}/history/"):
        answer = client.get(f"/admin/meetings/subscription/{address}")
        assert answer.status_code == 403 and "ann@" not in answer.content.decode()
    client.post("/admin/meetings/subscription/", {"action": "end", "_selected_action": [row.pk]})
    row.refresh_from_db()
    assert row.ended_at is None


def test_administrators_find_and_end_a_subscription(client: Client) -> None:
    row, other = subscribed("council=nrc"), subscribed(email="bob@example.org")
    client.force_login(factories.make_user(is_superuser=True))
    found = client.get("/admin/meetings/subscription/?q=ann@").content.decode()
    assert "ann@example.org" in found and "bob@" not in found
    assert client.get(f"/admin/meetings/subscription/{row.pk}/change/").status_code == 200
    client.post("/admin/meetings/subscription/", {"action": "end", "_selected_action": [row.pk]})
    row.refresh_from_db()
    assert row.ended_at and row.email == ""
    assert list(Subscription.objects.lasting()) == [other]
    assert client.get("/admin/meetings/subscription/").status_code == 200
