"""A made record for tests of whole pages: everything that can be filtered, and everything that must stay hidden."""

from datetime import timedelta
from random import Random

from meetings.assessment import assess_councils
from meetings.models import Council, Session, Succession
from meetings.vocabulary import Level, Status
from tests import factories as make
from tests.meetings.reference_records import NOW

COUNCILS = ("A", "B", "C", "D")
PARTIES = ("RUS", "USA", "NOR")
PEOPLE = ("grushko", "sherman")
TOPICS = ("arms", "ice")
PLACES = ("vienna", "geneva")
# What no public page may show.
SECRET = "unpublished"


def make_record(sessions: int = 130) -> None:
    """Four public councils, B continuing A, and a hidden one; sessions of one or several of them, of a day, some days, a
    month or a year, in all states; drafts, embargoed ones and such as are held with the hidden council."""
    pick = Random(5)
    councils = {name: make.make_council(name, slug=name.lower()) for name in COUNCILS}
    hidden = make.make_council("Hidden", published=False)
    Succession.objects.create(successor=councils["B"], predecessor=councils["A"], kind="continues")
    parties = [make.make_party(code, code=code) for code in PARTIES]
    people = [make.make_person(name.title(), slug=name) for name in PEOPLE]
    topics = [make.make_topic(name) for name in TOPICS]
    places = [make.make_place("Vienna", "AUT"), make.make_place("Geneva", "CHE"), None]
    main: list[Session] = []
    for number in range(sessions):
        session = _session(pick, number, councils, places, main)
        if pick.random() > 0.5:
            _surroundings(pick, session, parties, people, topics)
    for secret in (
        make.make_session(councils["A"], "2011-03-05", title=SECRET, published=False),
        make.make_session(councils["A"], "2011-03-06", title=SECRET, embargo_until=NOW + timedelta(hours=1)),
        make.make_session(councils=[councils["A"], hidden], start="2011-03-07", title=SECRET),
    ):
        _surroundings(pick, secret, parties, people, topics)
    make.make_session(councils["A"], "2011-03-08", embargo_until=NOW - timedelta(hours=1))
    assess_councils(council_ids=list(Council.objects.values_list("pk", flat=True)), now=NOW)


def _session(
    pick: Random, number: int, councils: dict[str, Council], places: "list[object]", main: list[Session]
) -> Session:
    # A meets often and then is followed by B; C seldom; D in bursts with a long silence.
    year, month = 1995 + number // 5 + (9 if number > 100 else 0), 1 + (number * 5) % 12
    day = pick.randint(1, 28)
    start, end = pick.choice(
        (
            (f"{year}-{month:02}-{day:02}", None),
            (f"{year}-{month:02}-{day:02}", None),
            (f"{year}-{month:02}-{day:02}", f"{year}-{month:02}-28"),
            (f"{year}-{month:02}", None),
            (f"{year}", None),
            (f"{year}-{month:02}-{day:02}", f"{year + 1}"),
        )
    )
    names = ("A",) if year < 2008 else ("B",)
    held_by = pick.choice((names, names, names, ("C",), ("D",), ("C", "D"), ("A", "B")))
    session = make.make_session(
        councils=[councils[name] for name in held_by],
        start=start,
        end=end,
        level=pick.choice((Level.AMBASSADORS, Level.MINISTERS, "")),
        status=pick.choice((Status.HELD, Status.HELD, Status.HELD, Status.CANCELLED, Status.SCHEDULED)),
        formation=pick.choice(("plenary", "plenary", "plenary", "expert")),
        place=pick.choice(places),
        part_of=pick.choice(main) if main and pick.random() > 0.9 else None,
        title=pick.choice(("round on missiles", "")),
    )
    main.append(session)
    return session


def _surroundings(
    pick: Random, session: Session, parties: "list[object]", people: "list[object]", topics: "list[object]"
) -> None:
    for party in pick.sample(parties, pick.randint(0, 3)):
        attendance = pick.choice(("attended", "attended", "walked_out", "absent", "unknown"))
        delegation = make.make_delegation(session, party, attendance=attendance)  # type: ignore[arg-type]
        if pick.random() > 0.5:
            make.make_delegate(delegation, pick.choice(people))  # type: ignore[arg-type]
    if pick.random() > 0.6:
        make.make_agenda_item(session, topic=pick.choice(topics))
    if pick.random() > 0.7:
        later = {"embargo_until": NOW + timedelta(days=400)} if pick.random() > 0.7 else {}
        statement = make.make_statement(session, "", speaker=pick.choice([*people, None]), **later)
        statement.topics.add(pick.choice(topics))  # type: ignore[arg-type]
