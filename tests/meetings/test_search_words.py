"""What was typed, read into terms; nothing typed can fail."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meetings.search.words import Term, read_terms


@pytest.mark.parametrize(
    ("typed", "terms"),
    [
        ("echtes Risiko", (Term("echtes"), Term("Risiko"))),
        ('"echtes  Risiko" NRC', (Term("echtes Risiko", is_phrase=True), Term("NRC"))),
        ("„echtes Risiko“", (Term("echtes Risiko", is_phrase=True),)),
        ("«риск»", (Term("риск", is_phrase=True),)),
        ("Risiko -Lawrow", (Term("Risiko"), Term("Lawrow", is_excluded=True))),
        ('-"kalter Krieg"', (Term("kalter Krieg", is_phrase=True, is_excluded=True),)),
        ("NATO-Russland", (Term("NATO-Russland"),)),
        ("Verhand*", (Term("Verhand", is_beginning=True),)),
        ("risk risk", (Term("risk"),)),
        ('"never closed', (Term("never closed", is_phrase=True),)),
        ("- -- ... * ! & | :* <->", ()),
        ("", ()),
    ],
)
def test_words_phrases_and_words_left_out_are_read(typed: str, terms: tuple[Term, ...]) -> None:
    assert read_terms(typed) == terms


@given(st.text(max_size=200))
def test_every_text_can_be_read(typed: str) -> None:
    assert all(any(letter.isalnum() for letter in term.text) for term in read_terms(typed))
