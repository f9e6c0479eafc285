"""Councils, sources, places and the other records of the desk."""

from __future__ import annotations

import pytest
from django.test import Client

from meetings.models import Council, Place, Source, Succession
from meetings.vocabulary import Publication
from tests import factories as make
from tests.statements.form_reading import add_row, form_data

pytestmark = pytest.mark.django_db
ADD = "/admin/meetings/council/add/"


@pytest.fixture
def reviewer(client: Client) -> Client:
    client.force_login(make.make_reviewer("rita"))
    return client


def change(council: Council) -> str:
    return f"/admin/meetings/council/{council.pk}/change/"


def test_a_council_gets_an_address_of_its_own_from_its_name(reviewer: Client) -> None:
    make.make_council("Arctic Council")
    for name in ("Arctic Council", "Совет"):
        assert reviewer.post(ADD, form_data(reviewer.get(ADD), name=name, _save="Save")).status_code == 302
    assert set(Council.objects.values_list("slug", flat=True)) == {
        "arctic-council",
        "arctic-council-2",
        "council",
    }


def test_a_council_without_a_source_is_not_published(reviewer: Client) -> None:
    response = reviewer.post(
        ADD, form_data(reviewer.get(ADD), name="Arctic Council", _publish="Publish", reason="Checked")
    )
    assert "A council without a source cannot be published" in response.text
    assert not Council.objects.exists()


def test_a_council_with_a_source_is_published(reviewer: Client) -> None:
    source = make.make_source()
    data = form_data(
        reviewer.get(ADD), name="Arctic Council", source=source.pk, _publish="Publish", reason="Checked"
    )
    reviewer.post(ADD, data)
    assert Council.objects.public().get().publication == Publication.PUBLISHED


def test_a_council_that_succeeds_itself_is_refused(reviewer: Client) -> None:
    council = make.make_council(published=False)
    data = form_data(reviewer.get(change(council)), _save="Save")
    add_row(data, "predecessor_links", predecessor=council.pk, kind="continues")
    response = reviewer.post(change(council), data)
    assert response.status_code == 200
    assert "A council cannot succeed itself" in response.text or "its own predecessor" in response.text
    assert not Succession.objects.exists()


def test_a_circle_of_successions_is_refused(reviewer: Client) -> None:
    old, new = make.make_council(published=False), make.make_council(published=False)
    Succession.objects.create(successor=new, predecessor=old, kind="continues")
    data = form_data(reviewer.get(change(old)), _save="Save")
    add_row(data, "predecessor_links", predecessor=new.pk, kind="revives")
    assert "its own predecessor" in reviewer.post(change(old), data).text


def test_overlapping_coverage_is_refused_in_a_sentence(reviewer: Client) -> None:
    council = make.make_council(published=False)
    make.make_coverage(council)
    data = form_data(reviewer.get(change(council)), _save="Save")
    add_row(data, "coverage", first_day="2000-01-01", completeness="sampled", searched_on="2024-01-01")
    assert "already has coverage for part of the period" in reviewer.post(change(council), data).text


def test_editors_cannot_change_a_public_council(reviewer: Client) -> None:
    council = make.make_council()
    editor = Client()
    editor.force_login(make.make_editor())
    assert (
        editor.post(change(council), form_data(reviewer.get(change(council)), reason="x")).status_code == 403
    )


def test_a_source_needs_an_address_or_a_title(reviewer: Client) -> None:
    address = "/admin/meetings/source/add/"
    response = reviewer.post(address, form_data(reviewer.get(address), publisher="ZDF", _save="Save"))
    assert "Give the source’s address or, for print, its title." in response.text.replace("&#x27;", "’")
    assert not Source.objects.exists()


def test_a_source_made_in_place_goes_back_to_its_box(reviewer: Client) -> None:
    address = "/admin/meetings/source/add/?_to_field=id&_popup=1"
    data = form_data(reviewer.get(address), url="https://zdf.example/1", title="Report", _save="Save")
    response = reviewer.post(address, data)
    assert "popup_response.js" in response.text
    assert str(Source.objects.get().pk) in response.text


def test_a_place_on_record_is_not_entered_twice(reviewer: Client) -> None:
    make.make_place("Brussels", "BEL")
    address = "/admin/meetings/place/add/"
    data = form_data(reviewer.get(address), name="Brussels", iso3="BEL", _save="Save")
    assert "This place is already on record" in reviewer.post(address, data).text
    assert Place.objects.count() == 1
