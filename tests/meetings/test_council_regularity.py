"""Regular or irregular: by the numbers of the rule, at the place where its threshold changes hands."""

from datetime import date, timedelta

from meetings.councils.regularity import Kind, Regularity, regularity_of, usual_gap_ends
from meetings.gaps import Row
from meetings.resumptions import assess
from meetings.silences import Silence
from meetings.thresholds import Parameters


def after(*gaps: int, parameters: Parameters | None = None) -> Regularity:
    silence = _silence(*gaps, parameters=parameters)
    return regularity_of(silence.baseline)


def test_a_council_that_keeps_its_rhythm_is_regular() -> None:
    found = after(*[365] * 8)
    assert (found.kind, found.typical, found.reach) == (Kind.REGULAR, 365, 1)


def test_twice_the_typical_gap_is_where_it_ceases_to_be_regular() -> None:
    assert after(200, 200, 200, 200, 400, 400).kind is Kind.REGULAR
    assert after(200, 200, 200, 200, 401, 401).kind is Kind.IRREGULAR
    assert after(200, 200, 200).limit == 2


def test_that_is_where_the_longest_gap_takes_over_the_threshold_of_the_rule() -> None:
    for gaps in (
        (200, 200, 200, 200, 390, 400),
        (200, 200, 200, 200, 410, 420),
        (100, 700, 90, 650, 120, 110),
    ):
        baseline = _silence(*gaps).baseline
        assert baseline.typical is not None and baseline.reference is not None
        by_typical = Parameters().factor_notable * baseline.typical
        decides = baseline.thresholds.notable == max(Parameters().floor, by_typical)
        assert decides == (regularity_of(baseline).kind is Kind.REGULAR)


def test_one_old_freeze_makes_no_council_irregular() -> None:
    assert after(100, 100, 100, 100, 100, 100, 600, 100, 100).kind is Kind.REGULAR


def test_with_few_gaps_nothing_is_said() -> None:
    assert after().kind is Kind.UNKNOWN
    assert after(300).kind is Kind.UNKNOWN
    assert after(300, 310).kind is Kind.FEW
    assert after(300, 310, 290).kind is Kind.FEW
    assert after(300, 310, 290, 305).kind is Kind.REGULAR


def test_a_declared_cadence_is_called_declared() -> None:
    assert after(parameters=Parameters(declared_cadence=365)).kind is Kind.DECLARED


def test_the_usual_gap_ends_so_many_days_after_the_last_sitting() -> None:
    silence = _silence(100, 101, 102)
    assert usual_gap_ends(silence) == silence.since + timedelta(days=101)
    assert usual_gap_ends(_silence()) is None


def _silence(*gaps: int, parameters: Parameters | None = None) -> Silence:
    day, rows = date(1990, 1, 1), []
    for number, gap in enumerate((0, *gaps), start=1):
        day += timedelta(days=gap)
        rows.append(Row(number, day, day, day, day))
    silence = assess(rows, parameters).silence
    assert silence is not None
    return silence
