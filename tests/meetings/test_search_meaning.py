"""The words of texts and the spellings of names, as the database keeps and finds them."""

from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from delegations.models import Person, PersonName
from meetings.models import Place, SearchedText, Session, Spelling
from meetings.query import TimelineQuery
from meetings.search.meaning import read_meaning
from meetings.vocabulary import Publication
from statements.models import Statement, Wording
from tests import factories as make

pytestmark = pytest.mark.django_db


def keys(text: str) -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT reconvene_name_keys(%s)", [text])
        return set(cursor.fetchone()[0])


def found(words: str) -> set[int]:
    return set(TimelineQuery(q=words).sessions(timezone.now()).values_list("pk", flat=True))


@pytest.mark.parametrize(
    "spellings",
    [
        "Grushko Gruschko Grouchko Gruško Грушко GRUSHKO’s",
        "Khrushchev Chruschtschow Khrouchtchev Хрущёв Хрущев Chruščëv",
        "Lavrov Lawrow Лавров Lavroff",
        "Sergey Sergei Sergej Sergueï Serguéi Сергей",
        "Kuznetsov Kusnezow Kouznetsov Кузнецов Kuznecov",
        "Zhukov Schukow Joukov Жуков Žukov",
        "Gorbachev Gorbatschow Gorbatchev Горбачёв Gorbachov",
        "Yakovlev Jakowlew Iakovlev Яковлев",
        "Alexander Aleksandr Alexandre Александр",
        "Mikhail Michail Mikhaïl Михаил Mijaíl",
        "Dmitry Dmitri Dmitrij Дмитрий",
        "Zelenskyy Selenskyj Zelensky Зеленський Selenski",
        "Putin Poutine Путин",
        "Yeltsin Jelzin Eltsine Ельцин",
        "Chizhov Tschischow Tchijov Чижов",
        "Müller Mueller Muller",
    ],
)
def test_spellings_of_one_name_in_any_script_share_a_key(spellings: str) -> None:
    first, *others = spellings.split()
    assert [other for other in others if not keys(first) & keys(other)] == []


@pytest.mark.parametrize(
    ("one", "other"),
    [("Lavrov", "Larov"), ("Grushko", "Glushko"), ("Ivanov", "Ivanova"), ("Putin", "Patin"), ("Sherman", "German")],
)  # fmt: skip
def test_other_names_share_none(one: str, other: str) -> None:
    assert not keys(one) & keys(other)


def test_spellings_follow_their_rows_also_in_plain_sql() -> None:
    person = make.make_person("Alexander Grushko", names=(("Александр Грушко", "ru"),))
    assert set(Spelling.objects.values_list("kind", "owner_id", "text")) == {
        ("person", person.pk, "Alexander Grushko"),
        ("person", person.pk, "Александр Грушко"),
    }
    assert "gruSko" in Spelling.objects.get(text="Александр Грушко").keys
    with connection.cursor() as cursor:
        cursor.execute("UPDATE delegations_personname SET text = 'Лавров' WHERE person_id = %s", [person.pk])
    assert Spelling.objects.get(origin="delegations_personname.text").keys == ["lavrov"]
    PersonName.objects.all().delete()
    Person.objects.filter(pk=person.pk).delete()
    assert not Spelling.objects.exists()
    Place.objects.bulk_create([Place(name="Женева", slug="geneva")])
    assert Spelling.objects.get(kind="place").text == "Женева"


def test_texts_follow_their_rows_and_nothing_of_an_erased_one_is_left() -> None:
    session = make.make_session(title="Lisbon summit")
    statement = make.make_statement(session, "Ein echtes Risiko")
    assert set(SearchedText.objects.values_list("part", "language")) == {("session", "en"), ("wording", "de")}
    Wording.objects.filter(statement=statement).update(text="Étonnant", language="fr")
    kept = SearchedText.objects.get(part="wording")
    assert (kept.language, "étonnant" in kept.words, "étonnant" in kept.exact) == ("fr", False, True)
    later = timezone.now() + timedelta(days=1)
    Statement.objects.filter(pk=statement.pk).update(embargo_until=later)
    assert SearchedText.objects.get(part="wording").embargo_until == later
    assert SearchedText.objects.get(part="wording").speaker_id is None
    speaker = make.make_person("Alexander Grushko")
    Statement.objects.filter(pk=statement.pk).update(speaker=speaker)
    assert SearchedText.objects.get(part="wording").speaker_id == speaker.pk
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM statements_wording")
    Session.objects.filter(pk=session.pk).update(title="")
    assert not SearchedText.objects.exists()


@pytest.fixture
def grushko() -> Session:
    council = make.make_council("NATO-Russia Council", slug="nrc", abbreviation="NRC")
    session = make.make_session(
        council,
        title="Lisbon summit",
        outcome="An agreement was reached",
        place=make.make_place("Geneva", "CHE"),
    )
    person = make.make_person("Alexander Grushko", names=(("Gruschko", "de"), ("Александр Грушко", "ru")))
    make.make_statement(session, "Es gab ein echtes Risiko für neue Verhandlungen", speaker=person)
    make.make_statement(session, "У нас нет повестки переговоров", language="ru")
    make.make_statement(session, "Gruschko schwieg über Gespräche")
    make.make_session(title="Something else")
    return session


@pytest.mark.parametrize(
    "words",
    [
        "Gruschko", "Грушко", "Grouchko", "Grouchko risiko", "verhandlung", "VERHANDLUNGEN", "переговоры", "lisbon agreements",
        "NRC risiko", "NATO-Russia", "geneva verhandlung", '"echtes Risiko"', "risiko -abrüstung", "verh*", "gesprach",
        "NRC Grushko", "Grushko schwieg",
    ],
)  # fmt: skip
def test_a_session_is_found_by_its_words_in_each_language_and_by_names_in_any_script(
    grushko: Session, words: str
) -> None:
    assert found(words) == {grushko.pk}


@pytest.mark.parametrize(
    "words",
    ['"Risiko echtes"', "risiko -echtes", "Abrüstung", "...", "-risiko", "risiko Lissabon", "Glushko"],
)
def test_a_session_is_not_found_by_other_words(grushko: Session, words: str) -> None:
    assert found(words) == set()


def test_drafts_embargoed_and_hidden_texts_are_not_found(grushko: Session) -> None:
    Statement.objects.update(embargo_until=timezone.now() + timedelta(hours=1))
    assert found("Verhandlungen") == set()
    assert found("Lisbon") == {grushko.pk}
    Session.objects.update(publication=Publication.DRAFT)
    assert found("Lisbon") == found("NRC") == set()


def test_a_common_word_of_one_language_is_not_asked_of_its_texts() -> None:
    session = make.make_session()
    make.make_statement(session, "The risk of war", language="en")
    make.make_statement(make.make_session(), "Risk", language="en")
    assert found("the risk") >= {session.pk}
    assert len(found("the risk")) == 2


def test_strict_takes_words_and_names_as_they_were_typed(grushko: Session) -> None:
    assert {hit.text for hit in read_meaning("Gruschko", strict=True).names} == {"Gruschko"}
    assert not read_meaning("Grouchko", strict=True).names
    assert not read_meaning("Gesprache", strict=True).wanted[0].spellings


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(st.characters(exclude_characters="\x00", exclude_categories=["Cs"]), max_size=200))
def test_nothing_typed_fails(typed: str) -> None:
    assert found(typed) == set()


def test_the_words_cost_few_queries_whatever_their_number(grushko: Session) -> None:
    from django.test.utils import CaptureQueriesContext

    for words in ("Grushko", " ".join(f"wort{n}" for n in range(30))):
        with CaptureQueriesContext(connection) as queries:
            found(words)
        assert len(queries) <= 4
