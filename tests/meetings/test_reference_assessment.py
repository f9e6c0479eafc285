"""The reference histories through the whole of it: import, worker's job, stored flags and silences, the command."""

from datetime import UTC, date, datetime
from io import StringIO

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from meetings.assessment import assess_due_councils
from meetings.models import Council, Gap, Notice, Resumption, Silence
from meetings.silences import SilenceState
from meetings.watch import silences_on, watch_list
from statements.history_import import import_history
from tests.meetings.reference_histories import FOLDER

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
NRC, PJC = "nato-russia-council", "nato-russia-pjc"


@pytest.fixture
def imported(db: None) -> None:
    import_history(FOLDER, publish=True)
    assess_due_councils(now=NOW)


@pytest.mark.usefixtures("imported")
def test_the_reference_histories() -> None:
    flags = Resumption.objects.filter(council__slug__in=[NRC, PJC]).order_by("resumed_on")
    columns = (
        "council__slug",
        "resumed_on",
        "days",
        "grade",
        "grade_certain",
        "coverage",
        "stream",
        "n_prior_gaps",
    )
    found = [(str(row[1]), row[0], *row[2:7]) for row in flags.values_list(*columns)]
    ministers = "ministers_and_above"
    assert found == [
        ("1998-04-29", PJC, 133, "notable", "", "sampled", "main"),
        ("1999-09-15", PJC, 182, "notable", "", "sampled", "main"),
        ("2000-05-24", PJC, 532, "notable", "", "sampled", ministers),
        ("2002-11-22", NRC, 169, "notable", "", "sampled", "main"),
        ("2009-01-26", NRC, 227, "notable", "", "sampled", "main"),
        ("2009-06-27", NRC, 379, "notable", "", "sampled", ministers),
        ("2016-04-20", NRC, 688, "major", "major", "complete", "main"),
        ("2022-01-12", NRC, 922, "major", "major", "complete", "main"),
    ]
    last = flags.last()
    assert last is not None
    assert (last.threshold_notable, last.threshold_major, last.threshold_historic) == (429.375, 601.125, 1461)
    assert last.typical_days == 119
    assert set(Notice.objects.values_list("kind", "is_news")) == {
        ("resumption_raised", False)
    }  # tells nobody

    # One gap for each session that counts, in the line as in the flags.
    assert Gap.objects.filter(council__slug__in=[NRC, PJC]).count() == 107
    assert Silence.objects.count() == Council.objects.count() == 21

    nrc = Council.objects.get(slug=NRC)
    then = silences_on([nrc.pk], day=date(2022, 1, 11), now=NOW)[nrc.pk]
    assert (then.state, then.unusual_since) == (SilenceState.MAJOR, date(2020, 9, 7))
    assert nrc.pk in [found.council_id for found in watch_list(day=date(2022, 1, 11), now=NOW)]
    assert silences_on([nrc.pk], now=NOW)[nrc.pk].state is SilenceState.CONCLUDED

    # Assessing everything again, by command, changes nothing.
    output = StringIO()
    call_command("assess_resumptions", stdout=output)
    assert "21 councils: 0 raised, 0 revised, 0 withdrawn." in output.getvalue()


@pytest.mark.usefixtures("imported")
def test_the_command_tells_what_it_did_and_what_was() -> None:
    session = Resumption.objects.get(council__slug=NRC, resumed_on=date(2022, 1, 12)).session
    session.status = "cancelled"
    session.save()

    def told(*arguments: str) -> str:
        output = StringIO()
        call_command("assess_resumptions", *arguments, stdout=output)
        return output.getvalue()

    assert "withdrawn: R" in told("--council", NRC, "--dry-run")
    assert "(dry run, nothing stored)" in told("--council", NRC, "--dry-run")
    assert Resumption.objects.standing().filter(session=session).exists()
    assert "1 council: 0 raised, 0 revised, 1 withdrawn." in told("--council", NRC)
    assert not Resumption.objects.standing().filter(session=session).exists()
    past = told("--council", NRC, "--as-of", "2022-01-11")
    assert "nato-russia-council, 2022-01-11: major." in past
    assert "Longer than usual since 7 September 2020" in past
    with pytest.raises(CommandError, match="no council with the slug"):
        told("--council", "nobody")
    with pytest.raises(CommandError, match="as-of"):
        told("--as-of", "2022-02-30")
