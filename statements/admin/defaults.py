"""What a new session can take over from the council's last one, and the way to the next session of the same council."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.urls import path, reverse
from django.utils.decorators import method_decorator
from django.utils.text import capfirst
from django.views.decorators.http import require_GET

from delegations.roster import members_on
from meetings.admin.autocompletes import Asked
from meetings.admin.inlines import SharedPost
from meetings.admin.publishing import PREVIEW
from meetings.admin.session_preview import PreviewedSessionAdmin
from meetings.dates import DateInterval
from meetings.dates.wording import format_span
from meetings.models import Session
from meetings.vocabulary import COUNTING_STATUSES, Publication

# Never the date, nor what came of it.
TAKEN_OVER = ("place", "venue", "level", "formation", "format", "time_zone")
SAME_AS_LAST = "_same_as_last"
NEXT = "_addanother"


@dataclass(frozen=True, slots=True)
class TakenOver:
    """One box: its name and label, the value as posted, and the value as read."""

    name: str
    label: str
    value: str
    text: str


def last_session(councils: Sequence[int], day: DateInterval | None) -> Session | None:
    """The latest session of one of the councils that took place, before the day if one is given; no part, none
    withdrawn. Drafts count: the desk knows them."""
    held = Session.objects.filter(councils__in=councils, status__in=COUNTING_STATUSES, part_of=None).exclude(
        publication=Publication.WITHDRAWN
    )
    if day is not None:
        held = held.filter(start__startswith__lt=day.earliest)
    return held.select_related("place").order_by("-start__startswith", "-pk").first()


def taken_over(session: Session) -> list[TakenOver]:
    """The boxes of a new session that it can fill; none where it says nothing itself."""
    boxes = []
    for name in TAKEN_OVER:
        field, value = Session._meta.get_field(name), getattr(session, name)
        if value:
            shown = getattr(session, f"get_{name}_display", lambda value=value: value)()
            key = str(value.pk) if name == "place" else str(value)
            boxes.append(TakenOver(name, str(field.verbose_name), key, str(shown)))  # type: ignore[union-attr]  # a column
    return boxes


def _sentence(session: Session | None, boxes: Sequence[TakenOver]) -> str:
    if session is None:
        return "No earlier session of the council is on record."
    said = ", ".join(box.text for box in boxes)
    return f"Last session on record: {format_span(session.start, session.end)}{f' ({said})' if said else ''}."


class NextSessionAdmin(PreviewedSessionAdmin):
    """Offers on the form of a new session what the last one had, and leads from each session to the next."""

    def get_urls(self) -> list[Any]:
        defaults = self.admin_site.admin_view(self.defaults_view)
        return [path("defaults/", defaults, name="meetings_session_defaults"), *super().get_urls()]

    @method_decorator(require_GET)
    def defaults_view(self, request: HttpRequest) -> HttpResponse:
        """For the councils and the day in the address: a sentence, the boxes to fill, and how many members there were."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        asked = Asked.of(request)
        session = last_session(asked.councils, asked.day)
        boxes = taken_over(session) if session else []
        members = members_on(list(asked.councils), asked.day).count()
        return JsonResponse(
            {
                "sentence": _sentence(session, boxes),
                "boxes": [
                    {"name": box.name, "label": box.label, "value": box.value, "text": box.text}
                    for box in boxes
                ],
                "members": members,
            }
        )

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: Any = None,
    ) -> Any:
        context = {**(extra_context or {}), "same_as_last": SAME_AS_LAST, "next": NEXT}
        if object_id is None:
            context["defaults_address"] = reverse("admin:meetings_session_defaults")
            if request.method == "POST" and SAME_AS_LAST in request.POST:
                context["defaults_sentence"] = self._fill_in(request)
        return super().changeform_view(request, object_id, form_url, context)

    def _fill_in(self, request: HttpRequest) -> str:
        """Write what the last session had into the empty boxes that were posted; the form is only shown again."""
        posted = SharedPost.of(request.POST)
        councils = [str(value) for name, value in posted.items() if _is_council(name)]
        cited = [str(value) for name, value in posted.items() if _is_source(name) and value]
        asked = Asked.read(
            on=str(posted.get("start", "")), councils=",".join(councils), source="".join(cited[:1])
        )
        session = last_session(asked.councils, asked.day)
        boxes = taken_over(session) if session else []
        for box in boxes:
            if not posted.get(box.name):
                posted[box.name] = box.value
        posted[PREVIEW] = "1"
        request.POST = posted  # type: ignore[assignment]  # Django allows it, its stubs do not
        labels = ", ".join(box.label for box in boxes)
        return _sentence(session, boxes) + (
            f" {capfirst(labels)} were filled in where empty." if boxes else ""
        )

    def response_add(
        self, request: HttpRequest, obj: Any, post_url_continue: str | None = None
    ) -> HttpResponse:
        response = super().response_add(request, obj, post_url_continue)
        return _to_the_next(obj) if NEXT in request.POST else response

    def response_change(self, request: HttpRequest, obj: Any) -> HttpResponse:
        response = super().response_change(request, obj)
        return _to_the_next(obj) if NEXT in request.POST else response


def _is_council(name: str) -> bool:
    return name.startswith("council_links-") and name.endswith("-council")


def _is_source(name: str) -> bool:
    return name.startswith("citations-") and name.endswith("-source")


def _to_the_next(session: Session) -> HttpResponse:
    """The form of a new session of the same councils, resting on the same source until another is chosen."""
    councils = session.council_links.order_by("pk").values_list("council", flat=True)
    sources = session.citations.order_by("pk").values_list("source", flat=True)[:1]
    query = urlencode([*(("council", key) for key in councils), *(("source", key) for key in sources)])
    return HttpResponseRedirect(f"{reverse('admin:meetings_session_add')}?{query}")
