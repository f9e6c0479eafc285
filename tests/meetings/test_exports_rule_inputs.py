"""What `sessions.csv` says of a council so that its gaps can be recomputed from the file alone."""

import pytest

from meetings.models import Succession
from meetings.vocabulary import Completeness
from tests import factories as make
from tests.meetings.test_exports_tables import rows_of

pytestmark = pytest.mark.django_db


def test_the_rules_own_numbers_stand_where_a_council_has_none() -> None:
    plain, own = make.make_council("A"), make.make_council("B", floor_days=30, sitting_span_days=0, declared_cadence_days=90, muted=True)  # fmt: skip
    make.make_session(plain, "2020-01-01")
    make.make_session(own, "2020-01-01")
    numbers = ("rule_floor_days", "rule_sitting_span_days", "rule_cadence_days", "rule_muted")
    assert [[row[name] for name in numbers] for row in rows_of("/sessions.csv")] == [
        ["120", "6", "", "0"],
        ["30", "0", "90", "1"],
    ]


def test_a_line_of_councils_brings_its_searches_along() -> None:
    """Only what the public may see is named; what was searched of the whole line is said."""
    first, hidden, last = make.make_council("First", dissolved="2002-05"), make.make_council("Hidden", published=False), make.make_council("Last")  # fmt: skip
    for earlier, later in ((first, hidden), (hidden, last)):
        Succession.objects.create(predecessor=earlier, successor=later, kind="continues", source=first.source)
    make.make_coverage(
        first, first_day="1997-01-01", last_day="2002-05-31", completeness=Completeness.SAMPLED
    )
    make.make_coverage(last, first_day="2002-06-01", last_day=None)
    make.make_session(first, "2000-01-01")
    make.make_session(last, "2004-01-01")
    of_first, of_last = rows_of("/sessions.csv")
    assert (of_first["continues_council_slugs"], of_last["continues_council_slugs"]) == ("", "first")
    assert of_first["coverage_periods"] == "1997-01-01/2002-05-31:sampled"
    assert of_last["coverage_periods"] == "2002-06-01/..:complete; 1997-01-01/2002-05-31:sampled"
    assert (of_first["council_concluded_max"], of_last["council_concluded_max"]) == ("2002-05-31", "")
