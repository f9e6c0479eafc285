"""Whatever hangs on two records: merged, nothing is orphaned and nothing is lost but true duplicates; undone, all is as before."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime
from typing import Any

from django.apps import apps
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from delegations.models import DelegationCitation
from meetings.models import Distinction, Merge, RetiredId, Session, SessionCitation
from statements.groups import DERIVED
from statements.merging.act import MergeRefused, records_merge
from statements.merging.kinds import kind_of
from statements.merging.ledger import columns_of
from statements.merging.undo import merge_undo
from statements.models import Statement, Wording
from tests import factories as make

NOW = datetime(2024, 3, 1, 12, tzinfo=UTC)
few = settings(max_examples=6, deadline=None, suppress_health_check=list(HealthCheck))

side = st.fixed_dictionaries(
    {
        # Parties come from a small circle, so that both sessions often have the same; facts and sources too.
        "parties": st.sets(st.integers(0, 3), max_size=3),
        "people": st.lists(st.tuples(st.integers(0, 3), st.integers(0, 2)), max_size=3),
        "seat_citations": st.lists(st.tuples(st.integers(0, 3), st.integers(0, 1)), max_size=3),
        "citations": st.lists(st.tuples(st.sampled_from(["", "date", "level"]), st.integers(0, 1)), max_size=3),
        "statements": st.lists(
            st.tuples(st.integers(0, 2), st.sampled_from(["Wir reden.", "„Wir reden“", "Nein!"]), st.integers(0, 1)),
            max_size=3,
        ),
        "agenda": st.lists(st.sampled_from(["Ukraine", "arms control"]), max_size=2),
        "claims": st.integers(0, 1),
        "part": st.booleans(),
        "councils": st.sets(st.integers(0, 2), min_size=1, max_size=2),
    }
)  # fmt: skip


class Circle:
    """The councils, parties, people and sources of one example."""

    def __init__(self) -> None:
        self.councils = [make.make_council() for _ in range(3)]
        self.parties = [make.make_party() for _ in range(4)]
        self.people = [make.make_person() for _ in range(3)]
        self.sources = [make.make_source() for _ in range(2)]

    def session(self, told: dict[str, Any], *, published: bool) -> Session:
        session = make.make_session(
            councils=[self.councils[number] for number in sorted(told["councils"])],
            published=published,
            source=self.sources[0],
        )
        for fact, source in told["citations"]:
            SessionCitation.objects.create(session=session, fact=fact, source=self.sources[source])
        seats = {
            number: make.make_delegation(session, self.parties[number]) for number in sorted(told["parties"])
        }
        for number, person in dict.fromkeys(told["people"]):
            if number in seats:
                make.make_delegate(seats[number], self.people[person])
        for number, source in told["seat_citations"]:
            if number in seats:
                DelegationCitation.objects.create(delegation=seats[number], source=self.sources[source])
        for person, text, source in told["statements"]:
            make.make_statement(
                session, text, speaker=self.people[person], source=self.sources[source], parties=(self.parties[0],)
            )  # fmt: skip
        for text in told["agenda"]:
            make.make_agenda_item(session, text)
        for _ in range(told["claims"]):
            make.make_gap_claim(session, source=self.sources[0])
        if told["part"]:
            make.make_session(self.councils[0], published=False, part_of=session)
        return session


def tables() -> list[Any]:
    """All tables that people write."""
    labels = ("meetings", "delegations", "statements")
    found = [model for label in labels for model in apps.get_app_config(label).get_models(True)]
    return [
        model
        for model in found
        if model._meta.model_name not in DERIVED
        and not model._meta.proxy
        and not hasattr(model, "pgh_tracked_model")
    ]


def counts() -> Counter[str]:
    return Counter({model._meta.label: model._base_manager.count() for model in tables()})


def contents() -> dict[str, Any]:
    """Every row that people write, without its versions, and where retired ids lead."""
    left_out = {"updated_at", "record_version", "corrected_at"}
    found: dict[str, Any] = {
        model._meta.label: {
            row.pk: {name: value for name, value in columns_of(row).items() if name not in left_out}
            for row in model._base_manager.all()
        }
        for model in tables()
        if model is not Distinction
    }
    found["ids"] = set(RetiredId.objects.values_list("key", "successor", "outcome"))
    return found


def orphans(model: Any, key: int) -> list[str]:
    """Tables with a row that still points to the record."""
    found = []
    for table in tables():
        for field in table._meta.concrete_fields:
            points = field.related_model is not None and field.related_model._meta.concrete_model is model
            if points and table._base_manager.filter(**{field.attname: key}).exists():
                found.append(f"{table._meta.label}.{field.name}")
    return found


def merge(kept: Any, other: Any, **options: Any) -> Merge:
    told = {"choices": {}, "reason": "One and the same.", "by": None, "now": NOW, **options}
    return records_merge(kind=kind_of(kept), kept=kept.pk, other=other.pk, **told)


class MergeProperties(TestCase):
    def check(self, kept: Any, other: Any) -> Merge:
        """What holds of every merge."""
        kind, key, before = kind_of(kept), other.pk, counts()
        old_keys, content = kind.keys_of(other), contents()
        done = merge(kept, other)
        joined = Counter(row["table"] for row in done.joined)
        gone = Counter({kind.model._meta.label: 0 if kind.find(key) else 1})
        # Nothing is lost but what both had, and nothing is made twice. (A name may become a spelling, an address another one.)
        for table, number in counts().items():
            made = 1 if table.endswith(("PersonName", "PartyName", "CouncilName", "SourceAddress")) else 0
            left = before[table] - joined[table] - gone[table]
            self.assertIn(number, range(left, left + made + 1), table)
        self.assertEqual(orphans(kind.model, key), [])
        for row in (*done.moved, *done.joined):
            model, kept_row = apps.get_model(row["table"]), row.get("into", row["row"])
            self.assertTrue(model._base_manager.filter(pk=kept_row).exists(), row)
        self.check_way_back(done, kept, content)
        done = merge(kept, other)
        for old in old_keys:
            self.assertEqual(RetiredId.objects.get(key=old).outcome, RetiredId.Outcome.MERGED)
        for pair in ((kept.pk, key), (key, kept.pk)):
            with self.assertRaisesMessage(MergeRefused, "already"):
                records_merge(
                    kind=kind, kept=pair[0], other=pair[1], choices={}, reason="x", by=None, now=NOW
                )
        return done

    def check_way_back(self, done: Merge, kept: Any, before: dict[str, Any]) -> None:
        """Undone, everything is as it was: each row of each table, and every id and address."""
        merge_undo(merge=done, reason="Two after all.", by=None, now=NOW)
        after = contents()
        self.assertEqual(after.keys(), before.keys())
        for table in before:
            self.assertEqual(after[table], before[table], table)
        Distinction.objects.all().delete()

    @settings(few, max_examples=15)
    @given(side, side, st.booleans(), st.booleans())
    def test_sessions(
        self, ours: dict[str, Any], theirs: dict[str, Any], is_public: bool, both: bool
    ) -> None:
        circle = Circle()
        kept = circle.session(ours, published=is_public)
        other = circle.session(theirs, published=is_public and both)
        cited = set(DelegationCitation.objects.values_list("delegation__party", "source").distinct())
        self.check(kept, other)
        parties = {circle.parties[number].pk for number in ours["parties"] | theirs["parties"]}
        seats = kept.delegations.values_list("party", flat=True)
        self.assertEqual(sorted(seats), sorted(parties))
        # The citations of both delegations of a party are there.
        kept_citations = DelegationCitation.objects.filter(delegation__session=kept)
        self.assertEqual(set(kept_citations.values_list("delegation__party", "source")), cited)
        councils = {circle.councils[number].pk for number in ours["councils"] | theirs["councils"]}
        self.assertEqual(set(kept.councils.values_list("pk", flat=True)), councils)
        self.assertEqual(list(Session.objects.public(NOW).filter(pk=other.pk)), [])

    @few
    @given(side, side)
    def test_sources(self, ours: dict[str, Any], theirs: dict[str, Any]) -> None:
        circle = Circle()
        circle.session(ours, published=True)
        circle.session(theirs, published=False)
        copy = make.make_source(derived_from=circle.sources[1])
        said = Wording.objects.count()
        self.check(circle.sources[0], circle.sources[1])
        copy.refresh_from_db()
        self.assertEqual(copy.derived_from, circle.sources[0])
        self.assertLessEqual(Wording.objects.count(), said)

    @few
    @given(side, side)
    def test_people(self, ours: dict[str, Any], theirs: dict[str, Any]) -> None:
        circle = Circle()
        circle.session(ours, published=True)
        circle.session(theirs, published=False)
        for person in circle.people[:2]:
            make.make_post(person, party=circle.parties[0])
        name = circle.people[1].name
        self.check(circle.people[0], circle.people[1])
        self.assertIn(name, circle.people[0].names.values_list("text", flat=True))

    @few
    @given(side, side)
    def test_parties(self, ours: dict[str, Any], theirs: dict[str, Any]) -> None:
        circle = Circle()
        circle.session(ours, published=True)
        circle.session(theirs, published=False)
        self.check(circle.parties[0], circle.parties[1])

    @few
    @given(side, side)
    def test_councils(self, ours: dict[str, Any], theirs: dict[str, Any]) -> None:
        circle = Circle()
        circle.session(ours, published=True)
        circle.session(theirs, published=False)
        self.check(circle.councils[0], circle.councils[1])

    @few
    @given(side, side)
    def test_statements(self, ours: dict[str, Any], theirs: dict[str, Any]) -> None:
        circle = Circle()
        session = circle.session(ours, published=True)
        kept = make.make_statement(session, "Ein Satz.", source=circle.sources[0])
        other = make.make_statement(
            circle.session(theirs, published=False), "Une phrase.", source=circle.sources[1], language="fr"
        )
        self.check(kept, other)
        self.assertEqual(kept.wordings.count(), 2)
        self.assertFalse(Statement.objects.filter(pk=other.pk).exists())
