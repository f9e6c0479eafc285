"""The fixtures that browser tests rest on do what they say."""

from typing import Any

import pytest


def test_a_page_is_served_from_the_live_server_under_the_real_policy(page: Any) -> None:
    response = page.goto("/no-such-page/")
    assert response.status == 404
    assert page.get_by_text("There is no such page").is_visible()
    assert page.evaluate("document.styleSheets.length") > 0


def test_a_broken_policy_is_noticed(page: Any, complaints: list[str]) -> None:
    page.goto("/no-such-page/")
    complaints.clear()
    page.evaluate("document.body.setAttribute('style', 'color: red')")
    page.wait_for_timeout(100)
    assert any("Content Security Policy" in complaint for complaint in complaints)
    complaints.clear()


def test_without_javascript_a_page_is_whole(page_without_javascript: Any) -> None:
    page_without_javascript.goto("/no-such-page/")
    assert page_without_javascript.get_by_text("There is no such page").is_visible()


@pytest.mark.services
def test_a_worker_runs_beside_the_test(worker: Any, client: Any) -> None:
    answer = client.get("/readyz").json()
    assert answer == {"status": "ok", "database": "ok", "migrations": "ok", "broker": "ok", "worker": "ok"}
