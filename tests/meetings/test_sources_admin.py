"""Source first: a pasted address is found or entered, and one goes on from it to sessions and statements."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from meetings.models import SessionCitation, Source, SourceAddress
from tests import factories as make
from tests.statements.form_reading import add_row, form_data

pytestmark = pytest.mark.django_db
ADD = "/admin/meetings/source/add/"
PASTE = "/admin/meetings/source/paste/"
KNOWN = "/admin/meetings/source/known/"


@pytest.fixture
def editor(client: Client) -> Client:
    client.force_login(make.make_editor("edith"))
    return client


def change(source: Source) -> str:
    return f"/admin/meetings/source/{source.pk}/change/"


def errors(response: object) -> str:
    return " ".join(str(each) for each in response.context["errors"])  # type: ignore[attr-defined]


def test_a_pasted_address_of_a_document_on_record_opens_it(editor: Client) -> None:
    source = make.make_source(url="https://www.zdf.de/rat-100.html")
    for spelling in ("http://m.zdf.de/rat-100.html?utm_source=x#top", "(https://zdf.de/rat-100.html)."):
        response = editor.get(PASTE, {"address": spelling}, follow=True)
        assert response.redirect_chain == [(change(source), 302)]
        assert "This document is on record already" in response.text


def test_the_box_to_paste_into_stands_on_the_first_page_and_above_the_list(editor: Client) -> None:
    for page in ("/admin/", "/admin/meetings/source/"):
        assert f'method="post" action="{PASTE}"' in editor.get(page).text


def test_a_pasted_address_that_is_new_opens_its_form_filled_in(editor: Client) -> None:
    for number in range(3):
        make.make_source(url=f"https://www.zdf.de/{number}", publisher="ZDF", language="de", kind="press")
    pasted = "https://web.archive.org/web/20220113081500/http://m.zdf.de/rat?fbclid=x"
    response = editor.get(PASTE, {"address": pasted}, follow=True)
    data = form_data(response)
    assert data["url"] == ["http://zdf.de/rat"]
    assert (data["publisher"], data["language"], data["kind"]) == (["ZDF"], ["de"], ["press"])
    assert (data["archive_url"], data["archived_on"]) == ([pasted], ["2022-01-13"])
    editor.post(ADD, {**data, "title": "Rat tagt wieder", "_save": "Save"})
    source = Source.objects.latest("pk")
    assert (source.title, source.archived_on) == ("Rat tagt wieder", date(2022, 1, 13))


def test_a_publisher_is_guessed_only_where_most_sources_of_the_host_agree(editor: Client) -> None:
    make.make_source(url="https://blogs.example/1", publisher="A", language="en")
    make.make_source(url="https://blogs.example/2", publisher="B", language="en")
    guess = editor.get(KNOWN, {"address": "https://blogs.example/3"}).json()["guess"]
    assert "publisher" not in guess and guess["language"] == "en"


def test_what_is_no_address_is_said_and_kept(editor: Client) -> None:
    response = editor.get(PASTE, {"address": "ZDF <heute>"})
    assert "is not an address" in response.text
    assert 'value="ZDF &lt;heute&gt;"' in response.text


def test_a_whole_mail_may_be_pasted(editor: Client) -> None:
    source = make.make_source(url="https://www.zdf.de/rat")
    mail = "See https://www.zdf.de/rat?utm_source=x" + "\nДобрый день" * 10_000
    assert editor.post(PASTE, {"address": mail}).url == f"/admin/meetings/source/{source.pk}/change/"  # type: ignore[attr-defined]  # a redirect
    refused = editor.post(PASTE, {"address": "x" * 100_000})
    assert "x" * 100_000 in refused.text
    assert "is not an address" in refused.text


def test_the_form_stores_the_address_without_what_others_hung_on_it(editor: Client) -> None:
    pasted = "<https://www.zdf.de/rat?utm_source=x&id=3#a>"
    editor.post(ADD, form_data(editor.get(ADD), url=pasted, restricted_access="on", _save="Save"))
    source = Source.objects.get()
    assert (source.url, source.restricted_access) == ("https://www.zdf.de/rat?id=3", True)


def test_the_form_refuses_a_document_on_record_with_the_way_to_it(editor: Client) -> None:
    source = make.make_source(url="https://www.zdf.de/rat")
    response = editor.post(
        ADD, form_data(editor.get(ADD), url="http://zdf.de/rat/", title="Rat", _save="Save")
    )
    assert "This document is on record already" in errors(response) and change(source) in errors(response)
    assert Source.objects.count() == 1 and "Rat" in response.text


def test_a_document_is_found_by_the_addresses_it_had(editor: Client) -> None:
    source = make.make_source(url="https://www.zdf.de/old")
    data = form_data(editor.get(change(source)), url="https://www.zdf.de/new", _save="Save")
    add_row(data, "addresses", url="https://www.heute.example/rat?utm_source=x")
    editor.post(change(source), data)
    assert set(SourceAddress.objects.values_list("url", flat=True)) == {
        "https://www.zdf.de/old",
        "https://www.heute.example/rat",
    }
    for address in ("http://m.zdf.de/old", "https://www.zdf.de/new/", "heute.example/rat"):
        assert editor.get(KNOWN, {"address": address}).json()["known"]["address"] == change(source)


def test_another_address_cannot_be_that_of_another_document(editor: Client) -> None:
    taken = make.make_source(url="https://www.zdf.de/taken")
    source = make.make_source()
    data = form_data(editor.get(change(source)), _save="Save")
    add_row(data, "addresses", url="http://m.zdf.de/taken")
    response = editor.post(change(source), data)
    assert change(taken) in response.text and "on record already" in response.text
    assert not SourceAddress.objects.exists()


def test_an_untouched_source_is_saved_as_it_is(editor: Client) -> None:
    source = make.make_source(url="https://www.zdf.de/rat?utm_source=kept")
    Source.objects.filter(pk=source.pk).update(address_key=None)
    make.make_source(url="https://zdf.de/rat")
    editor.post(change(source), form_data(editor.get(change(source)), title="Neu", _save="Save"))
    source.refresh_from_db()
    assert (source.title, source.url, source.address_key) == (
        "Neu",
        "https://www.zdf.de/rat?utm_source=kept",
        None,
    )


def test_two_spellings_of_one_address_are_one_row_in_the_database() -> None:
    make.make_source(url="https://www.zdf.de/rat")
    with pytest.raises(IntegrityError), transaction.atomic():
        make.make_source(url="http://zdf.de/rat/")


def test_in_the_window_of_a_plus_the_source_on_record_can_be_used(editor: Client) -> None:
    source = make.make_source(url="https://www.zdf.de/rat")
    use = editor.get(KNOWN, {"address": "zdf.de/rat"}).json()["known"]["use"]
    assert f'"value": "{source.pk}"'.replace('"', "&quot;") in editor.get(use).text


def test_from_a_source_to_a_new_session_that_rests_on_it(editor: Client) -> None:
    source = make.make_source()
    address = f"/admin/meetings/session/add/?source={source.pk}"
    assert address in editor.get(change(source)).text
    data = form_data(editor.get(address))
    assert data["citations-0-source"] == [str(source.pk)]


def test_from_a_source_to_a_statement_of_a_session(editor: Client) -> None:
    source, session = make.make_source(), make.make_session(published=False)
    page = f"/admin/meetings/source/{source.pk}/statement/"
    response = editor.get(page, {"session": session.pk}, follow=True)
    assert response.redirect_chain[0][0].endswith(f"?source={source.pk}&add=statement#statements-group")
    assert form_data(response)["citations-0-source"] == [str(source.pk)]
    SessionCitation.objects.create(session=session, source=source)
    data = form_data(editor.get(page, {"session": session.pk}, follow=True))
    assert data["citations-TOTAL_FORMS"] == ["1"]
    for wrong in ("", "x", "999999"):
        response = editor.get(page, {"session": wrong}, follow=True)
        assert "Choose the session" in response.text


def test_a_nonsensical_source_in_the_address_of_a_form_is_no_matter(editor: Client) -> None:
    for wrong in ("x", "-1", "9" * 30, "999999"):
        assert editor.get("/admin/meetings/session/add/", {"source": wrong}).status_code == 200


def test_the_pages_are_for_those_who_enter_sources(client: Client) -> None:
    client.force_login(make.make_user("guest", is_staff=True))
    source = make.make_source()
    for page in (PASTE, KNOWN, f"/admin/meetings/source/{source.pk}/use/"):
        assert client.get(page, {"address": "https://zdf.de/a"}).status_code == 403


class TestOrigins:
    def test_a_circle_is_refused_in_a_sentence(self, editor: Client) -> None:
        first = make.make_source()
        second = make.make_source(derived_from=make.make_source(derived_from=first))
        data = form_data(editor.get(change(first)), derived_from=second.pk, _save="Save")
        assert "Each of these documents would repeat the other" in editor.post(change(first), data).text

    def test_a_circle_is_refused_by_the_database(self) -> None:
        first = make.make_source()
        second = make.make_source(derived_from=first)
        with pytest.raises(IntegrityError, match="repeats itself"), transaction.atomic():
            Source.objects.filter(pk=first.pk).update(derived_from=second)
