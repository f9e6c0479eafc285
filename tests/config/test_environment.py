"""The virtual environment is made when it is missing or broken, and installed when the lock file has changed."""

from pathlib import Path

import pytest

from config.embedded import environment
from config.embedded.environment import DEMO, DEVELOPMENT, LOCKS, PRODUCTION


class Steps(list[str]):
    """What was done, in order. `refused` names lock files that pip cannot install."""

    refused: tuple[str, ...] = ()


@pytest.fixture
def steps(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Steps:
    done = Steps()
    venv = tmp_path / ".venv"
    for lock in LOCKS:
        (tmp_path / lock).write_text(f"{lock} 1")
    monkeypatch.setattr(environment, "CHECKOUT", str(tmp_path))
    monkeypatch.setattr(environment, "VENV", str(venv))
    monkeypatch.setattr(environment, "UNFINISHED", str(venv / ".unfinished"))
    monkeypatch.setattr(environment, "runs", venv.exists)
    monkeypatch.setattr(environment.signal, "signal", lambda *_: None)

    def create() -> None:
        done.append("create")
        venv.mkdir(exist_ok=True)
        (venv / ".unfinished").unlink(missing_ok=True)

    def pip_install(lock: str) -> bool:
        done.append(lock)
        return lock not in done.refused

    monkeypatch.setattr(environment, "create", create)
    monkeypatch.setattr(environment, "pip_install", pip_install)
    return done


def install(lock: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(environment.sys, "argv", ["environment.py", lock])
    environment.main()


def test_a_second_time_nothing_is_done(steps: Steps, monkeypatch: pytest.MonkeyPatch) -> None:
    install(DEMO, monkeypatch)
    install(DEMO, monkeypatch)
    assert steps == ["create", DEMO]


def test_a_changed_lock_is_installed_into_the_same_environment(
    steps: Steps, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    install(DEMO, monkeypatch)
    (tmp_path / DEMO).write_text("demo 2")
    install(DEMO, monkeypatch)
    assert steps == ["create", DEMO, DEMO]


def test_the_development_environment_serves_the_demo(steps: Steps, monkeypatch: pytest.MonkeyPatch) -> None:
    install(DEVELOPMENT, monkeypatch)
    install(DEMO, monkeypatch)
    assert steps == ["create", DEVELOPMENT]
    install(DEVELOPMENT, monkeypatch)
    assert steps == ["create", DEVELOPMENT]


def test_an_installation_that_was_cut_short_is_made_anew(
    steps: Steps, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    install(DEMO, monkeypatch)
    (tmp_path / ".venv" / ".unfinished").touch()
    (tmp_path / ".venv" / f".installed-{DEMO}").unlink()
    install(DEMO, monkeypatch)
    assert steps == ["create", DEMO, "create", DEMO]


def test_where_the_servers_have_no_build_the_rest_is_installed(
    steps: Steps, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    steps.refused = (DEMO,)
    install(DEMO, monkeypatch)
    install(DEMO, monkeypatch)
    assert steps == ["create", DEMO, PRODUCTION]
    assert "trying with the system's own" in capsys.readouterr().out


def test_a_failure_is_said_and_tried_again_from_the_start(
    steps: Steps, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps.refused = tuple(LOCKS)
    with pytest.raises(SystemExit, match="could not be installed"):
        install(DEMO, monkeypatch)
    steps.refused = ()
    install(DEMO, monkeypatch)
    assert steps == ["create", DEMO, PRODUCTION, "create", DEMO]


def test_an_old_python_is_said(steps: Steps, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(environment.sys, "version_info", (3, 9, 2))
    with pytest.raises(SystemExit, match=r"3\.11 or later is needed; this is 3\.9"):
        install(DEMO, monkeypatch)
    assert steps == []
