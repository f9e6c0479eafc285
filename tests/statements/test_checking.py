"""A second person holds a quote against its source."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pghistory
import pytest
from django.contrib.auth import get_user_model

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
