"""The page of one work list, whole."""

from __future__ import annotations

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from statements.worklists.entries import Asker
from statements.worklists.registry import BY_KEY

ON_A_PAGE = 100


@require_safe
def work_list(request: HttpRequest, key: str) -> HttpResponse:
    """Every row of the list, a hundred a page; a page number that does not exist shows the nearest that does."""
    entry = BY_KEY.get(key)
    if entry is None:
        raise Http404(f"The desk has no list “{key}”.")
    if not request.user.has_perm(entry.permission):
        raise PermissionDenied
    asker = Asker(request.user, timezone.now().date())
    page = Paginator(entry.rows(asker), ON_A_PAGE).get_page(request.GET.get("page"))
    context = {
        **admin.site.each_context(request),
        "title": entry.title,
        "entry": entry,
        "lead": entry.lead(asker),
        "page": page,
        "count": page.paginator.count,
        "lines": [entry.line(row) for row in page],
    }
    return TemplateResponse(request, "admin/desk/work_list.html", context)
