"""Releases of the data: the list, one of them, and their files."""

from typing import Any

from django.conf import settings
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from meetings.languages import language
from meetings.models import Release
from meetings.pages import PublicRequest, in_its_language, public_page
from meetings.releases.papers import quotable
from meetings.releases.shelf import archive_of, is_at_hand, on_record, read_paper


def _shown(release: Release) -> dict[str, Any]:
    """What a page says of a release."""
    changed = {
        verb: sum(table[verb] for table in release.changes.values())
        for verb in ("added", "changed", "recomputed", "removed")
    }
    return {
        "release": release,
        "is_at_hand": is_at_hand(release),
        "rows": release.rows,
        "changed": changed if release.previous_id else None,
        "quotable": quotable(
            release.version, release.day, release.data_version, settings.SITE_URL + release.path, language()
        ),
    }


@public_page("lang", also=on_record)
def releases(request: PublicRequest) -> HttpResponseBase:
    """Every release, the last first."""
    found = Release.objects.select_related("previous")
    return render(request, "meetings/releases.html", {"releases": [_shown(each) for each in found]})


@public_page("lang", also=on_record)
def release(request: PublicRequest, version: str) -> HttpResponseBase:
    """One release: the address that is cited."""
    found = _release(version)
    return render(request, "meetings/release.html", {**_shown(found), "tables": _tables(found)})


def _tables(release: Release) -> list[dict[str, Any]]:
    """Its tables with their rows and, where it follows another release, what became of them."""
    verbs = {
        "added": pgettext("rows", "added"),
        "changed": pgettext("rows", "changed"),
        "recomputed": pgettext("rows", "recomputed"),
        "removed": pgettext("rows", "removed"),
    }
    return [
        {
            "name": name,
            "rows": rows,
            "changed": [
                {"label": label, "number": release.changes.get(name, {}).get(verb)}
                for verb, label in verbs.items()
            ],
        }
        for name, rows in release.counts
    ]


def _release(version: str) -> Release:
    found = Release.objects.select_related("previous").filter(version=version).first()
    if found is None:
        raise Http404(_("There is no release “%(name)s”.") % {"name": version})
    return found


@require_safe
@in_its_language
def release_file(request: HttpRequest, version: str, name: str) -> HttpResponseBase:
    """The zip, or one of the texts in it. A release never changes: neither do its files."""
    found = _release(version)
    if name == found.archive_name:
        return _archive(request, found)
    paper = read_paper(found, name)
    if paper is None:
        raise Http404(
            _("The release %(version)s has no file “%(name)s” to look at, or its zip is not here.")
            % {"version": version, "name": name}
        )
    kind = "text/csv" if name.endswith(".csv") else "text/plain"
    return HttpResponse(paper, content_type=f"{kind}; charset=utf-8", headers={"Cache-Control": "no-cache"})


def _archive(request: HttpRequest, found: Release) -> HttpResponseBase:
    tag = quote_etag(found.archive_sha256)
    unchanged = get_conditional_response(request, etag=tag)
    if unchanged is not None:
        return unchanged
    try:
        file = archive_of(found).open("rb")
    except OSError:
        raise Http404(
            _("The zip of release %(version)s is not here just now. Whoever keeps this site can put it back.")
            % {"version": found.version}
        ) from None
    response = FileResponse(file, as_attachment=True, filename=found.archive_name)
    # It is packed already: compressed once more it would lose its length.
    response["ETag"], response["Cache-Control"], response["Content-Encoding"] = tag, "no-cache", "identity"
    return response
