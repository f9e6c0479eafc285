"""What the database keeps true by itself: history, versions, marks, retired ids, sources."""

import pghistory
import pytest
from django.db import IntegrityError, connection, transaction
from django.test import TestCase, TransactionTestCase

from delegations.models import Delegation
from meetings.models import (
    AssessmentDue,
    Council,
    DataVersion,
    RetiredId,
    Session,
    SessionCitation,
    Source,
    Succession,
)
from meetings.vocabulary import Publication
from statements.models import Statement, StatementParty
from tests import factories as make


def sql(text: str, *parameters: object) -> None:
    with connection.cursor() as cursor:
        cursor.execute(text, parameters)


class HistoryTests(TestCase):
    def test_history_cannot_be_rewritten(self) -> None:
        session = make.make_session(published=False)
        with pytest.raises(Exception, match="Cannot"), transaction.atomic():
            sql("UPDATE meetings_sessionevent SET venue = 'elsewhere' WHERE pgh_obj_id = %s", session.pk)

    def test_parties_of_a_statement_are_in_the_history_too(self) -> None:
        statement = make.make_statement(make.make_session(), parties=(make.make_party(),))
        statement.parties.clear()
        labels = StatementParty.pgh_event_model.objects.filter(statement_id=statement.pk).values_list(
            "pgh_label", flat=True
        )
        self.assertEqual(sorted(labels), ["delete", "insert"])

    def test_version_and_time_move_only_with_a_real_change(self) -> None:
        session = make.make_session(published=False)
        Session.objects.filter(pk=session.pk).update(venue=session.venue)
        session.refresh_from_db()
        self.assertEqual(session.record_version, 1)
        Session.objects.filter(pk=session.pk).update(venue="elsewhere")
        session.refresh_from_db()
        self.assertEqual(session.record_version, 2)

    def test_every_table_of_the_domain_has_a_history(self) -> None:
        from django.apps import apps

        derived = {
            "AssessmentDue",
            "Assessment",
            "Gap",
            "Silence",
            "Notice",
            "Subscription",
            "Delivery",
            "SessionEdition",
            "AnnouncementFate",
            "ClaimFinding",
            "LinkCheck",
            "TimelineEntry",
            "TimelineCount",
            "RowTotal",
            "DataVersion",
            "PendingChange",
            "RetiredId",
            "Spelling",
            "SearchedText",
            "Merge",
            "Release",  # never changes
            "UploadFile",
            "UploadRow",
            "UploadProgress",
        }
        for label in ("meetings", "delegations", "statements"):
            for model in apps.get_app_config(label).get_models():
                if model.__name__ not in derived and not hasattr(model, "pgh_tracked_model"):
                    self.assertTrue(hasattr(model, "pgh_event_model"), f"{model.__name__} is not tracked")


class MarkTests(TestCase):
    def setUp(self) -> None:
        self.council = make.make_council()
        self.session = make.make_session(self.council)
        AssessmentDue.objects.all().delete()

    def marked(self) -> set[int]:
        return set(AssessmentDue.objects.values_list("council_id", flat=True))

    def test_plain_sql_marks_the_council(self) -> None:
        sql("UPDATE meetings_session SET status = 'cancelled' WHERE id = %s", self.session.pk)
        self.assertEqual(self.marked(), {self.council.pk})

    def test_a_change_that_changes_nothing_marks_nothing(self) -> None:
        sql("UPDATE meetings_session SET status = status WHERE id = %s", self.session.pk)
        self.assertEqual(self.marked(), set())

    def test_a_predecessors_sessions_mark_those_that_continue_it(self) -> None:
        heir = make.make_council()
        Succession.objects.create(successor=heir, predecessor=self.council, kind="continues")
        AssessmentDue.objects.all().delete()
        Session.objects.filter(pk=self.session.pk).update(start=make._interval("2021-05-05"))
        self.assertEqual(self.marked(), {self.council.pk, heir.pk})

    def test_coverage_and_context_mark(self) -> None:
        make.make_coverage(self.council)
        self.assertEqual(self.marked(), {self.council.pk})
        AssessmentDue.objects.all().delete()
        event = make.make_context_event(self.council)
        self.assertEqual(self.marked(), {self.council.pk})
        AssessmentDue.objects.all().delete()
        type(event).objects.filter(pk=event.pk).update(title="Boycott")
        self.assertEqual(self.marked(), {self.council.pk})


class RetiredIdTests(TestCase):
    def test_an_old_slug_leads_to_the_new_one_and_back(self) -> None:
        council = make.make_council(slug="nato-russia")
        Council.objects.filter(pk=council.pk).update(slug="nrc")
        self.assertEqual(RetiredId.objects.get(key="councils/nato-russia").successor, "councils/nrc")
        Council.objects.filter(pk=council.pk).update(slug="nato-russia")
        self.assertFalse(RetiredId.objects.filter(key="councils/nato-russia").exists())

    def test_a_deleted_record_leaves_its_id_behind(self) -> None:
        session = make.make_session(published=False)
        key = session.public_id
        session.delete()
        self.assertEqual(RetiredId.objects.get(key=key).successor, "")


class EvidenceTests(TestCase):
    def test_sources_people_and_parties_that_facts_rest_on_cannot_be_deleted(self) -> None:
        session = make.make_session()
        delegation = make.make_delegation(session)
        delegate = make.make_delegate(delegation)
        for row in (
            session.citations.get().source,
            delegation.party,
            delegate.person,
            session.councils.get(),
        ):
            with pytest.raises(IntegrityError), transaction.atomic():
                row.delete()
        self.assertTrue(Source.objects.exists() and Delegation.objects.exists())


class ConstraintTests(TestCase):
    def test_a_council_that_succeeds_itself_is_refused_in_a_sentence(self) -> None:
        council = make.make_council()
        link = Succession(successor=council, predecessor=council, kind="continues")
        with self.assertRaisesMessage(Exception, "cannot succeed itself"):
            link.full_clean()
        with pytest.raises(IntegrityError), transaction.atomic():
            link.save()

    def test_a_circle_of_successions_is_refused(self) -> None:
        first, second, third = (make.make_council() for _ in range(3))
        Succession.objects.create(successor=second, predecessor=first, kind="continues")
        Succession.objects.create(successor=third, predecessor=second, kind="continues")
        with self.assertRaisesMessage(Exception, "its own predecessor"):
            Succession(successor=first, predecessor=third, kind="continues").full_clean()

    def test_an_unnamed_official_is_no_person(self) -> None:
        statement = Statement(
            session=make.make_session(), speaker=make.make_person(), speaker_kind="unnamed_official"
        )
        with self.assertRaisesMessage(Exception, "not linked to a person"):
            statement.full_clean()

    def test_an_end_before_its_start(self) -> None:
        session = make.make_session(published=False)
        session.end = make._interval("2022-01-11")
        with self.assertRaisesMessage(Exception, "ends before it starts"):
            session.full_clean()

    def test_every_constraint_speaks_to_editors(self) -> None:
        from django.apps import apps

        internal = {
            "data_version_is_one_row",
            "assessment_due_once",
            "gap_once",
            "delivery_once",
            "spelling_once",
            "searched_text_once",
            "timeline_entry_once",
        }
        default = "violates constraint"
        for label in ("meetings", "delegations", "statements"):
            for model in apps.get_app_config(label).get_models():
                for constraint in model._meta.constraints:
                    if constraint.name not in internal:
                        self.assertNotIn(
                            default,
                            str(constraint.get_violation_error_message())
                            .lower()
                            .replace("is violated", default),
                            constraint.name,
                        )


class HelpTests(TestCase):
    def test_every_field_that_an_editor_fills_in_explains_itself(self) -> None:
        from django.apps import apps

        from statements.groups import DERIVED, DOMAIN

        silent = []
        for label in DOMAIN:
            for model in apps.get_app_config(label).get_models():
                if (
                    model._meta.model_name in DERIVED
                    or hasattr(model, "pgh_tracked_model")
                    or model._meta.proxy
                ):
                    continue
                for field in model._meta.fields:
                    parent = field.is_relation and field.name in (
                        "session",
                        "council",
                        "party",
                        "person",
                        "delegation",
                        "statement",
                        "event",
                        "topic",
                    )
                    if field.editable and not field.primary_key and not field.help_text and not parent:
                        silent.append(f"{model.__name__}.{field.name}")
        self.assertEqual(silent, [])


class CommittedTests(TransactionTestCase):
    """What happens at the end of a transaction needs one that really ends."""

    def test_a_form_save_a_bulk_update_and_plain_sql_are_all_recorded(self) -> None:
        with pghistory.context(user=7, reason="press report"):
            session = make.make_session(published=False)
        Session.objects.filter(pk=session.pk).update(venue="NATO headquarters")
        sql("UPDATE meetings_session SET venue = 'Evere' WHERE id = %s", session.pk)
        sql("DELETE FROM meetings_sessioncouncil WHERE session_id = %s", session.pk)

        events = list(Session.pgh_event_model.objects.filter(pgh_obj_id=session.pk).order_by("pgh_id"))
        self.assertEqual([e.pgh_label for e in events], ["insert", "update", "update"])
        self.assertEqual([e.venue for e in events], ["", "NATO headquarters", "Evere"])
        self.assertEqual(events[0].pgh_context["user"], 7)
        self.assertEqual(events[0].pgh_context["reason"], "press report")
        self.assertIsNone(events[2].pgh_context)
        with connection.cursor() as cursor:
            cursor.execute("SELECT current_user")
            role = cursor.fetchone()[0]
        self.assertEqual({e.pgh_role for e in events}, {role})

    def test_a_published_session_needs_a_source(self) -> None:
        session = make.make_session(published=False)
        with pytest.raises(IntegrityError, match="without a source"):
            Session.objects.filter(pk=session.pk).update(publication=Publication.PUBLISHED)
        published = make.make_session()
        with pytest.raises(IntegrityError, match="without a source"):
            SessionCitation.objects.filter(session=published).delete()

    def test_the_data_version_rises_once_per_transaction_that_changes_public_rows(self) -> None:
        session = make.make_session()
        before = DataVersion.current()
        with transaction.atomic():
            Session.objects.filter(pk=session.pk).update(venue="A")
            make.make_agenda_item(session)
        self.assertEqual(DataVersion.current(), before + 1)

    def test_drafts_leave_the_data_version_alone(self) -> None:
        draft = make.make_session(make.make_council(), published=False)
        before = DataVersion.current()
        Session.objects.filter(pk=draft.pk).update(venue="A")
        make.make_agenda_item(draft)
        self.assertEqual(DataVersion.current(), before)

    def test_a_rolled_back_change_does_not_count(self) -> None:
        session = make.make_session()
        before = DataVersion.current()
        with pytest.raises(RuntimeError), transaction.atomic():
            Session.objects.filter(pk=session.pk).update(venue="A")
            raise RuntimeError
        self.assertEqual(DataVersion.current(), before)
