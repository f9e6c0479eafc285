"""What typed words can mean on record: stems in each language, and names in any script.

A text has the words if it has all of them, in the stems of its own language; common words that a language's list of
stop words leaves out are not asked of it. A name stands for the words it is spelt with: of "Gruschko Risiko" the first
can be the speaker and the second what he said.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product
from typing import Any

from django.contrib.postgres.search import SearchVectorField
from django.db import connection
from django.db.models import Lookup, Q

from meetings.models import Spelling
from meetings.search.words import MOST_TERMS, Term, read_terms

LANGUAGES = ("de", "en", "es", "fr", "ru", "plain")
# Names spelt so that are looked at, and other spellings of a word that texts are searched for.
_MOST_NAMES = 2000
_MOST_SPELLINGS = 12
# Ways to part the words between names and text.
_MOST_WAYS = 12
_MOST_GROUPS = 4

_OF_TERMS = """
SELECT array_to_json(ARRAY(
        SELECT phraseto_tsquery(reconvene_configuration(language), term)::text FROM unnest(%(languages)s) language
    )),
    phraseto_tsquery('simple', term)::text,
    (SELECT COALESCE(json_agg(json_build_array(word, array_to_json(reconvene_word_keys(word)))), '[]')
        FROM unnest(reconvene_name_words(term)) word)
FROM unnest(%(terms)s::text[]) WITH ORDINALITY AS typed(term, number) ORDER BY number
"""
_OTHER_SPELLINGS = """
SELECT word, array_to_json(reconvene_word_keys(word)), array_to_json(ARRAY(
    SELECT phraseto_tsquery(reconvene_configuration(language), word)::text FROM unnest(%(languages)s) language
))
FROM (SELECT DISTINCT word FROM unnest(%(texts)s::text[]) text, unnest(reconvene_name_words(text)) word) words
WHERE reconvene_word_keys(word) && %(keys)s::text[] ORDER BY word LIMIT %(most)s
"""


@SearchVectorField.register_lookup
class Matching(Lookup):
    """``words__matching="'gespräch' & 'risiko'"``: the vector meets a query in the database's own form."""

    lookup_name = "matching"
    prepare_rhs = False

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, Any]:
        left, params = self.process_lhs(compiler, connection)
        return f"{left} @@ %s::tsquery", (*params, self.rhs)


@dataclass(frozen=True, slots=True)
class Wanted:
    """A term as the database reads it. ``stems``: its query in each language, "" where it is a stop word."""

    term: Term
    stems: Mapping[str, str]
    exact: str
    words: Sequence[tuple[str, frozenset[str]]]
    spellings: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def query(self, language: str) -> str:
        """Any of its forms in texts of the language; "" if it is not asked of them."""
        own = self.stems[language]
        return " | ".join(dict.fromkeys([own, *self.spellings.get(language, ())])) if own else ""

    def is_in_name(self, keys: frozenset[str]) -> bool:
        return bool(self.words) and all(keys & own for _, own in self.words)

    def is_in_name_exactly(self, text: str) -> bool:
        words = [word for word, _ in self.words]
        return bool(words) and f" {' '.join(words)} " in f" {' '.join(_plain_words(text))} "


@dataclass(frozen=True, slots=True)
class NameHit:
    """A spelling on record that has some of the terms (their numbers), as typed or folded."""

    kind: str
    owner: int
    text: str
    language: str
    terms: frozenset[int]
    exactly: frozenset[int]


@dataclass(frozen=True, slots=True)
class Way:
    """One way to part the terms: names by kind, and the numbers of those that a text must have."""

    named: Mapping[str, frozenset[int]]
    rest: frozenset[int]


@dataclass(frozen=True)
class Meaning:
    """Typed words as the record knows them. ``too_many``: more terms than are searched for."""

    wanted: Sequence[Wanted]
    excluded: Sequence[Wanted]
    names: Sequence[NameHit]
    strict: bool
    too_many: bool

    @property
    def is_empty(self) -> bool:
        """Nothing to look for: no word at all, or only words to leave out."""
        return not any(each.exact or each.words for each in self.wanted)

    @property
    def numbers(self) -> frozenset[int]:
        return frozenset(range(len(self.wanted)))

    @property
    def common(self) -> frozenset[int]:
        """Terms that some language leaves out: "die", "the"."""
        return frozenset(n for n, each in enumerate(self.wanted) if not all(each.stems.values()))

    def named_in_full(self, kind: str) -> dict[int, NameHit]:
        """Owners of this kind of which one spelling has every term: the spelling that fits best."""
        left_out = {hit.owner for hit in self._excluded_names(kind)}
        best: dict[int, NameHit] = {}
        for hit in self.names:
            if hit.kind == kind and hit.terms == self.numbers and hit.owner not in left_out:
                known = best.get(hit.owner)
                if known is None or len(hit.exactly) > len(known.exactly):
                    best[hit.owner] = hit
        return best

    def _excluded_names(self, kind: str) -> Iterator[NameHit]:
        for hit in self.names:
            if hit.kind == kind and any(each.is_in_name_exactly(hit.text) for each in self.excluded):
                yield hit

    def text_condition(self, rest: frozenset[int] | None = None) -> Q | None:
        """Condition on a searched text: it has these terms (all), and none of those left out. None: it cannot."""
        wanted = [self.wanted[n] for n in sorted(self.numbers if rest is None else rest)]
        if self.strict:
            query = _all_of((each.exact for each in wanted), (each.exact for each in self.excluded))
            return Q(exact__matching=query) if query else None
        languages = defaultdict[str, list[str]](list)
        for language in LANGUAGES:
            query = _all_of(
                (each.query(language) for each in wanted), (each.stems[language] for each in self.excluded)
            )
            if query:
                languages[query].append(language)
        if len(languages) == 1 and len(next(iter(languages.values()))) == len(LANGUAGES):
            return Q(words__matching=next(iter(languages)))
        condition = Q()
        for query, those in languages.items():
            condition |= Q(language__in=those, words__matching=query)
        return condition if languages else None

    def exact_condition(self) -> Q | None:
        """Condition on a searched text: every word stands in it as typed, in either case."""
        query = _all_of((each.exact for each in self.wanted), (each.exact for each in self.excluded))
        return Q(exact__matching=query) if query else None

    def any_exact(self) -> str:
        """A query for any of the words as typed; "" if there is none."""
        return " | ".join(f"({each.exact})" for each in self.wanted if each.exact)

    def any_stem(self, language: str) -> str:
        """A query for any of the words in texts of the language, without other spellings; "" if all are stop words."""
        return " | ".join(f"({stem})" for each in self.wanted if (stem := each.stems[language]))

    def any_form(self, language: str) -> str:
        """The same with other spellings on record: what is marked in a text."""
        return " | ".join(f"({query})" for each in self.wanted if (query := each.query(language)))

    def ways(self, kinds: Sequence[str]) -> list[Way]:
        """Ways to part the terms between names of these kinds and a text; the first leave least to the text.

        One in which a name takes nothing from the others or the text is left out: it finds less than the one without.
        """
        groups = {kind: self._groups(kind) for kind in kinds}
        found = []
        for chosen in product(*([None, *groups[kind]] for kind in kinds)):
            named = {kind: each for kind, each in zip(kinds, chosen, strict=True) if each}
            if all(_adds(kind, named) for kind in named):
                taken = frozenset().union(*(terms for terms, _ in named.values()))
                rest = self.numbers - taken
                if named and rest <= self.common:
                    rest = frozenset()
                found.append(Way({kind: owners for kind, (_, owners) in named.items()}, rest))
        return sorted(found, key=lambda way: (len(way.rest), len(way.named)))[:_MOST_WAYS]

    def _groups(self, kind: str) -> list[tuple[frozenset[int], frozenset[int]]]:
        """Terms and the owners that all have just these in their names; those with most terms first."""
        terms = defaultdict[int, set[int]](set)
        for hit in self.names:
            if hit.kind == kind:
                terms[hit.owner] |= hit.terms
        owners = defaultdict[frozenset[int], set[int]](set)
        for owner, those in terms.items():
            owners[frozenset(those)].add(owner)
        most = sorted(owners.items(), key=lambda each: (-len(each[0]), sorted(each[0])))[:_MOST_GROUPS]
        return [
            # What has more terms in its name has these too.
            (those, frozenset().union(*(ids for more, ids in owners.items() if those <= more)))
            for those, _ in most
        ]


def _adds(kind: str, named: Mapping[str, tuple[frozenset[int], frozenset[int]]]) -> bool:
    others = frozenset[int]().union(*(terms for other, (terms, _) in named.items() if other != kind))
    return not named[kind][0] <= others


def _all_of(wanted: Iterable[str], excluded: Iterable[str]) -> str:
    """A query for all of them and none of the excluded; "" if nothing is asked for."""
    asked = [f"({query})" for query in wanted if query]
    return " & ".join([*asked, *(f"!({query})" for query in excluded if query)]) if asked else ""


def _plain_words(text: str) -> list[str]:
    return "".join(letter if letter.isalnum() else " " for letter in text.lower()).split()


def read_meaning(text: str, *, strict: bool = False) -> Meaning:
    """What the text can mean on record. At most three queries, of a few milliseconds each. Never raises.

    ``strict``: only words and names exactly as typed, with their accents and in their script.
    """
    terms = read_terms(text)
    wanted = [each for each in terms if not each.is_excluded][:MOST_TERMS]
    excluded = [each for each in terms if each.is_excluded][:MOST_TERMS]
    read = _read_terms([*wanted, *excluded])
    asked, left_out = read[: len(wanted)], read[len(wanted) :]
    names = _find_names(asked, strict)
    if names and not strict:
        asked = _with_other_spellings(asked, names)
    return Meaning(asked, left_out, names, strict, len(terms) > len(wanted) + len(excluded))


def _read_terms(terms: Sequence[Term]) -> list[Wanted]:
    if not terms:
        return []
    with connection.cursor() as cursor:
        cursor.execute(_OF_TERMS, {"terms": [term.text for term in terms], "languages": list(LANGUAGES)})
        rows = cursor.fetchall()
    return [
        Wanted(
            term,
            dict(zip(LANGUAGES, _beginning(stems, term), strict=True)),
            _beginning([exact], term)[0],
            [(word, frozenset(keys)) for word, keys in words],
        )
        for term, (stems, exact, words) in zip(terms, rows, strict=True)
    ]


def _beginning(queries: Sequence[str], term: Term) -> list[str]:
    """For a beginning of a word, its letters as they are: a stemmer would take it for a whole word."""
    return [f"{queries[-1]}:*" if queries[-1] else "" for _ in queries] if term.is_beginning else [*queries]


def _find_names(wanted: Sequence[Wanted], strict: bool) -> list[NameHit]:
    keys = sorted(frozenset().union(*(own for each in wanted for _, own in each.words)))
    if not keys:
        return []
    rows = Spelling.objects.filter(keys__overlap=keys).order_by("kind", "owner_id", "id")
    columns = rows.values_list("kind", "owner_id", "text", "language", "keys")[:_MOST_NAMES]
    hits = []
    for kind, owner, text, language, own in columns:
        folded = frozenset(own)
        terms = frozenset(n for n, each in enumerate(wanted) if each.is_in_name(folded))
        exactly = frozenset(n for n in terms if wanted[n].is_in_name_exactly(text))
        if exactly if strict else terms:
            hits.append(NameHit(kind, owner, text, language, exactly if strict else terms, exactly))
    return hits


def _with_other_spellings(wanted: Sequence[Wanted], names: Sequence[NameHit]) -> list[Wanted]:
    """Texts are searched for the other spellings on record too: Грушко, where Grushko was typed."""
    single = {n: each.words[0][1] for n, each in enumerate(wanted) if len(each.words) == 1}
    texts = list(dict.fromkeys(hit.text for hit in names if hit.terms & single.keys()))[:40]
    if not texts or not single:
        return list(wanted)
    keys = sorted(frozenset().union(*single.values()))
    parameters: dict[str, Any] = {
        "texts": texts,
        "keys": keys,
        "languages": list(LANGUAGES),
        "most": 4 * _MOST_SPELLINGS,
    }
    with connection.cursor() as cursor:
        cursor.execute(_OTHER_SPELLINGS, parameters)
        rows = cursor.fetchall()
    result = []
    for n, each in enumerate(wanted):
        meets = single.get(n, frozenset())
        forms = [stems for word, own, stems in rows if meets & frozenset(own) and word != each.words[0][0]]
        spellings = {
            language: tuple(stems[place] for stems in forms[:_MOST_SPELLINGS] if stems[place])
            for place, language in enumerate(LANGUAGES)
        }
        result.append(Wanted(each.term, each.stems, each.exact, each.words, spellings))
    return result
