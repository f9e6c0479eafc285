"""Flags: all of them, and one with its evidence and its history."""

from django.http import Http404, HttpResponseBase, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _

from meetings.citations import SourceList
from meetings.flag_lists import flag_lists
from meetings.languages import in_language
from meetings.models import Council
from meetings.pages import PublicRequest, find_retired, public_page
from meetings.resumption_page import find_flag, resumption_page
from meetings.vocabulary import Grade


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
        return HttpResponsePermanentRedirect(in_language(f"/resumptions/R{int(key)}/"))
    flag = find_flag(int(key[1:]), request.now)
    if flag is None:
        retired = find_retired(request, key)
        if retired is not None:
            return retired
        raise Http404(_("There is no public resumption %(id)s.") % {"id": key})
    context = {"page": resumption_page(flag, request.now), "flag": flag, "sources": SourceList()}
    return render(request, "meetings/resumption.html", context)
