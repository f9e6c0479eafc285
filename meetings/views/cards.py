"""Pictures of pages for sites that link to them: `/og/...png`. Cached by their ETag, as the pages are."""

from django.http import Http404, HttpResponse, HttpResponseBase
from django.utils.translation import gettext as _

from meetings.cards.drawing import Card, draw_card
from meetings.cards.reading import council_card, resumption_card, session_card, timeline_card
from meetings.models import Resumption, Session
from meetings.pages import PublicRequest, public_council, public_page
from meetings.query import PARAMETERS

# What of the timeline's state changes its card.
CHOOSING = tuple(name for name in PARAMETERS if name not in ("page", "sort", "order", "breaks"))


@public_page(*CHOOSING)
def timeline_picture_card(request: PublicRequest) -> HttpResponseBase:
    return _answer(timeline_card(request.query, request.now, request.data_version))


@public_page("as_of")
def council_picture_card(request: PublicRequest, slug: str) -> HttpResponseBase:
    council = public_council(request, slug)
    return _answer(council_card(council, request.query, request.now, request.data_version))


@public_page("lang")
def session_picture_card(request: PublicRequest, key: str) -> HttpResponseBase:
    """``key``: the public id without its letter."""
    session = Session.objects.public(request.now).select_related("place").filter(pk=int(key)).first()
    if session is None:
        raise Http404(_("There is no public session %(id)s.") % {"id": f"S{key}"})
    return _answer(session_card(session, request.now, request.data_version))


@public_page("lang")
def resumption_picture_card(request: PublicRequest, key: str) -> HttpResponseBase:
    """``key``: the public id without its letter."""
    flag = Resumption.objects.public(request.now).select_related("council").filter(pk=int(key)).first()
    if flag is None:
        raise Http404(_("There is no public resumption %(id)s.") % {"id": f"R{key}"})
    return _answer(resumption_card(flag, request.now, request.data_version))


def _answer(card: Card) -> HttpResponse:
    return HttpResponse(draw_card(card), content_type="image/png")
