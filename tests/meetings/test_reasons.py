"""The sentence of a flag: stored in English, composed anew for every other language from what is stored."""

from datetime import UTC, datetime
from unittest import mock

import pytest
from django.test import Client
from django.utils.translation import override

from meetings.assessment import assess_council
from meetings.models import Council, Resumption, Silence
from meetings.verdicts import composed_reason, reason_in_words
from meetings.vocabulary import ContextKind, Level
from meetings.watch import silences_on
from tests import factories as make

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)


def silent_council() -> Council:
    """Met every two months, then not for years: called off twice, with a boycott, among others at a higher level."""
    council = make.make_council("North Council", slug="north")
    for month in range(1, 12, 2):
        make.make_session(council, f"2012-{month:02d}-10", level=Level.MINISTERS)
    make.make_session(council, "2014-05", status="cancelled")
    make.make_session(council, "2015-05", status="declined")
    make.make_context_event(
        council, title="The boycott.", kind=ContextKind.BOYCOTT, start="2013-03", end="2016"
    )
    make.make_session(council, "2018", level=Level.MINISTERS)
    assess_council(council_id=council.pk, now=NOW)
    return council


def test_in_english_the_composed_sentence_is_the_stored_one() -> None:
    council = silent_council()
    flags = Resumption.objects.filter(council=council)
    assert flags
    for flag in flags:
        assert composed_reason(flag) == flag.reason
        assert "The boycott (boycott, from March 2013 to 2016)" in flag.reason


def test_a_flag_is_stored_in_english_whatever_the_language_of_who_asks_for_it() -> None:
    with override("de"):
        silent_council()
    assert {flag.reason[:13] for flag in Resumption.objects.all()} == {"No session on"}


def test_in_german_the_sentence_is_composed_from_what_is_stored() -> None:
    flag = Resumption.objects.get(council=silent_council())
    with override("de"):
        words = reason_in_words(flag)
    assert words == (
        "Rund 2.060 Tage lang ist keine Sitzung verzeichnet (1.878 bis 2.242, je nach genauem Datum). Durchsicht nicht"
        " angegeben. Üblicher Abstand etwa 2 Monate; längste frühere Pausen 62 Tage (2012) und 61 Tage (2012). Längste"
        " verzeichnete, über vier Jahre, bei jeder Lesart der Datumsangaben. In dieser Zeit eine Sitzung abgesagt und"
        " eine abgelehnt. In dieser Zeit: The boycott (Boykott, März 2013 bis 2016)."
    )


def test_what_keeps_no_evidence_shows_the_stored_sentence() -> None:
    flag = Resumption(reason="As it was.", evidence={})
    with override("de"):
        assert reason_in_words(flag) == "As it was."


def test_a_silence_speaks_the_language_of_the_page() -> None:
    council = silent_council()
    silence = silences_on([council.pk], now=NOW)[council.pk]
    assert silence.reason.startswith("No session on record for")
    with override("de"):
        assert silence.reason == (
            "Rund 3.066 Tage lang ist keine Sitzung verzeichnet (2.884 bis 3.248, je nach genauem Datum). Durchsicht"
            " nicht angegeben. Üblicher Abstand etwa 2 Monate; längste frühere Pausen 2.060 Tage (2012-18) und 62 Tage"
            " (2012). Seit dem 20. Juli 2025 länger als üblich; ab dem 16. April 2045 erheblich."
        )


def test_the_pages_of_flags_and_silences_show_it(client: Client) -> None:
    council = silent_council()
    flag = Resumption.objects.get(council=council)
    with override("de"):
        words = reason_in_words(flag)
    for address in (f"/resumptions/R{flag.pk}/", "/resumptions/"):
        with mock.patch("meetings.pages.clock", return_value=NOW):
            german = client.get(address + "?lang=de").content.decode()
            english = client.get(address).content.decode()
        assert words in german and flag.reason in english
        assert flag.reason not in german
    assert Silence.objects.get(council=council).notable_from
