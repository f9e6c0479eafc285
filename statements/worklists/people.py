"""Work lists of people: without a post, and of whose name and office no source is on record."""

from __future__ import annotations

from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse

from delegations.models import Person, PersonName, Post
from statements.worklists.entries import Asker, Line


def without_post(asker: Asker) -> QuerySet[Person]:
    return Person.objects.filter(~Exists(Post.objects.filter(person=OuterRef("pk")))).order_by("-id")


def without_source(asker: Asker) -> QuerySet[Person]:
    """People with neither a spelling nor a post that rests on a source."""
    named = PersonName.objects.filter(person=OuterRef("pk"), source__isnull=False)
    held = Post.objects.filter(person=OuterRef("pk"), source__isnull=False)
    return Person.objects.filter(~Exists(named), ~Exists(held)).order_by("-id")


def person_line(person: Any) -> Line:
    address = reverse("admin:delegations_person_change", args=[person.pk])
    return Line(address, str(person), person.description)
