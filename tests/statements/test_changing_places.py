"""Two delegations of a session change parties with each other in one save, of a draft as in a proposal."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from delegations.models import Delegation
from meetings.models import Session
from statements.models import Proposal
from statements.proposals import approve
from tests import factories as make
from tests.statements.desk_posts import change, form_errors
from tests.statements.form_reading import add_form_set, add_row, form_data

pytestmark = pytest.mark.django_db


def swapped(client: Client, session: Session) -> dict[str, list[str]]:
    data = form_data(client.get(change(session)), reason="Taken for each other", _continue="Save")
    one, other = data["delegations-0-party"], data["delegations-1-party"]
    data["delegations-0-party"], data["delegations-1-party"] = other, one
    return data


def parties(session: Session) -> list[int]:
    return list(session.delegations.order_by("pk").values_list("party_id", flat=True))


@pytest.mark.parametrize("is_public", [False, True])
def test_two_delegations_change_parties(editor: Client, is_public: bool) -> None:
    session = make.make_session(published=is_public, source=make.make_source())
    for _ in range(3):
        make.make_delegation(session)
    before = parties(session)
    response = editor.post(change(session), swapped(editor, session))
    assert response.status_code == 302, form_errors(response)
    if is_public:
        assert parties(session) == before
        approve(
            proposal=Proposal.objects.get(),
            reviewer=make.make_reviewer("rita"),
            reason="So it is",
            now=timezone.now(),
        )
    assert parties(session) == [before[1], before[0], before[2]]


def test_a_removed_delegation_leaves_its_party_to_a_new_one(editor: Client) -> None:
    session = make.make_session(published=False, source=make.make_source())
    delegation = make.make_delegation(session)
    data = form_data(editor.get(change(session)), delegations__0__DELETE="on", _continue="Save")
    add_row(
        data, "delegations", party=delegation.party_id, attendance="absent", position=0, invited="unknown"
    )
    add_form_set(data, "delegations-1-delegates")
    add_form_set(data, "delegations-1-citations")
    response = editor.post(change(session), data)
    assert response.status_code == 302, form_errors(response)
    assert session.delegations.get().attendance == "absent"


def test_one_party_twice_is_refused_with_a_sentence(editor: Client) -> None:
    session = make.make_session(published=False, source=make.make_source())
    one, other = make.make_delegation(session), make.make_delegation(session)
    data = form_data(editor.get(change(session)), delegations__0__party=other.party_id, _continue="Save")
    refused = editor.post(change(session), data)
    assert refused.status_code == 200
    assert "already has a delegation" in refused.text
    assert parties(session) == [one.party_id, other.party_id]


def test_the_database_keeps_one_delegation_for_each_party() -> None:
    delegation = make.make_delegation(make.make_session())
    with pytest.raises(IntegrityError), transaction.atomic():
        Delegation.objects.create(session=delegation.session, party=delegation.party)
