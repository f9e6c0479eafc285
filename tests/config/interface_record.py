"""Asking the JSON interface, as a program would: pages followed by their `next`."""

from typing import Any
from urllib.parse import urlsplit

from django.test import Client


def ask(address: str, **headers: str) -> Any:
    """The response to an address below `/api/v1`, or to one that an answer gave."""
    parts = urlsplit(address)
    path = parts.path if parts.path.startswith("/api/") else f"/api/v1{parts.path}"
    return Client().get(f"{path}?{parts.query}".rstrip("?"), headers=headers)


def body(address: str) -> dict[str, Any]:
    response = ask(address)
    assert response.status_code == 200, (address, response.content[:500])
    answer: dict[str, Any] = response.json()
    return answer


def pages(address: str, limit: int = 100) -> "list[list[dict[str, Any]]]":
    """All pages of a list."""
    found = []
    following: str | None = f"{address}{'&' if '?' in address else '?'}limit={limit}"
    while following:
        answer = body(following)
        found.append(answer["data"])
        following = answer["next"]
    return found


def everything(address: str, limit: int = 100) -> "list[dict[str, Any]]":
    return [row for page in pages(address, limit) for row in page]
