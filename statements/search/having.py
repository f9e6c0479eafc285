"""Statements that have the words: in one wording, as far as the name of the speaker (or of council and place) has them not."""

from functools import reduce
from typing import Any

from django.apps import apps
from django.db.models import Q, QuerySet

from meetings.models import SearchedText
from meetings.search.meaning import Meaning, Way
from meetings.search.sessions import KINDS, sessions_named


def statements_having(meaning: Meaning) -> Q:
    """Condition on a statement; whether it is public is not asked."""
    texts: QuerySet[Any] = SearchedText.objects.filter(statement_id__isnull=False)
    statements: QuerySet[Any] = apps.get_model("statements", "Statement")._default_manager.all()
    found = [
        rows.values(column)
        for way in meaning.ways(KINDS)
        for rows, column in of_way(meaning, way, texts, statements)
    ]
    if not found:
        return Q(pk__in=[])
    return Q(pk__in=reduce(lambda one, other: one.union(other, all=True), found))


def of_way(
    meaning: Meaning, way: Way, texts: "QuerySet[Any]", statements: "QuerySet[Any]"
) -> "list[tuple[QuerySet[Any], str]]":
    """Those of the texts or statements that have the words in this way, with the column of the statement's id.

    Names alone: only the speaker's. All that was said in a council is not what its name was looked up for.
    """
    speakers = way.named.get("person")
    if way.rest or not way.named:
        condition = meaning.text_condition(way.rest)
        if condition is None:
            return []
        rows, column = texts.filter(condition), "statement_id"
        if speakers:
            rows = rows.filter(speaker_id__in=speakers)
    elif speakers:
        rows, column = statements.filter(speaker__in=speakers), "pk"
    else:
        return []
    for kind, owners in way.named.items():
        if kind != "person":
            rows = rows.filter(session__in=sessions_named(kind, owners, None))
    return [(rows, column)]
