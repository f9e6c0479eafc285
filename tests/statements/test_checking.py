"""A second person holds a quote against its source."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pghistory
import pytest
from django.contrib.auth import get_user_model
from django.test import Client

from statements.checking import CheckRefused, authors_of, wording_check
from statements.models import Wording
from tests import factories as make

pytestmark = pytest.mark.django_db
NOW = datetime(2024, 3, 1, 12, tzinfo=UTC)


@pytest.fixture
def wording() -> Wording:
    """Entered by `edda`."""
    author = make.make_editor("edda")
    with pghistory.context(user=author.pk):
        return make.make_statement(make.make_session(), "Es ist gut.").wordings.get()


def check(wording: Wording, name: str = "karl", **options: Any) -> None:
    wording_check(wording=wording, checker=make.make_editor(name), now=NOW, **options)


def test_a_second_person_checks_and_may_take_it_back(wording: Wording) -> None:
    check(wording)
    assert wording.checked_by.username == "karl"
    assert wording.checked_at == NOW
    check(wording, "lena", is_right=False)
    assert (wording.checked_by, wording.checked_at) == (None, None)


def test_nobody_checks_their_own_words(wording: Wording) -> None:
    author = get_user_model().objects.get(username="edda")
    with pytest.raises(CheckRefused, match="yourself"):
        wording_check(wording=wording, checker=author, now=NOW)
    assert wording.checked_at is None


def test_who_changed_the_words_is_an_author_and_who_checked_them_is_not(wording: Wording) -> None:
    corrector, checker = make.make_editor("karl"), make.make_editor("lena")
    with pghistory.context(user=checker.pk):
        wording_check(wording=wording, checker=checker, now=NOW)
    with pghistory.context(user=corrector.pk):
        Wording.objects.filter(pk=wording.pk).update(text="Es ist sehr gut.")
    assert str(corrector.pk) in authors_of(wording)
    assert str(checker.pk) not in authors_of(wording)


@pytest.mark.parametrize(
    ("change", "is_undone"),
    [
        (lambda: {"text": "Es ist schlecht."}, True),
        (lambda: {"speaker_as_printed": "er"}, True),
        (lambda: {"fidelity": "fragment"}, True),
        (lambda: {"source": make.make_source()}, True),
        (lambda: {"position": 7}, False),
        (lambda: {"locator": "paragraph 3"}, False),
    ],
)
def test_the_database_undoes_the_check_when_the_words_change(
    wording: Wording, change: Callable[[], dict[str, Any]], is_undone: bool
) -> None:
    check(wording)
    Wording.objects.filter(pk=wording.pk).update(**change())
    wording.refresh_from_db()
    assert (wording.checked_at is None) == (wording.checked_by is None) == is_undone


def test_words_that_changed_since_they_were_read_are_not_checked(wording: Wording) -> None:
    read = wording.record_version
    Wording.objects.filter(pk=wording.pk).update(text="Es ist schlecht.")
    with pytest.raises(CheckRefused, match="read it again"):
        check(wording, opened_as=read)


def address(wording: Wording) -> str:
    return f"/admin/check/{wording.pk}/"


def test_the_page_leads_from_quote_to_quote(wording: Wording, editor: Client) -> None:
    second = make.make_statement(make.make_session(), "Wir reden.").wordings.get()
    assert editor.get("/admin/check/")["Location"] == address(second)
    page = editor.get(address(second)).text
    assert "Wir reden." in page
    assert second.source.url in page
    answer = editor.post(address(second), {"opened_as": "1"}, follow=True)
    assert answer.redirect_chain[-1][0] == address(wording)
    second.refresh_from_db()
    assert second.checked_by.username == "edith"
    answer = editor.post(address(wording), {"opened_as": "1"}, follow=True)
    assert "No other quote waits for you" in answer.text
    editor.post(address(second), {"_undo": "1"})
    second.refresh_from_db()
    assert second.checked_at is None


def test_ones_own_words_cannot_be_checked_on_the_page_either(wording: Wording, client: Client) -> None:
    client.force_login(get_user_model().objects.get(username="edda"))
    page = client.get(address(wording)).text
    assert "somebody else checks them" in page
    assert 'name="_check"' not in page
    assert "You entered or changed these words yourself" in client.post(address(wording)).text
    assert client.get("/admin/check/")["Location"] == "/admin/work/quotes/"


def test_who_may_not_enter_wordings_checks_none(wording: Wording, client: Client) -> None:
    client.force_login(make.make_user("nora"))
    assert client.post(address(wording)).status_code == 403
    assert client.get("/admin/check/").status_code == 403


def test_readers_see_that_a_quote_was_checked_and_never_by_whom(client: Client, wording: Wording) -> None:
    page = wording.statement.session.get_absolute_url()
    words = "Held against its source by a second person."
    assert words not in client.get(page).text
    check(wording, "karl")
    text = client.get(page).text
    assert words in text
    assert "karl" not in text
