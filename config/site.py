"""What every template knows of the installation."""

from django.conf import settings
from django.http import HttpRequest


def site(request: HttpRequest) -> dict[str, str]:
    """Context processor: ``site_url`` (no slash at its end) and ``code_version``."""
    return {"site_url": settings.SITE_URL, "code_version": settings.VERSION}
