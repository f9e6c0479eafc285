"""The boxes that the desk draws by itself are those of Django's templates, whatever is typed into them."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import Any

import pytest
from django import forms
from django.contrib.admin.widgets import AdminSplitDateTime, RelatedFieldWidgetWrapper
from django.forms.renderers import DjangoTemplates

from meetings.admin.rendering import DeskRenderer
from meetings.models import Session

HOSTILE = "\"><script>alert(1)</script>&amp;'é"
CHOICES = [("", "---"), (HOSTILE, HOSTILE), ("b", "B")]
ATTRS = {"id": "box", "class": HOSTILE, "required": True, "disabled": False, "size": 8}


class _Parts(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[Any] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, sorted((name, value or "") for name, value in attrs)))

    def handle_endtag(self, tag: str) -> None:
        self.found.append(f"/{tag}")

    def handle_data(self, data: str) -> None:
        self.found += [" ".join(data.split())] if data.strip() else []


def parts(html: str) -> list[Any]:
    reader = _Parts()
    reader.feed(html)
    return reader.found


class _Refusing(DeskRenderer):
    """Finds out whether a box is drawn at all."""

    def get_template(self, template_name: str) -> Any:
        raise AssertionError(f"{template_name} was left to the templates")


@pytest.mark.parametrize("value", [None, "", HOSTILE, "b"])
@pytest.mark.parametrize(
    "widget",
    [
        forms.TextInput(),
        forms.NumberInput(),
        forms.HiddenInput(),
        forms.CheckboxInput(),
        forms.Textarea(),
        forms.Select(choices=CHOICES),
        forms.SelectMultiple(choices=CHOICES),
        AdminSplitDateTime(),
    ],
    ids=lambda widget: type(widget).__name__,
)
def test_a_box_is_drawn_as_its_template_has_it(widget: forms.Widget, value: str | None) -> None:
    given: Any = [value] if isinstance(widget, forms.SelectMultiple) else value
    given = [value, value] if isinstance(widget, AdminSplitDateTime) else given
    drawn = widget.render("name", given, ATTRS, renderer=_Refusing())
    assert parts(drawn) == parts(widget.render("name", given, ATTRS, renderer=DjangoTemplates()))
    assert "<script" not in drawn


@pytest.mark.parametrize("links", [{}, {"can_add_related": False}, {"can_delete_related": True}])
def test_a_box_that_names_a_record_has_the_links_of_its_template(
    links: dict[str, bool], admin_site: Any
) -> None:
    relation = Session._meta.get_field("part_of").remote_field
    given = {"can_change_related": True, "can_view_related": True, **links}
    widget = RelatedFieldWidgetWrapper(forms.TextInput(), relation, admin_site, **given)
    drawn = widget.render("name", HOSTILE, ATTRS, renderer=_Refusing())
    assert parts(drawn) == parts(widget.render("name", HOSTILE, ATTRS, renderer=DjangoTemplates()))


@pytest.fixture
def admin_site() -> Any:
    from django.contrib import admin

    return admin.site
