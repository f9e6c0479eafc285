"""A record that fills every table: some rows with everything in them, some with next to nothing, and hostile texts."""

from delegations.models import PartyName
from meetings.dates import DateInterval
from meetings.models import CouncilName, RetiredId, Succession
from tests import factories as make
from tests.exports_dataset import make_record

HOSTILE = 'say "no"; a,b;\r\nc \u2028 =1+1 🕊 שלום \\ NULL NaN'


def make_full_record() -> None:
    council = make_record()
    printed = make.make_source(url=None, title="A book", withholds_quotations=True)
    pjc = make.make_council("Joint council", dissolved=DateInterval.parse_edtf("2002-05"), source=printed)
    Succession.objects.create(successor=council, predecessor=pjc, kind="replaces", source=printed)
    joint = make.make_session(
        councils=[council, pjc], start="2001", title=HOSTILE, outcome=HOSTILE, source=printed
    )
    make.make_session(council, "2010-05", part_of=joint, status="cancelled", planned_start="2010-04")
    CouncilName.objects.create(council=council, text="Совет", language="ru", source=printed)
    party = make.make_party("Kosovo", code="XKX", iso3_user="XKX", source=printed)
    PartyName.objects.create(party=party, text=HOSTILE, language="en")
    person = make.make_person("Somebody", names=(("Кто-то", "ru"),))
    post = make.make_post(person, party=party, start="2018-01", source=printed)
    delegation = make.make_delegation(joint, party, attendance="unknown")
    make.make_delegate(delegation, person, post=post, leads=True)
    delegation.citations.create(source=printed, excerpt=HOSTILE)
    statement = make.make_statement(joint, HOSTILE, source=printed)
    topic = make.make_topic("Energy")
    statement.topics.add(topic)
    make.make_agenda_item(joint, HOSTILE, topic=topic, source=printed)
    make.make_gap_claim(joint, source=printed)
    make.make_announcement(council, HOSTILE, session=joint, source=printed)
    make.make_announcement(pjc, expected="2023-01", announced_on=DateInterval.parse_edtf("2022-12-01"))
    make.make_context_event(council, pjc, end="2015")
    RetiredId.objects.create(key="Q900002", outcome="erased", reason=HOSTILE)
