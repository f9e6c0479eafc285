"""Our own export, imported into an empty database, gives the same export: byte for byte but for what each says of itself."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.core.management import call_command
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from config.exports import TABLES
from meetings.assessment import assess_due_councils
from meetings.models import Resumption
from meetings.vocabulary import FlagState
from statements.history_import import import_history
from statements.imports.run import columns_read
from tests.exports_dataset import make_record
from tests.hostile_record import make_hostile_record
from tests.statements.round_trip import NOW, OF_THE_INSTALLATION, comparable, round_trip

pytestmark = pytest.mark.django_db
REFERENCE = Path(__file__).resolve().parents[2] / "meetings" / "reference"
OF_FLAGS = {"revised_at"}  # the assessment gives the verdict anew


def assert_same(first: dict[str, bytes], second: dict[str, bytes]) -> None:
    for name, file in first.items():
        left_out = OF_THE_INSTALLATION | (OF_FLAGS if name == "resumptions.csv" else set())
        assert comparable(second[name], left_out) == comparable(file, left_out), name


_SOURCE = "source_url source_publisher source_title source_language source_published source_accessed source_archive_url"
_DAYS = "date_start_min date_start_max"
# Not read, because it follows from other columns of the same export, or says the same in another form.
FOLLOWS = {
    "sessions": "council_id council_abbreviation council_name_then date_prec date_edtf date_text prev_session_id gap_status"
    " gap_days_min gap_days_max gap_full_years_min typical_gap_days gap_ratio longest_prior_gap_days grade grade_certain"
    " grade_possible flag_state flag_rule flag_reason coverage n_members n_attended n_absent n_attendance_unknown"
    " n_statements n_sources n_independent_origins url rule_floor_days rule_sitting_span_days rule_cadence_days rule_muted"
    " continues_council_slugs coverage_periods council_concluded_max place_slug",
    "delegations": f"council_slug party_name_then party_type party_iso3 party_iso3_user member_status head_person_ids"
    f" head_names head_names_as_printed head_roles delegates {_DAYS} session_status prev_attended_session_id"
    " party_gap_days_min party_gap_days_max n_statements source_urls",
    "statements": f"council_slug delegation_ids party_names party_iso3s speaker_name attribution date_min date_max topics"
    " n_wordings wording_id fidelity text_language speaker_as_printed is_excerpt text_en text_en_origin"
    f" quote_checked source_id {_SOURCE} source_locator text_length text_sha256",
    "wordings": f"session_id council_slug {_DAYS} quote_checked {_SOURCE} text_length text_sha256 clause_length clause_sha256",
    "councils": "founded dissolved n_sessions url",
    "context_events": "start end source_url",
    "successions": "happened source_url",
    "memberships": "member_name party_code party_type party_iso3 joined left source_url party_iso3_user",
    "parties": "other_names url source_url",
    "people": "other_names url",
    "posts": "person_slug party_name source_url",
    "delegates": f"session_id council_slug {_DAYS} party_id person_name post",
    "names": "usual_name valid_from valid_to source_url",
    "agenda": f"council_slug {_DAYS} topic {_SOURCE}",
    "topics": "url",
    "places": "url",
    "announcements": f"expected_edtf announced_on fate fate_session_id slipped_days lapsed_on {_SOURCE}",
    "gap_claims": f"council_slug {_DAYS} verdict verdict_reason compared_with previous_session_id gap_days_min gap_days_max"
    f" difference_days {_SOURCE} phrase_length phrase_sha256",
    "sources": "published dead_since url",
    "citations": f"council_slug {_DAYS} {_SOURCE} source_kind derived_from_source_id source_corrected source_retracted"
    " excerpt_length excerpt_sha256",
    "delegation_citations": f"session_id council_slug {_SOURCE} excerpt_length excerpt_sha256",
    "retired_ids": "kind",
    "resumptions": "council_slug gap_days_min gap_days_max grade_certain grade_possible threshold_notable threshold_major"
    " threshold_historic n_prior_gaps typical_gap_days longest_prior_gap_days coverage revised_at withdrawn_at"
    " withdrawn_because url sequel sequel_session_ids sequel_from",
}
few = settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))


def test_every_column_is_read_or_said_to_follow() -> None:
    """Whoever adds a column decides whether it comes back."""
    read = columns_read()
    for table in TABLES:
        if table.name not in ("gaps", "silences", "council_years"):
            columns = set(table.header) - OF_THE_INSTALLATION
            follows = set(FOLLOWS.get(table.name, "").split())
            assert read[table.name] | follows == columns, table.name
            assert not read[table.name] & follows, table.name


@few
@given(st.data())
def test_any_record_with_hostile_texts(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    folder = tmp_path_factory.mktemp("export")
    first, second, plan = round_trip(lambda: make_hostile_record(data.draw), folder)
    assert plan.n_refused == 0
    assert_same(first, second)


def test_the_small_record(tmp_path: Path) -> None:
    first, second, plan = round_trip(make_record, tmp_path)
    assert plan.n_refused == 0
    assert_same(first, second)


def test_the_reference_histories(tmp_path: Path) -> None:
    def reference() -> None:
        call_command("import_history", str(REFERENCE), publish=True, verbosity=0)

    first, second, _ = round_trip(reference, tmp_path)
    assert first["sessions.csv"].count(b"\r\n") == 381
    assert first["resumptions.csv"].count(b"\r\n") > 20
    assert_same(first, second)


def test_what_people_made_of_flags_comes_back(tmp_path: Path) -> None:
    """Also in the moments before the councils are assessed a flag has its page."""

    def judged() -> None:
        call_command("import_history", str(REFERENCE), publish=True, verbosity=0)
        assess_due_councils(now=NOW)
        flags = list(Resumption.objects.order_by("pk")[:2])
        for flag, verdict in zip(flags, (FlagState.CONFIRMED, FlagState.DISMISSED), strict=True):
            Resumption.objects.filter(pk=flag.pk).update(
                state=verdict,
                reviewed_as=verdict,
                reviewed_grade=flag.grade,
                reviewed_at=NOW,
                review_note="Read in the minutes.",
            )

    first, second, _ = round_trip(judged, tmp_path)
    assert first["resumptions.csv"].count(b"Read in the minutes.") == 2
    assert b",dismissed," in first["resumptions.csv"]
    assert_same(first, second)
    import_history(tmp_path, publish=True)
    for flag in Resumption.objects.order_by("pk")[:3]:
        assert Client().get(f"/resumptions/R{flag.pk}/").status_code == 200
        assert Client().get(f"/sessions/S{flag.session_id}/").status_code == 200
    assert Client().get("/resumptions/").status_code == 200
