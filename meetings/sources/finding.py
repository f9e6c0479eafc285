"""Finds the source that is known by an address, however that is spelt; and what is usual on a host."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q

from meetings.models import Source, SourceAddress
from meetings.sources.addresses import Address, address_key

_LOOKED_AT = 50  # newest sources of a host, by which the next one is guessed


def sources_by_key(keys: Iterable[str]) -> dict[str, Source]:
    """Key of an address -> the source known by it, by its own address or another. Two queries."""
    wanted = list(dict.fromkeys(keys))
    others = SourceAddress.objects.filter(address_key__in=wanted).select_related("source")
    found = {each.address_key or "": each.source for each in others}
    found.update({each.address_key or "": each for each in Source.objects.filter(address_key__in=wanted)})
    return found


def known_source(address: Address, *, other_than: int | None = None) -> Source | None:
    """The source on record, ``other_than`` the one with that key."""
    known = Q(address_key=address.key) | Q(addresses__address_key=address.key) | Q(url=address.url)
    return Source.objects.filter(known).exclude(pk=other_than or 0).order_by("pk").first()


def keep_former_address(source: Source, former: str | None) -> None:
    """The document stays known by an address that it had, unless that is another document's."""
    if not former:
        return
    key = address_key(former)
    if key != source.address_key and not Source.objects.filter(address_key=key).exists():
        SourceAddress.objects.get_or_create(address_key=key, defaults={"source": source, "url": former})


@dataclass(frozen=True, slots=True)
class Habits:
    """What the sources of a host have in common; empty where they differ or none is on record."""

    publisher: str = ""
    language: str = ""
    kind: str = ""


def habits_of(host: str) -> Habits:
    """By the newest sources of that host: what most of them say. One query."""
    fields = ("publisher", "language", "kind")
    rows = (
        Source.objects.filter(address_key__startswith=f"{host}/")
        .order_by("-pk")
        .values_list(*fields)[:_LOOKED_AT]
    )
    counted = [Counter(filter(None, values)) for values in zip(*rows, strict=True)]
    total = len(rows)
    most = (each.most_common(1) for each in counted)
    usual = [found[0][0] if found and found[0][1] * 2 > total else "" for found in most]
    return Habits(*usual)
