"""Rows of the lists with the text that has the words and the reason why each stands there."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from meetings.models import Session
from meetings.search.meaning import Meaning, NameHit
from statements.models import Statement, Wording
from statements.search.snippets import Snippet, snippets


@dataclass(frozen=True, slots=True)
class StatementHit:
    """``wording``: the one shown, with the words if any has; ``snippet`` None: it was found by a name."""

    statement: Statement
    wording: Wording | None
    snippet: Snippet | None
    why: str


@dataclass(frozen=True, slots=True)
class SessionHit:
    session: Session
    snippet: Snippet | None
    why: str


def statement_hits(
    meaning: Meaning, ids: Sequence[int], at: datetime, *, whole: bool = False
) -> list[StatementHit]:
    """The statements in the order of their ids."""
    rows = Statement.objects.for_page().select_related("session").prefetch_related("session__councils")
    found = rows.in_bulk(list(ids))
    texts = snippets(meaning, ids, at, of="statement", whole=whole)
    hits = []
    for pk in ids:
        statement, snippet = found[pk], texts.get(pk)
        wordings = list(statement.wordings.all())
        shown = next((each for each in wordings if snippet and each.pk == snippet.row_id), None)
        why = [_why_text(snippet)] if snippet else []
        if statement.speaker_id and (name := _name(meaning, "person", [statement.speaker_id])):
            why.append(_("“%(spelling)s” is a spelling of the speaker.") % {"spelling": name.text})
        hits.append(
            StatementHit(
                statement, shown or next(iter(wordings), None), snippet, " ".join(why) or _by_names()
            )
        )
    return hits


def session_hits(meaning: Meaning, ids: Sequence[int], at: datetime) -> list[SessionHit]:
    """The sessions in the order of their ids."""
    rows = Session.objects.select_related("place").with_councils().in_bulk(list(ids))
    texts = snippets(meaning, ids, at, of="session")
    hits = []
    for pk in ids:
        session, snippet = rows[pk], texts.get(pk)
        councils = [link.council_id for link in session.council_links.all()]
        why = [_where_in_session(snippet)] if snippet else []
        if name := _name(meaning, "council", councils):
            why.append(_("“%(spelling)s” is a name of the council.") % {"spelling": name.text})
        if session.place_id and (name := _name(meaning, "place", [session.place_id])):
            why.append(_("It met in %(place)s.") % {"place": name.text})
        hits.append(SessionHit(session, snippet, " ".join(why) or _by_names()))
    return hits


def _name(meaning: Meaning, kind: str, owners: Sequence[int]) -> NameHit | None:
    """The spelling by which one of them was found, as typed rather than folded."""
    hits = [hit for hit in meaning.names if hit.kind == kind and hit.owner in owners]
    return max(hits, key=lambda hit: (len(hit.terms), len(hit.exactly)), default=None)


def _by_names() -> str:
    return _("A name on record there is spelt so: of somebody who spoke or sat there.")


def _why_text(snippet: Snippet) -> str:
    if snippet.is_withheld:
        return _("In words that their source does not allow to be quoted.")
    if not snippet.is_marked:
        return _("In the speaker as printed, the office or the clause around it.")
    if snippet.how == "typed":
        return _("The words as typed.")
    if snippet.how == "form":
        return _("Other forms of the words.")
    return _("Another spelling on record.")


def _where_in_session(snippet: Snippet) -> str:
    if snippet.part == "agenda":
        return _("On its agenda.")
    if snippet.is_withheld:
        return _("In a statement whose source does not allow its words to be quoted.")
    if snippet.part == "wording":
        return _("In a statement.") if snippet.is_marked else _("In the speaker of a statement as printed.")
    return _("In its title, venue, outcome or follow-up.")
