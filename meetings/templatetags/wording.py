"""Dates in `<time>`, lengths, quotations and citations; beside `meeting_words`, whose filters give plain text."""

from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache
from typing import Any
from urllib.parse import urlsplit

from babel import Locale, UnknownLocaleError
from django import template
from django.template import Context
from django.utils.functional import Promise
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from meetings.dates import DateInterval, format_interval, format_span
from meetings.dates.durations import Duration
from meetings.explanations import rhythm_in_words
from meetings.languages import language
from meetings.models import Source
from meetings.models.source import Citation
from meetings.paging import Page
from meetings.sequels import Followed, followed_in_words
from meetings.timeline.words import days_in_words, number, rounded_days
from meetings.verdicts import reason_in_words
from meetings.vocabulary import DateBasis, SourceMark, Stance

register = template.Library()

# Opening and closing marks of a language; English ones where it has none of its own here.
QUOTATION_MARKS = {
    "de": "„“", "ru": "«»", "fr": ("« ", " »"), "es": "«»", "uk": "«»", "it": "«»", "pl": "„”", "cs": "„“",
    "ja": "「」", "zh": "“”", "ko": "“”",
}  # fmt: skip


@register.simple_tag
def when(
    start: DateInterval | date | None, end: DateInterval | None = None, short: bool = False
) -> SafeString:
    """A date or a span in a ``<time>`` element; the machine's form only where the day is known."""
    if start is None:
        return not_recorded()
    first = start if isinstance(start, DateInterval) else DateInterval.day(start)
    words = format_span(first, end, short=short)
    if first.is_day and (end is None or end == first):
        return format_html('<time datetime="{}">{}</time>', first.edtf, words)
    return format_html("<time>{}</time>", words)


@register.simple_tag
def not_recorded(words: str = "") -> SafeString:
    """What stands where nothing is known, so that no empty cell reads as “no”. ``words``: others than the usual."""
    return format_html('<span class="not-recorded">{}</span>', words or _("not recorded"))


@register.filter
def days(value: Any) -> str:
    """The length of a gap or flag: `922 days`, `2,438–2,831 days`; empty without numbers."""
    return days_in_words(value.days_min, value.days_max)


@register.filter
def day_count(value: int | None) -> str:
    """`1 day`, `1,776 days`; empty for None."""
    return days_in_words(value, value)


@register.filter
def round_days(value: float | None) -> str:
    """A length that need not be whole days: `429.4 days`; empty for None."""
    return "" if value is None else rounded_days(value)


@register.filter
def as_rhythm(value: float | None) -> str:
    """A typical gap as people say it: `4 months`. Days in; empty for None."""
    return "" if value is None else rhythm_in_words(value)


@register.filter
def language_name(code: str) -> str:
    """`German` for de, in the language of the page; the code itself where it is not known."""
    return _language_name(code, language()) if code else ""


@cache
def _language_name(code: str, shown_in: str) -> str:
    try:
        return Locale.parse(code.replace("-", "_")).get_display_name(shown_in) or code
    except (UnknownLocaleError, ValueError):
        return code


@register.filter
def shown_range(page: Page) -> str:
    """`, 201 to 400 shown` after the total of a list that is cut into pages; empty where all of it is shown."""
    if page.count == 1:
        return ""
    return _(", %(first)s to %(last)s shown") % {"first": number(page.first), "last": number(page.last)}


@register.filter
def source_name(source: Source) -> str:
    """What a reader calls the source: its publisher, else the host of its address, else its public id."""
    host = urlsplit(source.url).hostname if source.url else ""
    return source.publisher or (host or "").removeprefix("www.") or source.public_id


@register.filter
def quoted(text: str, language: str = "") -> str:
    """The text between the quotation marks of its language."""
    opening, closing = QUOTATION_MARKS.get(language.split("-")[0], "“”")
    return f"{opening}{text}{closing}"


@register.filter
def duration(minutes: int | None) -> str:
    """`3 h 45 min`; empty for None. Minutes in."""
    if minutes is None:
        return ""
    hours, rest = divmod(minutes, 60)
    words = {"hours": hours, "minutes": rest}
    if not hours:
        return _("%(minutes)s min") % words
    return _("%(hours)s h %(minutes)s min") % words if rest else _("%(hours)s h") % words


@register.filter(name="reason")
def reason_of(flag: Any) -> str:
    """The sentence of a flag, in the language of the page."""
    return reason_in_words(flag)


@register.filter(name="followed_in_words")
def what_followed(followed: Followed) -> str:
    """Whether a resumption was sustained or one-off, in a sentence."""
    return followed_in_words(followed)


@register.filter
def get(mapping: Mapping[Any, Any], key: Any) -> Any:
    """A value of a mapping by a key that only the template knows; None if it has none."""
    return mapping.get(key)


@register.simple_tag(takes_context=True)
def cite(context: Context, source: Source | None, locator: str = "") -> SafeString:
    """The mark of a source after a fact, and where in it the fact stands. Nothing without a source."""
    if source is None:
        return mark_safe("")
    return _mark(context, source) + _note([locator])


@register.simple_tag(takes_context=True)
def cites(context: Context, citations: Mapping[str, list[Citation]], fact: str) -> SafeString:
    """The citations of one fact; where it has none of its own, those of the record as a whole."""
    return cite_all(context, citations.get(fact) or citations.get("", []))


_SINCE = {
    SourceMark.CORRECTED: lambda: _("since corrected"),
    SourceMark.RETRACTED: lambda: _("since withdrawn by its publisher"),
}
_CONFIDENCE = {"low": lambda: _("low confidence"), "medium": lambda: _("medium confidence")}


@register.simple_tag(takes_context=True)
def cite_all(context: Context, citations: Iterable[Citation]) -> SafeString:
    """A mark for each citation, with what limits it: inferred, contradicting, where, the words themselves."""
    parts, shown = [], list(citations)
    for citation in shown:
        limits = [
            _("contradicts this") if citation.stance == Stance.CONTRADICTS else "",
            _("inferred") if citation.basis == DateBasis.INFERRED else "",
            _CONFIDENCE[citation.confidence]() if citation.confidence in _CONFIDENCE else "",
            citation.locator,
        ]
        parts.append(_mark(context, citation.source) + _note(limits, citation))
    return format_html_join("", "{}", ((part,) for part in parts)) + one_origin(context, shown)


@register.simple_tag(takes_context=True)
def one_origin(context: Context, citations: Iterable[Citation]) -> SafeString:
    """That the several sources that support a fact are one, as each repeats the same document; nothing otherwise."""
    supporting = {each.source_id: each.source for each in citations if each.stance == Stance.SUPPORTS}
    if len(supporting) < 2 or context["sources"].origins_of(supporting.values()) > 1:
        return mark_safe("")
    return format_html(' <span class="cite-note">{}</span>', _("one origin"))


def _mark(context: Context, source: Source) -> SafeString:
    """The source's number; and, where its publisher has corrected or withdrawn it since, that."""
    place = context["sources"].number(source)
    marked = source.mark
    since = _SINCE[marked[0]]() if marked else ""
    return format_html(
        '<a class="cite" href="#source-{}"><span class="visually-hidden">{} </span>[{}]</a>{}',
        place,
        _("source"),
        place,
        format_html(' <span class="cite-note unusual">{}</span>', since) if since else "",
    )


def _note(limits: list[str], citation: Citation | None = None) -> SafeString:
    words = ", ".join(filter(None, limits))
    excerpt = citation.excerpt if citation and not citation.source.withholds_quotations else ""
    if not words and not excerpt:
        return mark_safe("")
    quotation = (
        format_html('<q lang="{}" dir="auto">{}</q>', citation.source.language, excerpt)
        if citation and excerpt
        else mark_safe("")
    )
    return format_html(
        ' <span class="cite-note">{}{}{}</span>', words, ": " if words and excerpt else "", quotation
    )


_CLAIMS: dict[str, str | Promise] = {
    "first_duration": pgettext_lazy("claim", "first in %(value)s"),
    "first_since": pgettext_lazy("claim", "first since %(value)s"),
    "gap_duration": pgettext_lazy("claim", "a gap of %(value)s"),
    "last_session": pgettext_lazy("claim", "last session %(value)s"),
}
_QUALIFIERS: dict[str, str | Promise] = {
    "more_than": pgettext_lazy("claim", "more than %(length)s"),
    "less_than": pgettext_lazy("claim", "less than %(length)s"),
    "approx": pgettext_lazy("claim", "about %(length)s"),
}


@register.filter
def claim_in_words(claim: Any) -> str:
    """What a gap claim says: `first in more than 2½ years`, `last session July 2019`."""
    value = _iso_in_words(claim.value)
    if claim.value.startswith("P") and claim.qualifier in _QUALIFIERS:
        value = _QUALIFIERS[claim.qualifier] % {"length": value}
    return str(_CLAIMS.get(claim.claim_type, "%(value)s") % {"value": value})


def _iso_in_words(value: str) -> str:
    """An ISO 8601 duration or date in words; as it stands where it is neither."""
    try:
        if value.startswith("P"):
            return Duration.parse_iso(value).in_words()
        return format_interval(DateInterval.parse_iso(value))
    except ValueError:
        return value
