"""Who this browser is signed in as: asked by a form before it leaves the page with what was typed."""

from __future__ import annotations

from django.http import HttpRequest, JsonResponse
from django.middleware.csrf import get_token
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET


@require_GET
@never_cache
def signed_in(request: HttpRequest) -> JsonResponse:
    """The account's key and name (null if there is none, or one that has no place at the desk), and a token to post with."""
    user = request.user if request.user.is_active and request.user.is_staff else None
    return JsonResponse(
        {
            "user": user.pk if user is not None else None,
            "name": user.get_username() if user is not None else "",
            "token": get_token(request),
        }
    )
