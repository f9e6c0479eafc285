"""The state directory: one holder, private files, a record that a dead holder's cannot be taken for."""

import stat
from pathlib import Path

import pytest

from config.embedded.backend import holder, new_record
from config.embedded.demo import chosen_port, project_environment
from config.embedded.state import CHECKOUT, StartProblem, StateDirectory


def test_a_relative_directory_lies_in_the_checkout() -> None:
    assert StateDirectory.from_environment({}).path == CHECKOUT / ".local"
    assert StateDirectory.from_environment({"STATE_DIR": "other"}).path == CHECKOUT / "other"
    assert StateDirectory.from_environment({"STATE_DIR": "/elsewhere"}).path == Path("/elsewhere")


def test_only_one_holds_the_lock(tmp_path: Path) -> None:
    first, second = StateDirectory(tmp_path), StateDirectory(tmp_path)
    assert first.acquire()
    assert not second.acquire()
    first.release()
    assert second.acquire()
    second.release()


def test_a_dead_holders_record_is_nobodys(tmp_path: Path) -> None:
    state = StateDirectory(tmp_path)
    record = new_record("demo", "make demo", "http://127.0.0.1:8000/")
    state.write_running(record)
    assert holder(state) == record
    record.mark = "an earlier start"
    state.write_running(record)
    assert holder(state) is None


def test_a_damaged_record_is_no_record(tmp_path: Path) -> None:
    (tmp_path / "running.json").write_text('{"kind": "demo"')
    assert StateDirectory(tmp_path).read_running() is None


def test_secrets_are_made_once_and_are_private(tmp_path: Path) -> None:
    state = StateDirectory(tmp_path)
    key = state.secret_key()
    assert len(key) > 50 and state.secret_key() == key
    assert stat.S_IMODE((tmp_path / "secret_key").stat().st_mode) == 0o600


def test_a_directory_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StartProblem, match="cannot be made"):
        StateDirectory(tmp_path / "file" / "state").acquire()


@pytest.mark.parametrize("port", ["abc", "0", "65536", "-1", "80 80"])
def test_a_port_that_is_none_is_said(port: str) -> None:
    with pytest.raises(StartProblem, match="number from 1 to 65535"):
        chosen_port({"PORT": port})


def test_the_demo_never_runs_with_debug_and_keeps_what_is_given(tmp_path: Path) -> None:
    state = StateDirectory(tmp_path)
    env = project_environment(
        state, 8123, {"DEBUG": "1", "SITE_URL": "https://example.org", "SECRET_KEY": ""}
    )
    assert env["DEBUG"] == "0"
    assert env["SITE_URL"] == "https://example.org"
    assert env["SECRET_KEY"] == state.secret_key()
    assert project_environment(state, 8123, {})["SITE_URL"] == "http://127.0.0.1:8123"
