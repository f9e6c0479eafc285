"""Statements with made-up words in five languages, a million if need be, copied past the project's triggers.

Words come as often as in real texts (Zipf: the second half as often as the first), a few of them real and planted at
a known rank. Seeded: always the same.
"""

import io
import random
from collections.abc import Iterator
from itertools import accumulate
from typing import Any

from django.db import connection

from benchmarks.filling import tidy
from delegations.models import Person
from meetings.models import Session, Source

VOCABULARY = 20_000
POOL = 400_000
SYLLABLES = {
    "de": "ver ge be auf aus ein un ab an zu kei ten schaft lich ung heit rat bund staat frie gren zen macht tra gel sol dat kri mit tag",
    "en": "con pre re in un de com ex pro mis tion ment ness ship al ic ous ble ty er ing ed ly ate ize war land port line hold state",
    "fr": "con pré re in dé com ex pro mé tion ment té eur euse age ence al ique eux ble er ant é gou ver ne paix lon che mai fran",
    "ru": "по при рас вы на за об под пере до ни ть ка ло ре го во ри ста тор ност ени ова ски пра ми гра ван дел сто рос пол",
    "es": "con pre re in des com ex pro mi ción mente dad or ora aje encia al ico oso ble ar ando ado go bier no paz lar che tra esp",
}
STOP_WORDS = {
    "de": "die der und in zu den das nicht von sie",
    "en": "the of and to in a is that for it",
    "fr": "le la de et les des en un une du",
    "ru": "и в не на я что он с как это",
    "es": "de la que el en y a los se del",
}
# Rank of a word and the word in each language: one that is everywhere, one often heard, a few seldom.
PLANTED = {
    14: {"de": "sicherheit", "en": "security", "fr": "sécurité", "ru": "безопасность", "es": "seguridad"},
    15: {"de": "gespräche", "en": "talks", "fr": "dialogue", "ru": "переговоры", "es": "diálogo"},
    400: {"de": "waffenruhe", "en": "ceasefire", "fr": "trêve", "ru": "перемирие", "es": "tregua"},
    15_000: {"de": "seegrenze", "en": "strait", "fr": "détroit", "ru": "пролив", "es": "estrecho"},
}
SURNAMES = ("Grushko", "Lavrov", "Stoltenberg", "Sherman", "Ryabkov", "Kuznetsov", "Zhukov", "Yakovlev")


def _pool(language: str, chance: random.Random) -> list[str]:
    """Words in an order in which every stretch of it can stand as a text."""
    syllables = SYLLABLES[language].split()
    words = dict.fromkeys(STOP_WORDS[language].split())
    while len(words) < VOCABULARY:
        words["".join(chance.choices(syllables, k=chance.choice((2, 3, 3, 4))))] = None
    ranked = list(words)
    for rank, planted in PLANTED.items():
        ranked[rank] = planted[language]
    weights = list(accumulate(1 / (rank + 2.7) for rank in range(len(ranked))))
    return chance.choices(ranked, cum_weights=weights, k=POOL)


def say(statements: int, *, people: int = 5_000, searched: bool = True) -> None:
    """So many statements, each with one wording, by so many people and those on record: session after session, as
    editors enter them. ``searched``: can be found by their words."""
    chance = random.Random(7)
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = origin")
        Person.objects.bulk_create(
            Person(slug=f"person-{n}", name=f"{chance.choice(('Alexander', 'Sergei', 'Anna', 'Jens'))} {SURNAMES[n] if n < len(SURNAMES) else 'X' + ''.join(chance.choices('aeiou bdklmnrst'.replace(' ', ''), k=8))}")
            for n in range(people)
        )  # fmt: skip
        persons = list(Person.objects.order_by("pk").values_list("pk", flat=True))
        source = Source.objects.all()[0].pk
        sessions = list(Session.objects.order_by("pk").values_list("pk", flat=True))
        cursor.execute("SET session_replication_role = replica")
        pools = {language: _pool(language, chance) for language in SYLLABLES}
        rows = _rows(statements, sessions, persons, source, pools, chance)
        _copy(cursor, rows)
        cursor.execute("SET session_replication_role = origin")
        if searched:
            _index(cursor)
    tidy()


def _rows(
    statements: int,
    sessions: list[int],
    persons: list[int],
    source: int,
    pools: dict[str, list[str]],
    chance: random.Random,
) -> Iterator[tuple[str, str]]:
    languages = list(pools)
    for n in range(1, statements + 1):
        language = languages[n % len(languages)]
        start, length = chance.randrange(POOL - 60), chance.randrange(8, 40)
        text = " ".join(pools[language][start : start + length])
        # Few people say most.
        person = persons[int(len(persons) * chance.random() ** 2)]
        yield (
            f"{n}\t{sessions[(n - 1) * len(sessions) // statements]}\t{person}\tprincipal\n",
            f"{n}\t{n}\t{text}\tverbatim\t{language}\t{source}\n",
        )


def _copy(cursor: Any, rows: Iterator[tuple[str, str]]) -> None:
    said, worded = io.StringIO(), io.StringIO()
    for statement, wording in rows:
        said.write(statement)
        worded.write(wording)
    said.seek(0)
    worded.seek(0)
    others = {
        "statements_statement": ("speaker_role", "timing", "spoken_language", "note", "position", "record_version"),
        "statements_wording": ("clause", "speaker_as_printed", "attribution", "is_excerpt", "translation_origin", "locator", "position", "record_version"),
    }  # fmt: skip
    defaults = {"position": "0", "record_version": "1", "is_excerpt": "false", "attribution": "'printed'"}
    for table, columns in others.items():
        for name in columns:
            cursor.execute(f"ALTER TABLE {table} ALTER {name} SET DEFAULT {defaults.get(name, repr(''))}")
    raw = cursor.cursor  # psycopg's own
    raw.copy_expert("COPY statements_statement (id, session_id, speaker_id, speaker_kind) FROM STDIN", said)
    raw.copy_expert(
        "COPY statements_wording (id, statement_id, text, fidelity, language, source_id) FROM STDIN", worded
    )


def _index(cursor: Any) -> None:
    """What the triggers would have kept; indexes made anew after it, as a restored dump does."""
    execute = cursor.execute
    execute("SELECT indexdef, indexname FROM pg_indexes WHERE tablename = 'meetings_searchedtext' AND indexname LIKE 'searched%'")  # fmt: skip
    indexes = [row for row in cursor.fetchall() if "unique" not in row[0].lower()]
    for _, name in indexes:
        execute(f"DROP INDEX {name}")
    execute(
        "INSERT INTO meetings_searchedtext (part, row_id, session_id, statement_id, speaker_id, language, day, words, exact) "
        "SELECT 'wording', w.id, s.session_id, s.id, s.speaker_id, w.language, lower(session.start), reconvene_words(w.language, w.text), "
        "to_tsvector('simple', w.text) FROM statements_wording w JOIN statements_statement s ON s.id = w.statement_id "
        "JOIN meetings_session session ON session.id = s.session_id"
    )
    execute("SET maintenance_work_mem = '256MB'")
    for definition, _ in indexes:
        execute(definition)
