"""Two sources that are one document: merged, they are found by every address that either had."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from meetings.models import LinkCheck, Recheck, Source
from meetings.sources.addresses import read_address
from meetings.sources.finding import known_source
from meetings.sources.links import Answer, Target, note_answer
from meetings.sources.rechecks import facts_on, recheck_facts
from statements.merging.act import records_merge
from statements.merging.kinds import kind_of
from tests import factories as make

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 26, 12, tzinfo=UTC)


def merge(kept: Source, other: Source, **choices: str) -> None:
    named = {f"source-{kept.pk}-{name}": value for name, value in choices.items()}
    records_merge(
        kind=kind_of(kept), kept=kept.pk, other=other.pk, choices=named, reason="One text.", by=None, now=NOW
    )


@pytest.mark.parametrize("chosen", ["kept", "other"])
def test_it_is_found_by_both_addresses(chosen: str) -> None:
    kept, other = make.make_source(url="https://zdf.de/a"), make.make_source(url="https://zdf.de/b")
    merge(kept, other, url=chosen)
    for address in ("http://m.zdf.de/a", "https://www.zdf.de/b?utm_source=x"):
        assert known_source(read_address(address)) == kept
    kept.refresh_from_db()
    assert kept.address_key == ("zdf.de/a" if chosen == "kept" else "zdf.de/b")


def test_two_rows_of_one_address_from_before_become_one_that_is_found() -> None:
    kept = make.make_source(url="https://zdf.de/a")
    Source.objects.filter(pk=kept.pk).update(address_key=None)
    other = make.make_source(url="https://www.zdf.de/a")
    kept.refresh_from_db()
    kept.save()
    assert kept.address_key is None
    merge(kept, other)
    kept.refresh_from_db()
    kept.save()
    assert kept.address_key == "zdf.de/a"


def test_what_was_checked_again_moves_along() -> None:
    kept, other = make.make_source(), make.make_source(retracted_on=date(2023, 3, 3))
    make.make_session(source=other)
    recheck_facts(
        source=other, facts=[facts_on(other)[0].key], outcome="holds", because="TASS has it.", by=None
    )
    note_answer(Target(other.pk, str(other.url)), Answer(404, "not found"), now=NOW)
    merge(kept, other, retracted_on="other")
    kept.refresh_from_db()
    (fact,) = facts_on(kept)
    assert fact.recheck == Recheck.objects.get()
    assert not LinkCheck.objects.filter(source=other.pk).exists()
