"""A source is corrected or withdrawn: all that rests on it is checked again, and readers see it at each citation."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client

from delegations.models import DelegationCitation, PersonName
from meetings.models import Council, CouncilName, Recheck, SessionCitation, Source, Succession
from meetings.sources.rechecks import KINDS, facts_on, recheck_facts, sources_to_recheck
from meetings.vocabulary import RecheckOutcome
from statements.worklists.entries import Asker
from statements.worklists.registry import BY_KEY
from tests import factories as make
from tests.statements.form_reading import form_data

pytestmark = pytest.mark.django_db
DAY = date(2023, 3, 3)


def page(source: Source) -> str:
    return f"/admin/meetings/source/{source.pk}/rechecks/"


def source_of_everything(**fields: object) -> Source:
    """A source on which one row of every kind rests."""
    source = make.make_source(**fields)
    council = make.make_council("NATO-Russia Council", abbreviation="NRC", source=source)
    CouncilName.objects.create(council=council, text="NRR", language="de", kind="short", source=source)
    Succession.objects.create(
        successor=council, predecessor=make.make_council("PJC"), kind="continues", source=source
    )
    make.make_coverage(council, source=source)
    make.make_context_event(council, source=source)
    session = make.make_session(council, source=source)
    make.make_agenda_item(session, source=source)
    make.make_announcement(council, source=source, session=session)
    delegation = make.make_delegation(session)
    DelegationCitation.objects.create(delegation=delegation, source=source)
    make.make_statement(session, source=source)
    make.make_gap_claim(session, source=source)
    party = make.make_party("Russia", source=source)
    party.names.create(text="Russland", language="de", kind="short", source=source)
    make.make_membership(party, council, source=source)
    person = make.make_person("Alexander Grushko")
    PersonName.objects.create(person=person, text="Gruschko", language="de", source=source)
    make.make_post(person, source=source)
    return source


def test_every_kind_of_row_that_rests_on_a_source_is_known() -> None:
    own = {
        "meetings.Source",
        "meetings.SourceEvent",
        "meetings.SourceAddress",
        "meetings.LinkCheck",
        "meetings.Recheck",
    }
    resting = {each.related_model._meta.label for each in Source._meta.related_objects}
    assert {kind.table for kind in KINDS} == resting - own


def test_everything_that_rests_on_it_is_queued(editor: Client) -> None:
    source = source_of_everything()
    assert {fact.kind.table for fact in facts_on(source)} == {kind.table for kind in KINDS}
    assert not sources_to_recheck().exists()
    Source.objects.filter(pk=source.pk).update(retracted_on=DAY)
    assert list(sources_to_recheck()) == [source]
    text = editor.get(page(source)).text
    assert f"{len(KINDS)} still to be checked" in text
    for fact in facts_on(Source.objects.get(pk=source.pk)):
        assert fact.key in text and fact.address.partition("#")[0] in text
        assert editor.get(fact.address.partition("#")[0]).status_code == 200


def test_each_fact_is_ticked_off_with_a_reason(editor: Client) -> None:
    source = source_of_everything(retracted_on=DAY)
    first, second, *_ = (fact.key for fact in facts_on(source))
    said = {"facts": [first, second], "outcome": "holds", "because": "TASS has it too."}
    response = editor.post(page(source), said, follow=True)
    assert "2 facts ticked off." in response.text
    assert f"{len(KINDS) - 2} still to be checked" in response.text
    assert "TASS has it too." in response.text and "edith" in response.text
    recheck_facts(
        source=source,
        facts=[fact.key for fact in facts_on(source)],
        outcome="corrected",
        because="Corrected.",
        by=None,
    )
    assert not sources_to_recheck().exists()
    assert "Nothing is left to be checked." in editor.get(page(source)).text
    assert Recheck.objects.filter(outcome=RecheckOutcome.HOLDS).count() == 2


def test_what_is_missing_is_said_and_what_was_typed_is_kept(editor: Client) -> None:
    source = make.make_source(retracted_on=DAY)
    make.make_session(source=source)
    fact = facts_on(source)[0].key
    text = editor.post(page(source), {"facts": [fact], "because": "Dark <matter>"}).text
    assert "Say whether the facts still hold." in text and "Dark &lt;matter&gt;" in text
    assert f'value="{fact}"' in text and "checked" in text
    assert "Tick the facts" in editor.post(page(source), {"outcome": "holds", "because": "x"}).text
    assert "Say in a sentence why." in editor.post(page(source), {"facts": [fact], "outcome": "holds"}).text
    wrong = {"facts": ["meetings.session:1"], "outcome": "holds", "because": "x"}
    assert "does not rest on this source any more" in editor.post(page(source), wrong).text
    assert not Recheck.objects.exists()


def test_a_later_mark_asks_again() -> None:
    source = make.make_source(corrected_on=DAY)
    make.make_session(source=source)
    keys = [fact.key for fact in facts_on(source)]
    recheck_facts(source=source, facts=keys, outcome="holds", because="Only a typo.", by=None)
    assert not sources_to_recheck().exists()
    source.retracted_on = date(2023, 4, 4)
    source.save()
    assert [fact.recheck for fact in facts_on(source)] == [None]
    assert list(sources_to_recheck()) == [source]


def test_a_fact_that_comes_to_rest_on_it_later_is_queued_too() -> None:
    source = make.make_source(retracted_on=DAY)
    assert not sources_to_recheck().exists()
    SessionCitation.objects.create(session=make.make_session(), source=source)
    assert list(sources_to_recheck()) == [source]


def test_what_is_ticked_off_twice_keeps_the_first_word() -> None:
    source = make.make_source(retracted_on=DAY)
    make.make_session(source=source)
    keys = [fact.key for fact in facts_on(source)]
    assert recheck_facts(source=source, facts=keys, outcome="holds", because="First.", by=None) == 1
    assert recheck_facts(source=source, facts=keys, outcome="holds", because="Second.", by=None) == 0
    assert Recheck.objects.get().because == "First."


def test_it_stands_on_the_desks_first_page(editor: Client) -> None:
    source = make.make_source(retracted_on=DAY, title="Gruschko: falsch zitiert")
    make.make_session(source=source)
    text = editor.get("/admin/").text
    assert "Sources corrected or withdrawn" in text
    assert page(source) in text and "withdrawn 3 March 2023" in text
    entry = BY_KEY["rechecks"]
    assert [line.text for line in entry.lines(Asker(None, DAY), 5)] == [str(source)]


def test_marking_a_source_leads_to_what_rests_on_it(editor: Client) -> None:
    source = make.make_source()
    change = f"/admin/meetings/source/{source.pk}/change/"
    data = form_data(
        editor.get(change), retracted_on="2023-03-03", mark_note="Quote invented.", _continue="Save"
    )
    text = editor.post(change, data, follow=True).text
    assert page(source) in text and "is listed to be checked again" in text


def test_the_cost_does_not_grow_with_what_rests_on_it(
    editor: Client, django_assert_max_num_queries: object
) -> None:
    source = source_of_everything(retracted_on=DAY)
    for _ in range(10):
        make.make_session(Council.objects.get(name="NATO-Russia Council"), source=source)
    with django_assert_max_num_queries(40):  # type: ignore[operator]
        editor.get(page(source))


def test_readers_see_it_at_the_citation(client: Client) -> None:
    source = make.make_source(retracted_on=DAY, mark_note="Quote invented.")
    session = make.make_session(source=source)
    assert "since withdrawn by its publisher" in client.get(f"/sessions/S{session.pk}/").text
    assert "inzwischen vom Herausgeber zurückgezogen" in client.get(f"/sessions/S{session.pk}/?lang=de").text
    assert "Quote invented." in client.get(f"/sources/{source.pk}/").text


def test_who_may_only_look_cannot_tick_off(client: Client) -> None:
    source = make.make_source(retracted_on=DAY)
    make.make_session(source=source)
    client.force_login(make.make_user("guest", is_staff=True))
    assert client.get(page(source)).status_code == 403


def test_who_meets_the_source_on_a_form_is_told_what_was_found(editor: Client) -> None:
    source = source_of_everything(retracted_on=DAY, mark_note="The interview was made up.")
    form = f"/admin/meetings/session/{source.sessioncitations.get().session_id}/change/"
    text = editor.get(form).text
    assert "withdrawn by its publisher on 3 March 2023" in text
    assert "The interview was made up." in text
    assert "6 facts of this session are still to be checked" in text
    facts = [fact.key for fact in facts_on(source) if fact.kind.table == "statements.Wording"]
    recheck_facts(source=source, facts=facts, outcome=RecheckOutcome.HOLDS, because="TASS has it.", by=None)
    text = editor.get(form).text
    assert "5 facts of this session" in text
    assert "Still holds: TASS has it." in text
    assert "1 × still holds: TASS has it." in editor.get(f"/admin/meetings/source/{source.pk}/change/").text
    Source.objects.filter(pk=source.pk).update(retracted_on=None)
    assert "by its publisher" not in editor.get(form).text.split("<form")[1]
