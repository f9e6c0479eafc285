"""A record whose every text and date is as bad as it may be: what the files must bear."""

import random
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from typing import Any

from django.apps import apps
from django.db import DatabaseError, models, transaction

from meetings.assessment import assess_councils
from meetings.dates import DateInterval, IntervalDateField
from meetings.models import Council, RowTotal, SearchedText
from tests import factories as make

NASTY = (
    'say "no"', "a,b;c", "one; two", ";\ntwo", "\r\n", "line\r\nbreak\n\rand\x0bmore\x0c\x1c\x1d\x1e\x85\u2028\u2029.", "e\u0301 A\u030a \u1100\u1161",
    "=cmd|' /C calc'!A0", "🕊 שלום\u202eabc", "\\N", "\\.", "NULL", " lead", "trail ", "\t", "'", "''", "%s %% %(x)s", "{}", "x" * 5000,
    "Ångström\u0323\u0307", "\ufeffBOM", "\x01\x7f", "$$", "Грушко; Лавров", "; ", "a;  b",
)  # fmt: skip
VAGUE = (
    "2019", "2019-07", "2019-07-03", "199X", "19XX", "[1990-01-01..1999-12-31]", "[1995-01-01..2004-12-31]", "[2009-03-12..2009-03-20]",
    "[2009-03-12..2009-05-20]", "[2009-03-12..2011-01-02]", "[1800-01-01..2008-12-31]", "[1800-01-01..2009-03-11]", "[1800-01-01..2009-02-28]",
    "[2008-01-01..2010-12-31]", "[2009-03-01..2009-05-31]", "[2009-03-01..2010-05-31]", "1800", "2199-12-31", "[1800-01-01..2199-12-31]", "2020-02-29",
)  # fmt: skip


def make_hostile_record() -> None:
    """Three councils, one of them joint with another; every table has rows, and most of their texts are nasty."""
    chance = random.Random(3)
    councils = [make.make_council(slug=slug) for slug in ("a-council", "a", "a1-council")]
    people = [make.make_person(names=(("Грушко", "ru"), ("x", "de"), ("x", "en"))) for _ in range(3)]
    parties = [make.make_party() for _ in range(4)]
    sources = [make.make_source(withholds_quotations=n == 1) for n in range(4)]
    sources += [make.make_source(derived_from=sources[0]), make.make_source(derived_from=sources[0])]
    for party in parties:
        make.make_membership(party, chance.choice(councils))
        make.make_post(people[0], party=party)
    for council in councils:
        make.make_coverage(council)
        make.make_announcement(council)
    for _ in range(60):
        of = councils[:2] if chance.random() < 0.2 else [chance.choice(councils)]
        _make_session(of, parties, people, sources, chance)
    _spoil(chance)
    assess_councils(council_ids=[council.pk for council in councils], now=datetime(2026, 1, 1, tzinfo=UTC))


def _make_session(
    of: list[Council], parties: list[Any], people: list[Any], sources: list[Any], chance: random.Random
) -> None:
    start = DateInterval.parse_edtf(chance.choice(VAGUE))
    if chance.random() < 0.7:
        start = DateInterval.day(date(1990, 1, 1) + timedelta(days=chance.randrange(12_000)))
    session = make.make_session(
        councils=of,
        start=start,
        status=chance.choice(("held", "held", "held", "cancelled", "interrupted")),
        formation=chance.choice(("plenary", "plenary", "plenary", "expert")),
        roster_complete=chance.random() < 0.5,
        place=make.make_place(),
        source=chance.choice(sources),
    )
    for source in chance.sample(sources, 2):
        session.citations.create(source=source, fact=chance.choice(("", "date")), excerpt="x")
    for party in chance.sample(parties, chance.randrange(4)):
        came = chance.choice(("attended", "absent", "unknown", "walked_out"))
        delegation = make.make_delegation(
            session, party, attendance=came, invited=chance.choice((None, True))
        )
        delegation.citations.create(source=chance.choice(sources))
        for person in chance.sample(people, chance.randrange(3)):
            make.make_delegate(delegation, person, leads=chance.random() < 0.5)
        if chance.random() < 0.3:
            make.make_delegate(delegation, name_as_printed="x", leads=chance.random() < 0.5)
    for _ in range(chance.randrange(3)):
        make.make_agenda_item(session, topic=chance.choice([make.make_topic(), None]))
        make.make_gap_claim(session)
        statement = make.make_statement(
            session, "", parties=tuple(chance.sample(parties, chance.randrange(3)))
        )
        statement.topics.set([make.make_topic() for _ in range(chance.randrange(3))])
        for _ in range(chance.randrange(3)):
            make.make_wording(
                statement,
                chance.choice(NASTY),
                language=chance.choice(("de", "en")),
                source=chance.choice(sources),
                fidelity=chance.choice(("verbatim", "fragment", "joint_text")),
            )


KEPT_BY_TRIGGERS = (SearchedText, RowTotal)
SHORTEST = 30  # of shorter ones most are codes and numbers


def _spoil(chance: random.Random) -> None:
    """Another text in every field that takes any, another date in every one that may be vague."""
    for name in ("meetings", "delegations", "statements"):
        for model in apps.get_app_config(name).get_models():
            if model.__name__.endswith("Event") or model in KEPT_BY_TRIGGERS:
                continue
            for key in model._default_manager.values_list("pk", flat=True):
                for field in model._meta.concrete_fields:
                    if (value := _nasty(model, field, chance)) is not UNTOUCHED:
                        _set(model, key, field.name, value)


UNTOUCHED = object()


def _nasty(model: type[models.Model], field: Any, chance: random.Random) -> object:
    if isinstance(field, IntervalDateField) and (field.null or field.name == "end"):
        return chance.choice([DateInterval.parse_edtf(chance.choice(VAGUE)), None])
    if type(field) not in (models.TextField, models.CharField) or field.choices or field.unique:
        return UNTOUCHED
    if field.max_length is not None and field.max_length < SHORTEST:
        return UNTOUCHED
    return chance.choice(("", *NASTY))[: field.max_length or 5000]


def _set(model: type[models.Model], key: Any, name: str, value: object) -> None:
    # What the database refuses is in no file.
    with suppress(DatabaseError), transaction.atomic():
        model._base_manager.filter(pk=key).update(**{name: value})
