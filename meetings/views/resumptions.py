"""Flags: all of them, and one with its evidence and its history."""

from django.http import Http404, HttpResponseBase, HttpResponsePermanentRedirect
from django.shortcuts import render

from meetings.citations import SourceList
from meetings.models import Council
from meetings.pages import PublicRequest, find_retired, public_page
from meetings.resumption_page import find_flag, flag_lists, resumption_page
from meetings.timeline.council_rhythm import rhythm_figure
from meetings.vocabulary import Grade, Stream


@public_page("council", "flag", "as_of", "page")
def resumptions(request: PublicRequest) -> HttpResponseBase:
    """Flags, latest first; those that no longer stand are set apart."""
    standing, former = flag_lists(request.query, request.now)
    context = {
        "page": standing,
        "former": former,
        "councils": Council.objects.public(request.now).filter(resumptions__isnull=False).distinct(),
        "flags": Grade.choices,
    }
    return render(request, "meetings/resumptions.html", context)


@public_page("lang")
def resumption(request: PublicRequest, key: str) -> HttpResponseBase:
    """``key``: the public id, R12; the bare number leads there."""
    if not key.startswith("R"):
        return HttpResponsePermanentRedirect(f"/resumptions/R{int(key)}/")
    flag = find_flag(int(key[1:]), request.now)
    if flag is None:
        retired = find_retired(request, key)
        if retired is not None:
            return retired
        raise Http404(f"There is no public resumption {key}.")
    context = {
        "page": resumption_page(flag, request.now),
        "flag": flag,
        # The picture shows all sessions together: for a flag of one level it would show another gap.
        "rhythm": rhythm_figure(flag.council, as_of=flag.resumed_on.latest, at=request.now)
        if flag.stream == Stream.MAIN
        else None,
        "sources": SourceList(),
    }
    return render(request, "meetings/resumption.html", context)
