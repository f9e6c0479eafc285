"""`/id/<ID>`: any public id to the page that shows the record."""

import re
from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.http import Http404, HttpResponseBase, HttpResponsePermanentRedirect
from django.utils.translation import gettext as _

from delegations.models import Delegation, Party, Person
from meetings.models import Council, Resumption, Session
from meetings.pages import PublicRequest, find_retired, public_page
from meetings.source_page import public_sources
from statements.models import Statement

_FORM = re.compile(r"([CSEPDQUR])([1-9][0-9]{0,17})")


@public_page("lang")
def by_id(request: PublicRequest, key: str) -> HttpResponseBase:
    """301 to the record's page, or to that of the record it was merged into; 410 if it was erased."""
    match = _FORM.fullmatch(key)
    if match is None:
        raise Http404(
            _(
                "“%(id)s” is not a public id: write a letter (C council, S session, E party, P person, "
                "D delegation, Q statement, U source, R resumption) and a number, such as S12."
            )
            % {"id": key[:40]}
        )
    address = _address(match[1], int(match[2]), request.now)
    if address is not None:
        return HttpResponsePermanentRedirect(address)
    retired = find_retired(request, key)
    if retired is None:
        raise Http404(_("There is no public record %(id)s.") % {"id": key})
    return retired


def _address(letter: str, pk: int, at: datetime) -> str | None:
    """The address of the public record; None if there is none."""
    public_records: dict[str, Callable[[datetime], Any]] = {
        "C": Council.objects.public,
        "S": Session.objects.public,
        "E": Party.objects.public,
        "P": Person.objects.public,
        "D": Delegation.objects.public,
        "Q": Statement.objects.public,
        "U": public_sources,
        "R": Resumption.objects.public,
    }
    found = public_records[letter](at).filter(pk=pk).first()
    return found.get_absolute_url() if found else None
