"""What every public page shares: one snapshot of the data, one canonical address, an ETag, readable refusals."""

import hashlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, date, datetime
from functools import wraps
from typing import Any, Concatenate, ParamSpec, cast
from urllib.parse import urlencode

from django.conf import settings
from django.db import connection, transaction
from django.db.models import QuerySet
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    HttpResponsePermanentRedirect,
    HttpResponseRedirect,
    QueryDict,
    StreamingHttpResponse,
)
from django.shortcuts import render
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from meetings.filter_words import RENAMED_UNDER, as_named_publicly
from meetings.filters.form import read_form
from meetings.languages import DEFAULT, in_language, language_of
from meetings.models import Council, DataVersion, RetiredId
from meetings.other_sites import open_to_other_sites
from meetings.query import (
    ORDERS,
    PARAMETERS,
    SINGLE,
    BadQuery,
    TimelineQuery,
    read_query,
    read_what_can_be_read,
)
from meetings.tracking import TRACKING

Arguments = ParamSpec("Arguments")
# Headers of a file that scripts of other sites may see.
SEEN_OF_FILES = ("Content-Disposition", "ETag", "X-Row-Count")


class PublicRequest(HttpRequest):
    """A request to a public page: what `public_page` found out before the view runs."""

    parameters: tuple[str, ...]  # those of the timeline that this page knows
    query: TimelineQuery  # the validated state of the address
    now: datetime  # instant at which embargoes are judged, UTC
    today: date  # the UTC day
    data_version: int  # version of the data in this page's snapshot


def clock() -> datetime:
    """The one place where public pages read the clock (UTC)."""
    return datetime.now(UTC)


def public_page(
    *parameters: str,
    extra: Iterable[str] = (),
    orders: Iterable[str] = ORDERS,
    data: bool = False,
    has_form: bool = False,
    also: Callable[[], object] | None = None,
) -> Callable[
    [Callable[Concatenate[PublicRequest, Arguments], HttpResponseBase]], Callable[..., HttpResponseBase]
]:
    """Decorate the view of a public page that knows these timeline parameters (none given: all) and ``extra`` ones.
    ``orders``: the words that its ``order`` can be, where they are not those of the timeline's lanes.

    GET and HEAD only. Unknown or malformed parameters answer 400 with a sentence; empty values, tracking parameters
    and another order of parameters are one redirect to the canonical address, and so are the former names of records.
    The view runs in one repeatable-read snapshot; the ETag is made of data version, code version, address and as-of day.

    Every page knows ``lang``, and its words are made in that language. ``data``: a file for programs, which is the
    same in every language, English, and which pages of other sites may read. ``has_form``: the page has the filter
    form, and so has its refusal, with everything that was typed and the sentence at its field. ``also``: what else the
    page shows that is no part of the record; the ETag follows it.
    """
    allowed = (*parameters, "lang") if parameters else PARAMETERS
    others = tuple(extra)

    def decorate(
        view: Callable[Concatenate[PublicRequest, Arguments], HttpResponseBase],
    ) -> Callable[..., HttpResponseBase]:
        @csrf_exempt  # what would write is refused as such
        @require_safe
        @_in_its_language(data)
        @_readable_elsewhere(data)
        @wraps(view)
        def page(
            request: PublicRequest, *args: Arguments.args, **kwargs: Arguments.kwargs
        ) -> HttpResponseBase:
            request.now = clock()
            request.today = request.now.date()
            request.parameters = tuple(allowed)
            try:
                request.query, canonical = _canonical(request, allowed, others, orders)
            except BadQuery as refusal:
                return _refuse_form(request) if has_form else refuse(request, str(refusal))
            if canonical != request.META.get("QUERY_STRING", ""):
                return HttpResponseRedirect(request.path + (f"?{canonical}" if canonical else ""))
            with ExitStack() as held:
                held.enter_context(snapshot())
                request.data_version = DataVersion.current()
                tag = _etag(request, also() if also else None)
                unchanged = get_conditional_response(request, etag=tag)
                if unchanged is not None:
                    return unchanged
                moved = _led_on(request)
                if moved is not None:
                    return moved
                try:
                    response = view(request, *args, **kwargs)
                except BadQuery as refusal:
                    return refuse(request, str(refusal))
                if response.status_code == 200:
                    response.headers.setdefault("ETag", tag)
                    response.headers.setdefault("Cache-Control", "no-cache")
                if isinstance(response, StreamingHttpResponse):
                    # Its rows are still to be read: the snapshot lasts until the response is closed.
                    pieces = cast(
                        "Iterable[bytes]", response.streaming_content
                    )  # no view of ours is asynchronous
                    response.streaming_content = _Held(pieces, held.pop_all())
                return response

        return page

    return decorate


def _readable_elsewhere(
    data: bool,
) -> Callable[[Callable[..., HttpResponseBase]], Callable[..., HttpResponseBase]]:
    """A file, and what is said instead of it, may be read by pages of other sites."""

    def decorate(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
        @wraps(view)
        def page(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
            response = view(request, *args, **kwargs)
            return open_to_other_sites(response, *SEEN_OF_FILES) if data else response

        return page

    return decorate


def in_its_language(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Decorate a view that is no `public_page`: its words are in the language of the address."""
    return _in_its_language(False)(view)


def _in_its_language(
    data: bool,
) -> Callable[[Callable[..., HttpResponseBase]], Callable[..., HttpResponseBase]]:
    """Make the words of a view in the language of its address; of a file, in English. What a response streams is read
    later, outside of this: only files are streamed."""

    def decorate(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
        @wraps(view)
        def page(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
            with override(DEFAULT if data else language_of(request)):
                return view(request, *args, **kwargs)

        return page

    return decorate


def _canonical(
    request: HttpRequest, allowed: Iterable[str], extra: tuple[str, ...], orders: Iterable[str]
) -> tuple[TimelineQuery, str]:
    """The state of the address and its canonical query (without question mark)."""
    given = _without_noise(request.GET, allowed)
    others = [(name, value) for name in extra if name in given for value in given.pop(name) if value]
    query = read_query(given, today=request.today, allowed=[*allowed, *extra], orders=orders)  # type: ignore[attr-defined]  # set above
    pairs = query.pairs()
    lang = [pairs.pop()] if query.lang != DEFAULT else []  # stands last, whatever else a page knows
    return query, urlencode([*pairs, *sorted(others), *lang])


def _led_on(request: PublicRequest) -> HttpResponseBase | None:
    """The permanent redirect of an address whose filters name records that were renamed since; None for any other."""
    today = as_named_publicly(request.query, request.now)
    if today == request.query:
        return None
    given = request.GET.copy()
    for name in RENAMED_UNDER:
        if name in given:
            given.setlist(name, list(getattr(today, name)))
    return HttpResponsePermanentRedirect(f"{request.path}?{given.urlencode()}")


def _without_noise(parameters: QueryDict, allowed: Iterable[str] = PARAMETERS) -> QueryDict:
    """What an address asks for: nothing that others hang on it, and no empty values."""
    given = parameters.copy()
    for name in list(given):
        if name.startswith(TRACKING) or (name in allowed and not any(given.getlist(name))):
            del given[name]
    return given


class _Held:
    """What a response streams, with the snapshot it reads from. Django closes it after the last piece, or when the
    reader has gone; an error in between leaves through here to the web server, which cuts the connection."""

    def __init__(self, pieces: Iterable[bytes], snapshot: ExitStack) -> None:
        self._pieces = pieces
        self._snapshot = snapshot

    def __iter__(self) -> Iterator[bytes]:
        return iter(self._pieces)

    def close(self) -> None:
        self._snapshot.close()


@contextmanager
def snapshot() -> Iterator[None]:
    """One repeatable-read, read-only transaction, so that version, rows and counts of a page belong together.

    Inside a transaction that already runs (tests), nothing is begun: that transaction is the snapshot.
    """
    if connection.in_atomic_block:
        yield
        return
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        yield


def _etag(request: PublicRequest, also: object) -> str:
    parts = [request.data_version, settings.VERSION, request.get_full_path(), request.query.as_of_day]
    if also is not None:
        parts.append(also)
    return quote_etag(hashlib.sha256("|".join(map(str, parts)).encode()).hexdigest()[:32])


def refuse(request: HttpRequest, sentence: str) -> HttpResponse:
    """400 with a sentence that says what is wrong with the address."""
    return render(request, "400.html", {"message": sentence}, status=400)


def _refuse_form(request: PublicRequest) -> HttpResponse:
    """400 for a page with the filter form: the sentences, and the form with what was typed."""
    query, refused = read_what_can_be_read(_without_noise(request.GET), today=request.today)
    context = {
        "messages_for_reader": list(refused.values()),
        "form": read_form(
            query,
            request.now,
            action=request.path,
            typed={
                name: request.GET.get(name, "")[:100].replace("\x00", "")
                for name in SINGLE
                if name in request.GET
            },
            refused=refused,
        ),
        "target": "timeline",
    }
    return render(request, "400.html", context, status=400)


def find_retired(
    request: HttpRequest, key: str, among: QuerySet[Any] | None = None, by: str = "slug"
) -> HttpResponseBase | None:
    """Where a public id or address that is no longer in use leads: a permanent redirect, a 410, or None.

    ``key``: ``S12`` or ``councils/old-slug``. ``among``: the public records of that kind, where the name of one is told
    to nobody before it is public; ``by``: their part of the address.
    """
    row = _last_retired(key)
    if row is None:
        return None
    if not row.successor:
        return render(request, "410.html", {"message": row.reason}, status=410)
    kind, _slash, name = row.successor.rpartition("/")
    if among is not None and not among.filter(**{by: name}).exists():
        return None
    return HttpResponsePermanentRedirect(in_language(f"/{kind}/{name}/" if kind else f"/id/{name}"))


def _last_retired(key: str) -> RetiredId | None:
    """The last of several renamings in a row."""
    row = RetiredId.objects.filter(key=key).first()
    seen = {key}
    while row is not None and row.successor not in seen:
        seen.add(row.successor)
        following = RetiredId.objects.filter(key=row.successor).first()
        if following is None:
            break
        row = following
    return row


def public_council(request: PublicRequest, slug: str) -> Council:
    """The public council of this address, or Http404."""
    council = Council.objects.public(request.now).filter(slug=slug).first()
    if council is None:
        raise Http404(_("There is no council “%(name)s” on record.") % {"name": slug})
    return council


def council_or_where_it_is(request: PublicRequest, slug: str, file: str) -> Council | HttpResponseBase:
    """The public council of the address of one of its files; where that is now, if the council was renamed; or Http404."""
    try:
        return public_council(request, slug)
    except Http404:
        today = as_named_publicly(TimelineQuery(council=(slug,)), request.now).council[0]
        if today == slug:
            raise
    query = request.META.get("QUERY_STRING", "")
    return HttpResponsePermanentRedirect(f"/councils/{today}/{file}{f'?{query}' if query else ''}")
