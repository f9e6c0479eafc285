"""A session's page: what came before and after, who came and who did not, who said what."""

import re
from collections.abc import Iterator
from unittest import mock

import pytest
from django.test import Client

from meetings.assessment import assess_councils
from meetings.models import Session
from statements.models import StatementTopic
from tests import factories as make
from tests.meetings.reference_records import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _clock() -> Iterator[None]:
    with mock.patch("meetings.pages.clock", return_value=NOW):
        yield


def page(client: Client, session: Session) -> str:
    response = client.get(f"/sessions/S{session.pk}/")
    assert response.status_code == 200
    return response.content.decode()


def text(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def section(html: str, heading: str) -> str:
    """The text of the section with this heading."""
    start = html.index(f'aria-labelledby="{heading}"')
    return text(html[html.index(">", start) + 1 : html.index("</section>", start)])


def test_the_first_session_at_its_level_or_above_names_the_one_before(client: Client) -> None:
    council = make.make_council()
    ministers = make.make_session(council, "2013-12-04", level="foreign_ministers")
    make.make_session(council, "2019-07-05", level="ambassadors")
    session = make.make_session(council, "2022-01-12", level="deputy_ministers")
    html = page(client, session)
    assert (
        f'deputy ministers) or above since <a href="/sessions/S{ministers.pk}/">4 December 2013</a>' in html
    )


def test_the_session_right_before_is_no_news(client: Client) -> None:
    council = make.make_council()
    make.make_session(council, "2019-07-05", level="foreign_ministers")
    between = make.make_session(council, "2020-07-05", level="ambassadors")
    last = make.make_session(council, "2022-01-12", level="foreign_ministers")
    assess_councils(council_ids=[council.pk], now=NOW)
    assert "or above since" not in page(client, between)
    assert "(foreign ministers) or above since" in page(client, last)


def test_a_vague_date_that_may_lie_after_leaves_out_who_was_first(client: Client) -> None:
    council = make.make_council()
    make.make_session(council, "2013-12-04", level="foreign_ministers")
    make.make_session(council, "2022", level="foreign_ministers")
    session = make.make_session(council, "2022-01-12", level="foreign_ministers")
    assert "or above since" not in page(client, session)


def test_no_earlier_session_at_the_level_is_said_to_be_on_record(client: Client) -> None:
    council = make.make_council()
    make.make_session(council, "2019-07-05", level="ambassadors")
    session = make.make_session(council, "2022-01-12", level="deputy_ministers")
    assert "No earlier session of the council at this level (deputy ministers) or above" in page(
        client, session
    )


def test_a_draft_is_not_the_session_before(client: Client) -> None:
    council = make.make_council()
    make.make_session(council, "2013-12-04", level="deputy_ministers", published=False)
    session = make.make_session(council, "2022-01-12", level="deputy_ministers")
    assert "No earlier session of the council at this level" in page(client, session)


def test_delegations_are_held_against_the_session_of_the_same_level_before(client: Client) -> None:
    council = make.make_council()
    then = make.make_session(council, "2019-07-05", level="ambassadors", roster_complete=True)
    make.make_session(council, "2020-07-05", level="foreign_ministers", roster_complete=True)
    now = make.make_session(council, "2022-01-12", level="ambassadors", roster_complete=False)
    russia, france, norway, spain = (
        make.make_party(name) for name in ("Russia", "France", "Norway", "Spain")
    )
    make.make_delegation(then, russia, level="ambassadors")
    make.make_delegation(then, france)
    make.make_delegation(then, spain)
    make.make_delegation(now, russia, level="senior_officials")
    make.make_delegation(now, france, attendance="absent", absence_reason="a strike")
    make.make_delegation(now, norway)
    told = section(page(client, now), "delegations")
    assert "Compared with 5 July 2019 , the council’s session of the same level (ambassadors)" in told
    assert "New Norway" in told
    assert "Missing France" in told
    assert "Lower rank Russia" in told
    assert "There then; not on record now Spain" in told
    assert "Whether they came is not known." in told
    assert "lower rank than last time (ambassadors)" in told


def test_without_delegations_on_record_nothing_is_compared(client: Client) -> None:
    council = make.make_council()
    make.make_session(council, "2019-07-05", level="ambassadors")
    now = make.make_session(council, "2022-01-12", level="ambassadors", roster_complete=True)
    make.make_delegation(now, make.make_party("Russia"))
    told = section(page(client, now), "delegations")
    assert "no delegation is on record there, so nothing can be compared" in told
    assert "New" not in told


def test_who_spoke_about_what_is_a_table_of_topics_and_parties(client: Client) -> None:
    session = make.make_session()
    russia, france = make.make_party("Russia"), make.make_party("France")
    arms, gas = make.make_topic("arms control"), make.make_topic("gas")
    for party, topics in ((russia, (arms, gas)), (france, (arms,))):
        statement = make.make_statement(session, parties=(party,))
        for topic in topics:
            StatementTopic.objects.create(statement=statement, topic=topic)
    html = page(client, session)
    rows = re.findall(r"<tr><th scope=\"row\">.*?</tr>", html[html.index("who-about-what") :], re.S)
    assert [text(row).split(" Q")[0] for row in rows] == ["arms control", "gas"]
    assert [row.count('class="said"') for row in rows] == [2, 1]
    for statement in session.statements.all():
        assert f'id="{statement.public_id}"' in html


def test_foreign_words_carry_their_language_and_translations_wait_without_script(client: Client) -> None:
    session = make.make_session()
    statement = make.make_statement(session, "У нас нет позитивной повестки", language="ru")
    original = statement.wordings.get()
    make.make_wording(
        statement, "We have no positive agenda", language="en", fidelity="verbatim_translated",
        translated_from=original, translation_origin="editor",
    )  # fmt: skip
    html = page(client, session)
    assert '<blockquote lang="ru" dir="auto">' in html
    assert re.search(
        r"<details class=\"wording\"><summary>.*?English.*?<blockquote class=\"translation\" lang=\"en\"",
        html,
        re.S,
    )


def test_a_later_session_of_the_council_that_continues_counts_as_after(client: Client) -> None:
    from meetings.assessment import assess_councils
    from meetings.models import Succession

    elder, council = make.make_council("Joint Council"), make.make_council("Standing Council")
    Succession.objects.create(
        successor=council, predecessor=elder, kind="continues", source=make.make_source()
    )
    last = make.make_session(elder, "2002-05-01")
    following = make.make_session(council, "2002-05-28")
    assess_councils(council_ids=[elder.pk, council.pk], now=NOW)
    assert f'href="/sessions/S{following.pk}/"' in section_html(page(client, last), "gaps")


def section_html(html: str, heading: str) -> str:
    start = html.index(f'aria-labelledby="{heading}"')
    return html[start : html.index("</section>", start)]
