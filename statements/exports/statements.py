"""`statements.csv`: one row per statement, with its leading wording, the most original one on record."""

from typing import Any

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Count, F, OuterRef, QuerySet, Subquery
from django.db.models.functions import JSONObject

from meetings.dates import DateInterval
from meetings.exports.cited import SOURCE_REFERENCE
from meetings.exports.columns import (
    Column,
    Formula,
    Kind,
    Reference,
    Table,
    column,
    data_version_column,
    literal,
    public_id,
    public_ids,
    stamp_columns,
)
from meetings.exports.evidence import NOT_RECORDED, SESSION_REFERENCE, session_id_column
from meetings.exports.expressions import (
    council_slug_column,
    earliest,
    in_export_order,
    iso3_then,
    latest,
    none_is_zero,
)
from meetings.exports.gathering import Gathered
from meetings.exports.quotations import unless_withheld, withheld_columns
from meetings.exports.scope import Scope
from meetings.exports.whole import of_whole_record
from statements.exports.wordings import WITHHELD, public_statements
from statements.models import Statement, Wording
from statements.vocabulary import Attribution, Fidelity, SpeakerKind, Timing, TranslationOrigin

NO_WORDING = "The statement has no wording on record."
NOT_SAID_THEN = (Timing.BACKGROUND, Timing.OTHER_OCCASION)
SAID_SO = (Fidelity.VERBATIM, Fidelity.JOINT_TEXT)
ORIGINAL = "original"


def select(scope: Scope) -> "QuerySet[Statement]":
    rows = public_statements(scope).annotate(leading=_leading(), english=_in_english())
    return in_export_order(rows, "session", "id")


def _wordings() -> "QuerySet[Wording]":
    return Wording.objects.filter(statement=OuterRef("pk")).most_original_first()


def _leading() -> Subquery:
    """The leading wording with its source, as one object; NULL if there is none."""
    fields = (
        "id", "fidelity", "text", "language", "speaker_as_printed", "is_excerpt", "attribution", "checked_at", "locator",
        "source_id", "source__withholds_quotations", "source__url", "source__publisher", "source__title",
        "source__language", "source__accessed", "source__archive_url",
    )  # fmt: skip
    return Subquery(
        _wordings().values(data=JSONObject(**{name.replace("__", "_"): name for name in fields}))[:1]
    )


def _published() -> Subquery:
    """Beside the object, because a date in it would lose its type."""
    return Subquery(_wordings().values("source__published")[:1])


def _in_english() -> Subquery:
    """The most original wording in English."""
    return Subquery(
        _wordings()
        .filter(language="en")
        .values(
            data=JSONObject(
                text="text",
                fidelity="fidelity",
                origin="translation_origin",
                withheld="source__withholds_quotations",
            )
        )[:1]
    )


def _field(found: str, name: str) -> str:
    return f"({found} ->> '{name}')"


def _pick(name: str, value: Formula | None = None, sql_type: str = "text") -> Formula:
    """A field of the leading wording."""
    value = value or Formula(lambda found: found, lambda found: f"{found}::{sql_type}")
    return Formula(
        lambda leading: None if leading is None or leading[name] is None else value(leading[name]),
        lambda leading: value.sql(_field(leading, name)),
    )


def _text(withheld: str) -> Formula:
    """The text of a wording, unless its source withholds it."""
    return Formula(
        lambda found: unless_withheld(found["text"], found[withheld]) if found else "",
        lambda found: unless_withheld.sql(_field(found, "text"), f"{_field(found, withheld)}::boolean"),
    )


# Of the leading wording: its text, and whether its source withholds it.
_quotation = (_pick("text"), _pick("source_withholds_quotations", sql_type="boolean"))


def _english_origin(english: "dict[str, Any] | None") -> str:
    """Who translated; `original` for what was said in English and quoted so."""
    if english is None:
        return ""
    said_so = english["fidelity"] in SAID_SO
    return english["origin"] or (ORIGINAL if said_so else "")


def _english_origin_sql(english: str) -> str:
    said_so = ", ".join(literal(word) for word in SAID_SO)
    return (
        f"coalesce(nullif({_field(english, 'origin')}, ''),"
        f" CASE WHEN {_field(english, 'fidelity')} IN ({said_so}) THEN {literal(ORIGINAL)} END)"
    )


def _is_checked(leading: str) -> str:
    return f"CASE WHEN {leading} IS NOT NULL THEN {_field(leading, 'checked_at')} IS NOT NULL END"


def _said(bound: str) -> Formula:
    """Bounds of the day on which it was said: its own, else those of the session it was said at."""

    def day(said: "DateInterval | None", timing: str, start: DateInterval, end: "DateInterval | None") -> Any:
        if said is None and timing in NOT_SAID_THEN:
            return None
        first, last = (said, said) if said else (start, end or start)
        return first.earliest if bound == "min" else last.latest

    def sql(said: str, timing: str, start: str, end: str) -> str:
        then = ", ".join(literal(word) for word in NOT_SAID_THEN)
        dates = f"coalesce({said}, {start})" if bound == "min" else f"coalesce({said}, {end}, {start})"
        day = (earliest if bound == "min" else latest).sql(dates)
        return f"CASE WHEN {said} IS NOT NULL OR {timing} NOT IN ({then}) THEN {day} END"

    return Formula(day, sql)


_PARTIES = Gathered(
    "party",
    lambda scope: Statement.objects.filter(parties__isnull=False),
    "pk",
    "id",
    {name: ArrayAgg(f"parties__{name}", order_by="parties__id") for name in ("id", "name")}
    | {"iso3": ArrayAgg(iso3_then("parties__iso3", "session__start__startswith"), order_by="parties__id")},
)
_DELEGATIONS = Gathered(
    "delegation",
    lambda scope: Statement.objects.filter(parties__delegations__session=F("session")),
    "pk",
    "id",
    {"ids": ArrayAgg("parties__delegations__id", order_by="parties__id")},
)
_TOPICS = Gathered(
    "topic",
    lambda scope: Statement.objects.filter(topics__isnull=False),
    "pk",
    "id",
    {f"{name}s": ArrayAgg(f"topics__{name}", order_by="topics__slug") for name in ("name", "slug")},
)
_WORDINGS = Gathered(
    "wording", lambda scope: Wording.objects.all(), "statement", "id", {"number": Count("id")}
)


def _speaker_columns() -> tuple[Column, ...]:
    nobody = "No party is on record."
    return (
        column("delegation_ids", Kind.IDS, "Delegations at the session of the parties for whom it was said.", _DELEGATIONS["ids"], value=public_ids("D"), empty="None of them has a delegation on record."),
        column("party_ids", Kind.IDS, "For whom it was said; several for a joint text.", _PARTIES["id"], value=public_ids("E"), empty=nobody),
        column("party_names", Kind.TEXTS, "Their usual names in English, in the same order.", _PARTIES["name"], empty=nobody),
        column("party_iso3s", Kind.WORDS, "ISO 3166-1 alpha-3 codes on the first day of the session, of those that have one.", _PARTIES["iso3"], empty="None has one."),
        column("speaker_id", Kind.ID, "The person who spoke.", "speaker_id", value=public_id("P"), empty="A party, a document, or somebody who is not named."),
        column("speaker_name", Kind.TEXT, "The person's usual name in English.", "speaker__name", empty="As speaker_id."),
        column("speaker_kind", Kind.CODE, "Who spoke.", "speaker_kind", words=SpeakerKind),
        column("speaker_role", Kind.TEXT, "Office at the time.", "speaker_role", empty=NOT_RECORDED),
        column("attribution", Kind.CODE, "Whether the speaker is printed with the sentence.", "leading", value=_pick("attribution"), words=Attribution, empty=NO_WORDING),
    )  # fmt: skip


def _time_columns() -> tuple[Column, ...]:
    sources = ("said_on", "timing", "session__start", "session__end")
    not_known = "Said on another occasion whose day is not on record."
    return (
        column("timing", Kind.CODE, "When it was said.", "timing", words=Timing, empty="No source says."),
        column("date_min", Kind.DATE, "Day on which it was said: earliest; the session's where no other is on record.", *sources, value=_said("min"), empty=not_known),
        column("date_max", Kind.DATE, "Day on which it was said: latest.", *sources, value=_said("max"), empty=not_known),
        column("topics", Kind.TEXTS, "Shared topics that it is about.", _TOPICS["names"], empty="None on record."),
        column("n_wordings", Kind.INTEGER, "Forms of it on record: see wordings.csv.", _WORDINGS["number"], value=none_is_zero, unit="wordings"),
    )  # fmt: skip


def _wording_columns() -> tuple[Column, ...]:
    return (
        column("wording_id", Kind.ID, "The leading wording: the most original one on record.", "leading", value=_pick("id", public_id("W")), empty=NO_WORDING),
        column("fidelity", Kind.CODE, "How close it is to what was said.", "leading", value=_pick("fidelity"), words=Fidelity, empty=NO_WORDING),
        column("text", Kind.TEXT, "The words as printed; a quotation, not under our licence.", "leading", value=_text("source_withholds_quotations"), empty=f"{NO_WORDING} Or: {WITHHELD}"),
        column("text_language", Kind.WORD, "Language of the text.", "leading", value=_pick("language"), empty=NO_WORDING),
        column("spoken_language", Kind.WORD, "Language in which it was said.", "spoken_language", empty="No source says."),
        column("speaker_as_printed", Kind.TEXT, "The speaker as the source names them.", "leading", value=_pick("speaker_as_printed"), empty=NOT_RECORDED),
        column("is_excerpt", Kind.BOOLEAN, "Whether it is cut from a longer text.", "leading", value=_pick("is_excerpt", sql_type="boolean"), empty=NO_WORDING),
        column("text_en", Kind.TEXT, "The statement in English: the most original English wording on record.", "english", value=_text("withheld"), empty=f"No English wording is on record. Or: {WITHHELD}"),
        column("text_en_origin", Kind.CODE, "Who made the English text.", "english", value=Formula(_english_origin, _english_origin_sql), codes=((ORIGINAL, "said in English"), *TranslationOrigin.choices), empty="No English wording, or nobody knows."),
        column("quote_checked", Kind.BOOLEAN, "Whether a second person compared the leading wording with its source.", "leading", value=Formula(lambda leading: leading and leading["checked_at"] is not None, _is_checked), empty=NO_WORDING),
    )  # fmt: skip


def _source_columns() -> tuple[Column, ...]:
    return (
        column("source_id", Kind.ID, "The source of the leading wording.", "leading", value=_pick("source_id", public_id("U")), empty=NO_WORDING),
        column("source_url", Kind.URL, "Its address.", "leading", value=_pick("source_url"), empty="A printed source."),
        column("source_publisher", Kind.TEXT, "Outlet or institution.", "leading", value=_pick("source_publisher"), empty=NOT_RECORDED),
        column("source_title", Kind.TEXT, "Headline as printed.", "leading", value=_pick("source_title"), empty=NOT_RECORDED),
        column("source_language", Kind.WORD, "Language of the document.", "leading", value=_pick("source_language"), empty=NOT_RECORDED),
        column("source_published", Kind.EDTF, "When it was published, in EDTF.", _published(), empty="No date is printed."),
        column("source_accessed", Kind.DATE, "Day on which it was read.", "leading", value=_pick("source_accessed"), empty=NOT_RECORDED),
        column("source_archive_url", Kind.URL, "A stored copy.", "leading", value=_pick("source_archive_url"), empty="None is on record."),
        column("source_locator", Kind.TEXT, "Where in the document.", "leading", value=_pick("locator"), empty=NOT_RECORDED),
    )  # fmt: skip


STATEMENTS = Table(
    name="statements",
    title="Statements",
    description="What was said at or about sessions, each statement once, in its most original wording on record;"
    " wordings.csv has them all. Quotations are not under our licence.",
    row="one statement",
    columns=(
        column("statement_id", Kind.ID, "The statement.", "id", value=public_id("Q")),
        session_id_column(),
        council_slug_column(),
        *_speaker_columns(),
        *_time_columns(),
        *_wording_columns(),
        *_source_columns(),
        *stamp_columns(),
        data_version_column(),
        column("said_on", Kind.EDTF, "Day on which it was said, in EDTF.", "said_on", empty="The session's, or not on record."),
        column("position", Kind.INTEGER, "Its place on the session's page.", "position"),
        column("topic_slugs", Kind.WORDS, "These topics, as in their addresses; topics.csv has them.", _TOPICS["slugs"], empty="None on record."),
        *withheld_columns("text", "leading", read=_quotation),
    ),
    key=("statement_id",),
    select=select,
    count=of_whole_record(Statement.objects.hidden),
    references=(
        SESSION_REFERENCE,
        SOURCE_REFERENCE,
        Reference("speaker_id", "people", "person_id"),
        Reference("wording_id", "wordings", "wording_id"),
    ),
)  # fmt: skip
