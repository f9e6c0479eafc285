"""Notices by mail: the form, the link that confirms, the link that changes and ends.

None of these pages needs a cookie or a token: a form can cause one mail that asks, and the links are signed. So
their posts are exempt from the check against forgery, which mail programs could not pass (RFC 8058).
"""

from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from meetings import pages
from meetings.filter_words import FilterWords, as_named_today, filter_in_words, kept_query
from meetings.languages import DEFAULT, in_language
from meetings.limits import network_of
from meetings.mail import subscribing
from meetings.mail.forms import RhythmForm, SubscribeForm
from meetings.mail.keys import BadKey, read_confirm_key, read_manage_key
from meetings.mail.limits import asks_too_often
from meetings.models import Subscription
from meetings.pages import PublicRequest, in_its_language, public_page, refuse
from meetings.query import PARAMETERS, PRESENTATION, BadQuery, TimelineQuery, read_query
from meetings.vocabulary import Rhythm

# What narrows the notices; the rest of the timeline's parameters are ways to look at them.
_KNOWN = [name for name in PARAMETERS if name not in ("as_of", *PRESENTATION)]
_LONGEST_QUERY = Subscription._meta.get_field("query").max_length or 0


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@in_its_language
def subscribe(request: HttpRequest) -> HttpResponseBase:
    """The form for the filter of its address; posted, it always answers the same."""
    return _ask(request) if request.method == "POST" else _empty_form(request)


@public_page(*_KNOWN)
def _empty_form(request: PublicRequest) -> HttpResponse:
    return _form_page(request, request.query, SubscribeForm(), request.now)


def _form_page(
    request: HttpRequest, query: TimelineQuery, form: SubscribeForm, now: datetime, *, status: int = 200
) -> HttpResponse:
    query = as_named_today(query)
    words = filter_in_words(query, now)
    if problem := _problem(query, words, now):
        status = 400
    context = {
        "form": form,
        "words": words,
        "problem": problem,
        "timeline": f"/{query.querystring()}",
        "feed": f"/notices.atom{query.changed(lang=DEFAULT).querystring()}",
        "is_filtered": query.is_filtered,
        "rhythms": Rhythm.choices,
    }
    return render(request, "meetings/subscribe.html", context, status=status)


def _problem(query: TimelineQuery, words: FilterWords, now: datetime) -> str:
    """Why nothing could ever be sent for this filter; empty if something can."""
    if len(query.querystring()) > _LONGEST_QUERY:
        return _("This filter has too many choices to be kept. Leave some out.")
    if query.last_day and query.last_day < now.date():
        return _("Nothing new can fall into a period that ended in the past (%(day)s).") % {
            "day": query.period_to
        }
    missing = [value for value in (*query.council, *query.topic, *query.place) if value in words.unknown]
    if missing:
        named = ", ".join(f"“{value[:80]}”" for value in missing)
        return _(
            "There is nothing on record under %(words)s, so nothing could be sent. Check the address."
        ) % {"words": named}
    return ""


def _ask(request: HttpRequest) -> HttpResponse:
    now = pages.clock()
    try:
        query = as_named_today(read_query(request.GET, today=now.date(), allowed=_KNOWN))
    except BadQuery as refusal:
        return refuse(request, str(refusal))
    form = SubscribeForm(request.POST)
    if _problem(query, filter_in_words(query, now), now) or not form.is_valid():
        return _form_page(request, query, form, now, status=400)
    if form.is_from_a_robot:
        return HttpResponseRedirect(in_language("/subscribe/asked/"))
    if asks_too_often(network_of(request), now):
        form.add_error(None, _("Too many requests have come from your network. Try again in an hour."))
        return _form_page(request, query, form, now, status=429)
    subscribing.ask(
        email=form.cleaned_data["email"],
        query=query.changed(lang=DEFAULT).querystring()[1:],
        rhythm=Rhythm(form.cleaned_data["rhythm"]),
        note_to_self=form.cleaned_data["note_to_self"],
        now=now,
    )
    return HttpResponseRedirect(in_language("/subscribe/asked/"))


@require_safe
@in_its_language
def asked(request: HttpRequest) -> HttpResponse:
    """The same sentence for everybody, whatever is on record of the address."""
    return render(request, "meetings/subscribe_asked.html")


@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@in_its_language
def confirm(request: HttpRequest, key: str) -> HttpResponse:
    """A page with a button, since programs that look through mail follow links; the button confirms."""
    try:
        pk = read_confirm_key(key)
    except BadKey as refusal:
        return _gone(request, str(refusal))
    row = Subscription.objects.lasting().filter(pk=pk).first()
    if row is None or (
        request.method == "POST" and not subscribing.confirm(subscription_id=pk, now=pages.clock())
    ):
        return _gone(request, _("This subscription has ended, or was never confirmed and has been deleted."))
    done = request.method == "POST" or row.confirmed_at is not None
    return render(request, "meetings/subscribe_confirm.html", {"each": _shown([row])[0], "done": done})


@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@in_its_language
def manage(request: HttpRequest, key: str) -> HttpResponse:
    """All subscriptions of the address. A post changes a rhythm, or ends: without more, those that the link stands
    for, which is what a mail program's own button asks."""
    try:
        named = read_manage_key(key)
    except BadKey as refusal:
        return _gone(request, str(refusal))
    rows = _of_same_address(named)
    said, status = "", 200
    if request.method == "POST":
        said, status = _act(request, named, rows)
        # Those named may all have ended and forgotten their address: the others are known from before.
        rows = list(Subscription.objects.lasting().filter(pk__in=[row.pk for row in rows]).order_by("id"))
    if not rows and not said:
        return _gone(request, _("These subscriptions have ended, and their address has been forgotten."))
    context = {"rows": _shown(rows), "said": said, "refused": status != 200, "rhythms": Rhythm.choices}
    return render(request, "meetings/subscriptions.html", context, status=status)


def _act(request: HttpRequest, named: list[int], rows: list[Subscription]) -> tuple[str, int]:
    """What the post asks for, done; a sentence about it, and the status."""
    own = {str(row.pk): row.pk for row in rows}
    if "rhythm" in request.POST:
        form = RhythmForm(request.POST)
        pk = own.get(request.POST.get("subscription", ""))
        if not form.is_valid() or pk is None:
            return _("Choose how often from the list. Nothing was changed."), 400
        subscribing.change_rhythm(subscription_ids=[pk], rhythm=Rhythm(form.cleaned_data["rhythm"]))
        return _("Changed."), 200
    wanted = request.POST.get("end", "")
    if wanted and wanted != "all" and wanted not in own:
        return _("This subscription has ended before."), 200
    pks = [own[wanted]] if wanted in own else list(own.values()) if wanted == "all" else named
    subscribing.end(subscription_ids=pks, now=pages.clock())
    if len(pks) == 1:
        return _("Ended. No more mail comes for it."), 200
    return _("Ended. No more mail comes for them."), 200


def _of_same_address(named: list[int]) -> list[Subscription]:
    """The lasting subscriptions of the address that those named belong to."""
    lasting = Subscription.objects.lasting()
    first = lasting.filter(pk__in=named).first()
    return list(lasting.of_address(first.email).order_by("id")) if first else []


def _shown(rows: list[Subscription]) -> list[dict[str, Any]]:
    """The subscriptions with their filters in words and their addresses on the timeline."""
    now = pages.clock()
    shown = []
    for row in rows:
        query = kept_query(row.query, now.date())
        words = filter_in_words(query, now).text if query else row.query
        shown.append(
            {"row": row, "words": words, "timeline": in_language(f"/{query.querystring() if query else ''}")}
        )
    return shown


def _gone(request: HttpRequest, sentence: str) -> HttpResponse:
    return render(request, "meetings/subscription_gone.html", {"message": sentence}, status=410)
