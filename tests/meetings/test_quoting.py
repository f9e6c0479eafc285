"""Every page that is cited says how: one line, one valid entry of BibTeX, an address that stays, the state it had."""

import re
from collections.abc import Iterator
from datetime import date
from unittest import mock

import pytest
from django.test import Client, override_settings
from django.utils.translation import override

from meetings.assessment import assess_councils
from meetings.models import Council, CouncilName, DataVersion, Resumption, Session
from meetings.quoting import Quotable
from tests import factories as make
from tests.meetings.reference_records import NOW

SITE = "https://reconvene.example"
HOSTILE = 'Rat & Tat {50 %} #1_a $x$ ~ ^ \\end "q"\n<b>'


def quotable(**changed: object) -> Quotable:
    known = {
        "title": "NRC",
        "address": f"{SITE}/id/S1",
        "day": date(2022, 1, 12),
        "data_version": 7,
        "record": "S1",
    }
    return Quotable(**{**known, **changed})  # type: ignore[arg-type]


def test_a_citation_has_the_marks_of_its_language() -> None:
    with override("de"):
        assert quotable(record="", locale="de").plain.startswith("Reconvene: „NRC“. Stand")


def test_a_citation_names_record_day_version_and_address() -> None:
    assert quotable().plain == (
        f"Reconvene: “NRC”. Record S1, as of 12 January 2022, data version 7. {SITE}/id/S1"
    )
    assert quotable(record="").plain.startswith("Reconvene: “NRC”. As of 12 January 2022, data version 7.")


def test_an_entry_of_bibtex_is_valid_whatever_the_title() -> None:
    entry = quotable(title=HOSTILE, address=f"{SITE}/?q=%7Bx%7D&council={{a}}").bibtex
    assert entry.startswith("@misc{reconvene-S1-2022-01-12-v7,\n")
    assert (
        r"Rat \& Tat \{50 \%\} \#1\_a \$x\$ \textasciitilde{} \textasciicircum{} \textbackslash{}end" in entry
    )
    bare = re.sub(r"\\[{}]", "", entry)
    depth = 0
    for mark in bare:
        depth += {"{": 1, "}": -1}.get(mark, 0)
        assert depth >= 0
    assert depth == 0
    fields = re.findall(r"^  (\w+) += \{(.*)\},$", entry, re.M)
    assert [name for name, _ in fields] == ["author", "title", "year", "date", "note", "url"]
    assert dict(fields)["url"] == f"{SITE}/?q=%7Bx%7D&council=%7Ba%7D"


def test_a_key_is_ascii_also_for_a_list_in_another_script() -> None:
    key = quotable(record="", title="Совет Россия–НАТО").bibtex.split("{")[1].split(",")[0]
    assert re.fullmatch(r"[A-Za-z0-9-]+", key)
    assert "-zusatz-" in quotable(record="", title="Zusätz!").bibtex


class World:
    """A council that met again, with a flag, a party and a person."""

    def __init__(self) -> None:
        self.council = make.make_council(f"Council {HOSTILE}", slug="hostile-council")
        days = [f"{year}-{month:02d}-10" for year in (2001, 2002, 2003) for month in (2, 6, 10)]
        for day in days:
            make.make_session(self.council, day)
        self.session = make.make_session(self.council, "2010-03-05")
        self.party = make.make_party("Russia", code="RUS")
        self.person = make.make_person("Alexander Grushko", slug="alexander-grushko")
        make.make_delegate(make.make_delegation(self.session, self.party), self.person)
        assess_councils(council_ids=[self.council.pk], now=NOW)
        self.flag = Resumption.objects.get(session=self.session)


@pytest.fixture
def world(db: None) -> Iterator[World]:
    with mock.patch("meetings.pages.clock", return_value=NOW), override_settings(SITE_URL=SITE):
        yield World()


def html(client: Client, address: str, **headers: str) -> str:
    response = client.get(address, headers=headers)
    assert response.status_code == 200, address
    return response.content.decode()


def cited(page: str) -> str:
    return re.findall(r'id="cite-plain"[^>]*>([^<]*)<', page)[0]


def test_every_page_that_is_quoted_has_its_citation(client: Client, world: World) -> None:
    for address, ends in {
        "/": "/?as_of=2026-11-23",
        "/?council=hostile-council": "/?council=hostile-council&amp;as_of=2026-11-23",
        "/councils/hostile-council/": f"/id/{world.council.public_id}",
        f"/sessions/{world.session.public_id}/": f"/id/{world.session.public_id}",
        f"/resumptions/{world.flag.public_id}/": f"/id/{world.flag.public_id}",
        "/silences/": "/silences/?as_of=2026-11-23",
        "/parties/RUS/": f"/id/{world.party.public_id}",
        "/people/alexander-grushko/": f"/id/{world.person.public_id}",
        "/statements/": "/statements/",
    }.items():
        page = html(client, address)
        assert cited(page).endswith(f"data version {DataVersion.current()}. {SITE}{ends}"), (
            address,
            cited(page),
        )
        assert page.count('<details class="cite-this') == 1
        assert 'class="stamp print-only"' in page


def test_the_address_cited_leads_to_what_was_cited(client: Client, world: World) -> None:
    for address in ("/?council=hostile-council", "/silences/", "/councils/hostile-council/?as_of=2009-01-01"):
        again = cited(html(client, address)).rsplit(" ", 1)[1].removeprefix(SITE).replace("&amp;", "&")
        assert client.get(again, follow=True).status_code == 200
    assert again == "/councils/hostile-council/?as_of=2009-01-01"


def test_a_past_day_is_cited_as_of_that_day(client: Client, world: World) -> None:
    words = cited(html(client, "/councils/hostile-council/?as_of=2009-01-01"))
    assert "as of 1 January 2009" in words


def test_addresses_come_from_the_settings_never_from_the_host(client: Client, world: World) -> None:
    with override_settings(ALLOWED_HOSTS=["evil.example"]):
        page = html(client, f"/sessions/{world.session.public_id}/", host="evil.example")
    assert "evil.example" not in page
    assert f'<link rel="canonical" href="{SITE}/sessions/{world.session.public_id}/">' in page
    assert f'<meta property="og:url" content="{SITE}/sessions/{world.session.public_id}/">' in page


def test_the_title_for_other_sites_is_escaped(client: Client, world: World) -> None:
    page = html(client, "/councils/hostile-council/")
    title = re.findall(r'<meta property="og:title" content="([^"]*)">', page)
    assert len(title) == 1
    assert title[0].startswith("Council Rat &amp; Tat {50 %}")
    assert "<b>" not in page


def test_what_was_searched_for_is_no_title_for_other_sites(client: Client, world: World) -> None:
    assert "og:title" not in html(client, "/search/?q=Geheimnis")


def test_pages_that_refuse_are_not_cited(client: Client, db: None) -> None:
    page = client.get("/councils/none/").content.decode()
    assert "cite-this" not in page
    assert "og:url" not in page


def test_a_council_and_its_resumption_have_a_sentence_in_both_languages(client: Client, world: World) -> None:
    CouncilName.objects.create(
        council=world.council, text="Ständiger Rat", language="de", kind="official", source=make.make_source()
    )
    silence = html(client, "/councils/hostile-council/")
    assert 'id="background-en" lang="en">No session of the Council Rat' in silence
    assert "is on record since 5 March 2010" in silence
    assert (
        'id="background-de" lang="de">Seit dem 5. März 2010 ist keine Sitzung des Gremiums „Ständiger Rat“'
        in silence
    )
    assert "Reconvene’s record of 10 sessions" in silence
    flag = html(client, f"/resumptions/{world.flag.public_id}/")
    assert "met on 5 March 2010 for the first time since 10 October 2003" in flag
    assert "Das Gremium „Ständiger Rat“ ist am 5. März 2010 zum ersten Mal seit dem 10. Oktober 2003" in flag


def test_meetings_of_other_formations_are_said_not_to_be_counted(client: Client, world: World) -> None:
    make.make_session(world.council, "2015-01-01", formation="military")
    make.make_session(world.council, "2016-01-01", formation="military", published=False)
    assert "Not counted is 1 other meeting of that time" in html(client, "/councils/hostile-council/")
    earlier = html(client, f"/resumptions/{world.flag.public_id}/")
    assert "Not counted" not in earlier


def test_a_flag_that_no_longer_stands_has_no_sentence(client: Client, world: World) -> None:
    Session.objects.filter(pk=world.session.pk).update(status="cancelled")
    assess_councils(council_ids=[world.council.pk], now=NOW)
    assert "background-sentence" not in html(client, f"/resumptions/{world.flag.public_id}/")


def test_a_council_never_assessed_has_no_sentence(client: Client, world: World) -> None:
    other = make.make_council("Other", slug="other")
    assert Council.objects.filter(pk=other.pk).exists()
    assert "background-sentence" not in html(client, "/councils/other/")
