"""Addresses of the session desk, and what a browser posts to them."""

from __future__ import annotations

from typing import Any

from django.test import Client

from meetings.models import Session
from tests import factories as make
from tests.statements.form_reading import form_data

ADD = "/admin/meetings/session/add/"


def change(session: Session) -> str:
    return f"/admin/meetings/session/{session.pk}/change/"


def new_session(client: Client, council: Any, **changes: Any) -> dict[str, list[str]]:
    """What a browser posts for a new session of the council with one source."""
    fields = {"start": "12 January 2022", "_continue": "Save", **changes}
    data = form_data(client.get(ADD), **fields)
    data["council_links-0-council"] = [str(council.pk)]
    if "citations__0__source" not in changes:
        data["citations-0-source"] = [str(make.make_source().pk)]
    return data


def form_errors(response: Any) -> list[str]:
    """The sentences of a refused form; empty if it was not refused."""
    return [str(error) for error in (response.context or {}).get("errors", [])]
