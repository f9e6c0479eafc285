"""What no public page shows: sessions, statements and councils that are not public, over whatever row leads to them."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from meetings.models import (
    Resumption,
    Session,
    Silence,
    Source,
    Succession,
)
from meetings.vocabulary import Publication
from statements.models import StatementTopic
from tests import factories as make
from tests.meetings.made_world import World, frozen_clock, get
from tests.meetings.reference_records import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _clock() -> Iterator[None]:
    with frozen_clock():
        yield


LATER = timedelta(days=1)


SECRET = "Geheimnis"


def hide_a_session(world: World, **hidden: Any) -> None:
    """A session that is not public, reachable from public rows over every foreign key that leads to sessions."""
    secret_party = make.make_party(f"{SECRET} party", code="SECRET")
    secret_person = make.make_person(f"{SECRET} person", slug="secret")
    source = make.make_source(title=f"{SECRET} source", publisher=f"{SECRET} publisher")
    place = make.make_place(f"{SECRET} place", "")
    topic = make.make_topic(f"{SECRET} topic")
    session = make.make_session(
        world.council, "2013-07-01", source=source, title=f"{SECRET} title", place=place, outcome=f"{SECRET} outcome",
        published=False, **hidden,
    )  # fmt: skip
    make.make_agenda_item(session, f"{SECRET} item", topic=topic, source=source)
    delegate = make.make_delegation(session, secret_party)
    make.make_delegate(delegate, secret_person, leads=True)
    make.make_delegate(
        make.make_delegation(session, world.party), world.person, role_as_printed=f"{SECRET} role"
    )
    make.make_statement(
        session, f"{SECRET} words", parties=(world.party,), speaker=world.person, source=source
    )
    make.make_gap_claim(session, f"{SECRET} claim", source=source)
    make.make_announcement(world.council, f"{SECRET} announcement", session=session, source=source)
    Session.objects.filter(pk=session.pk).update(start=session.start)
    Session.objects.filter(pk=world.session.pk).update(part_of=session)
    make.make_announcement(world.council, "Seen", session=world.session, outcome_session=session)
    Silence.objects.filter(council=world.council).update(last_session=session, next_planned=session)
    Resumption.objects.filter(pk=world.flag.pk).update(previous_session=session)
    world.session.gaps.update(previous_session=session)


# How a page repeats what was asked for.
TYPED = (
    f"“{SECRET}”", f"“<bdi>{SECRET}</bdi>”", f'value="{SECRET}"', f"?q={SECRET}", f"text: {SECRET}", f"<title>{SECRET}",
)  # fmt: skip


@pytest.mark.parametrize(
    "hidden",
    [
        {"publication": Publication.DRAFT},
        {"publication": Publication.IN_REVIEW},
        {"publication": Publication.WITHDRAWN},
        {"publication": Publication.PUBLISHED, "embargo_until": NOW + LATER},
    ],
    ids=["draft", "in_review", "withdrawn", "embargoed"],
)
def test_a_session_that_is_not_public_shows_on_no_page(client: Client, hidden: dict[str, Any]) -> None:
    world = World(1)
    hide_a_session(world, **hidden)
    session = Session.objects.get(title=f"{SECRET} title")
    for address in [
        *world.pages(),
        f"/search/?q={SECRET}",
        f"/statements/?q={SECRET}",
        f"/sessions/?q={SECRET}",
    ]:
        html = get(client, address)
        for typed in TYPED:
            html = html.replace(typed, "")
        assert SECRET not in html, address
        assert f"/sessions/S{session.pk}/" not in html, address
    source = Source.objects.get(title=f"{SECRET} source")
    for address in (
        f"/sessions/S{session.pk}/", f"/id/S{session.pk}", f"/sources/{source.pk}/", f"/id/U{source.pk}",
        "/parties/SECRET/", "/people/secret/", "/places/geheimnis-place/", "/topics/geheimnis-topic/",
        f"/id/D{session.delegations.first().pk}", f"/id/Q{session.statements.first().pk}",
    ):  # fmt: skip
        assert SECRET not in get(client, address, 404)


def test_an_embargoed_statement_of_a_public_session_shows_on_no_page(client: Client) -> None:
    world = World(1)
    source = make.make_source(title=f"{SECRET} source")
    speaker = make.make_person(f"{SECRET} speaker", slug="secret")
    party = make.make_party(f"{SECRET} party", code="SECRET")
    statement = make.make_statement(
        world.session, f"{SECRET} words", parties=(world.party, party), speaker=speaker, source=source,
        embargo_until=NOW + LATER,
    )  # fmt: skip
    StatementTopic.objects.create(statement=statement, topic=make.make_topic(f"{SECRET} topic"))
    for address in world.pages():
        assert SECRET not in get(client, address), address
    assert "No session on record matches" in get(client, f"/sessions/?q={SECRET}")
    for address in (
        f"/id/Q{statement.pk}", f"/sources/{source.pk}/", "/people/secret/", "/parties/SECRET/", "/topics/geheimnis-topic/",
    ):  # fmt: skip
        get(client, address, 404)


def test_a_council_that_is_not_public_shows_on_no_page(client: Client) -> None:
    world = World(1)
    draft = make.make_council(f"{SECRET} council", slug="secret", published=False)
    Succession.objects.create(successor=draft, predecessor=world.council, kind="continues", note=SECRET)
    Succession.objects.create(successor=world.council, predecessor=draft, kind="replaces", note=SECRET)
    make.make_membership(world.party, draft)
    joint = make.make_session(councils=[world.council, draft], start="2014-01-01", title=f"{SECRET} joint")
    for address in world.pages():
        html = get(client, address)
        assert SECRET not in html, address
        assert f"/sessions/S{joint.pk}/" not in html, address
    get(client, "/councils/secret/", 404)
