"""Where in a text the words stand, and how: as typed, in another form, or in another spelling on record."""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import connection
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from meetings.search.meaning import LANGUAGES, Meaning

# Private characters that no text keeps: around a match, and for "<", which the database would take for a tag and drop.
_START, _STOP, _LESS = "\ue000", "\ue001", "\ue002"
_MARKED = re.compile(f"{_START}([^{_START}{_STOP}]*){_STOP}")
_SHORT = "MaxWords=40, MinWords=20, ShortWord=2"
_WHOLE = "HighlightAll=true"

_SNIPPETS = f"""
SELECT t.session_id, t.statement_id, t.part, t.row_id, COALESCE(w.language, 'en'), COALESCE(p.withholds_quotations, false),
    t.exact @@ %(exact)s::tsquery,
    t.words @@ (%(stems)s::json ->> t.language)::tsquery,
    ts_headline(
        CASE WHEN %(strict)s THEN 'simple' ELSE reconvene_configuration(t.language) END,
        translate(COALESCE(CASE WHEN p.withholds_quotations THEN '' ELSE w.text END, a.text, concat_ws(' · ', NULLIF(s.title, ''), NULLIF(s.venue, ''), NULLIF(s.outcome, ''),
            NULLIF(s.follow_up, ''))), '<{_START}{_STOP}', '{_LESS}'),
        CASE WHEN %(strict)s THEN %(any)s ELSE %(forms)s::json ->> t.language END::tsquery,
        %(options)s)
FROM meetings_searchedtext t
LEFT JOIN statements_wording w ON t.part = 'wording' AND w.id = t.row_id
LEFT JOIN meetings_source p ON p.id = w.source_id
LEFT JOIN meetings_agendaitem a ON t.part = 'agenda' AND a.id = t.row_id
LEFT JOIN meetings_session s ON t.part = 'session' AND s.id = t.row_id
WHERE t.{{column}} = ANY(%(ids)s) AND (t.embargo_until IS NULL OR t.embargo_until <= %(at)s)
    AND CASE WHEN %(strict)s THEN t.exact @@ %(any)s::tsquery
        ELSE t.words @@ (%(forms)s::json ->> t.language)::tsquery END
ORDER BY t.exact @@ %(exact)s::tsquery DESC, t.part DESC, t.row_id
"""


@dataclass(frozen=True, slots=True)
class Snippet:
    """A text that has the words, those marked. ``how``: typed, form or spelling; ``part``: session, agenda or wording."""

    html: SafeString
    language: str
    part: str
    row_id: int
    how: str
    is_withheld: bool = False
    """The source does not allow its words to be quoted: the text is empty."""

    @property
    def is_marked(self) -> bool:
        """The words stand in the text itself, not in the speaker as printed, the office or the clause around it."""
        return "<mark>" in self.html


def snippets(
    meaning: Meaning, ids: Sequence[int], at: object, *, of: str, whole: bool = False
) -> dict[int, Snippet]:
    """The best text of each of these, by its id. ``of``: session or statement; ``whole``: all of the text, not a piece.

    One query, only on what is shown: marking costs more than finding.
    """
    forms = {language: meaning.any_form(language) for language in LANGUAGES}
    exact = meaning.any_exact()
    if not ids or not exact:
        return {}
    parameters = {
        "ids": list(ids),
        "at": at,
        "exact": exact,
        "any": exact,
        "stems": json.dumps({language: meaning.any_stem(language) for language in LANGUAGES}),
        "forms": json.dumps(forms),
        "strict": meaning.strict,
        "options": f"StartSel={_START}, StopSel={_STOP}, {_WHOLE if whole else _SHORT}",
    }
    with connection.cursor() as cursor:
        cursor.execute(_SNIPPETS.format(column=f"{of}_id"), parameters)  # type: ignore[arg-type]  # the stubs know no named values
        rows = cursor.fetchall()
    found: dict[int, Snippet] = {}
    for session, statement, part, row, language, withheld, as_typed, stem, text in rows:
        how = "typed" if as_typed else "form" if stem else "spelling"
        found.setdefault(
            session if of == "session" else statement,
            Snippet(marked(text), language, part, row, how, withheld),
        )
    return found


def marked(text: str) -> SafeString:
    """The text as HTML: everything in it is text, the matches are marked."""
    whole = _MARKED.sub(r"<mark>\1</mark>", escape(text.replace(_LESS, "<")))
    return mark_safe(whole.replace(_START, "").replace(_STOP, ""))  # escaped above
