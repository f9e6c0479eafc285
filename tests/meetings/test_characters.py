"""Characters that no text has, and those that turn the direction of writing."""

import pytest
from django.test import Client

from meetings.characters import closed
from meetings.models import Place
from tests import factories as make
from tests.statements.form_reading import form_data

LRE, RLE, PDF, RLO, RLI, FSI, PDI = "\u202a\u202b\u202c\u202e\u2067\u2068\u2069"


@pytest.mark.parametrize(
    ("line", "added"),
    [
        ("سلام שלום Мир", ""),
        (f"{RLO}abc", PDF),
        (f"{RLO}abc{PDF} d", ""),
        (f"{PDF}{PDI}abc", ""),
        (f"{RLI}a{RLE}b", PDF + PDI),
        (f"{RLI}a{RLE}b{PDI} c", ""),
        (f"{LRE}a{FSI}b{PDF}", PDI + PDF),
    ],
)
def test_a_turn_of_the_direction_is_closed_with_the_line(line: str, added: str) -> None:
    assert closed(line) == line + added
    assert closed(closed(line)) == closed(line)


@pytest.mark.django_db
def test_what_is_typed_into_a_box_turns_nothing_behind_it(client: Client) -> None:
    client.force_login(make.make_editor("edith"))
    add = "/admin/meetings/place/add/"
    client.post(add, form_data(client.get(add), name=f"{RLO}Brussels", iso3="BEL", _save="Save"))
    assert Place.objects.get().name == f"{RLO}Brussels{PDF}"
