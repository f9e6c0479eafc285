"""The report reader, on short texts of our own."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from statements.reader import LANGUAGES, Quote, Report, language_of, read_report
from tests.statements.reader_cases import CASES, Case, Said

PUBLISHED = date(2022, 1, 13)


def said(case: Case, report: Report, kind: str) -> list[Said]:
    def speaker(quote: Quote) -> str:
        return quote.speaker.of(case.text) if quote.speaker else ""

    return [(quote.span.of(case.text), speaker(quote)) for quote in report.quotes if quote.kind == kind]


@pytest.mark.parametrize("case", CASES, ids=[f"{case.language}: {case.text[:50]}" for case in CASES])
def test_proposes_what_an_editor_would_take(case: Case) -> None:
    report = read_report(case.text, case.language, published=PUBLISHED)
    assert said(case, report, "full") == case.full
    assert said(case, report, "fragment") == case.fragment
    if case.reported:
        assert said(case, report, "reported") == case.reported
    claims = [(claim.claim_type, claim.value, claim.qualifier) for claim in report.claims]
    assert claims == case.claims


@pytest.mark.parametrize("language", LANGUAGES)
def test_tells_the_language_by_its_small_words(language: str) -> None:
    text = " ".join(case.text for case in CASES if case.language == language)
    assert language_of(text) == language
    assert language_of("") == language_of("2022 – 2023") == ""


_MARKS = "„“”\"«»‹›‚‘’'"
_PIECES = st.sampled_from(
    [
        *(case.text for case in CASES),
        *_MARKS,
        " ",
        "\n",
        "\u00a0",
        ". ",
        ", ",
        ": ",
        "sagte ",
        "said that ",
        "selon ",
        "по словам ",
        "según ",
        "erstmals seit ",
        "2014 ",
    ]
)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(_PIECES | st.text(max_size=12), max_size=20).map("".join), st.sampled_from(LANGUAGES))
def test_reads_anything_and_every_span_is_a_piece_of_the_text(text: str, language: str) -> None:
    report = read_report(text, language, published=PUBLISHED)
    spans = [proposal.span for proposal in (*report.quotes, *report.claims)]
    spans += [
        each for quote in report.quotes for each in (quote.speaker, quote.carried, quote.clause) if each
    ]
    for span in spans:
        assert 0 <= span.start < span.end <= len(text)
        assert span.of(text) == span.of(text).strip()
    assert report == read_report(text, language, published=PUBLISHED)
