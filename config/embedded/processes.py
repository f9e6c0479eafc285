"""Starting, recognising and stopping processes, so that none is left behind and no stranger is killed."""

import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

STOP_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
_PR_SET_PDEATHSIG = 1


@dataclass(frozen=True)
class Account:
    """The user that a server runs as when this process may not run it itself."""

    uid: int
    gid: int


class Stopped(BaseException):
    """A stop signal arrived. Like KeyboardInterrupt, no `except Exception` takes it."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.signal = number


def end_on_stop_signals() -> None:
    """Let the first Ctrl-C, SIGTERM or SIGHUP raise Stopped; those after it change nothing: the stop that
    the first one began is short, and must not be cut."""

    def stop(number: int, _frame: object) -> None:
        ignore_stop_signals()
        raise Stopped(number)

    for number in STOP_SIGNALS:
        signal.signal(number, stop)


def ignore_stop_signals() -> None:
    for number in STOP_SIGNALS:
        signal.signal(number, signal.SIG_IGN)


@contextmanager
def signals_held() -> Iterator[None]:
    """Keep stop signals back for the length of a block, so that a process is never started and forgotten."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, STOP_SIGNALS)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def start_mark(pid: int) -> str | None:
    """When this process started, as a text that no later process with the same number shares; None if
    there is no such process."""
    try:
        stat = Path(f"/proc/{pid}/stat").read_text("utf-8", "replace")
        boot = Path("/proc/sys/kernel/random/boot_id").read_text("ascii").strip()
    except FileNotFoundError:
        if sys.platform == "linux":
            return None
        asked = subprocess.run(["ps", "-o", "lstart=", "-p", str(pid)], capture_output=True, text=True)
        return asked.stdout.strip() or None
    except OSError:
        return None
    fields = stat.rpartition(")")[2].split()
    state, started = fields[0], fields[19]
    return None if state in "ZX" else f"{boot} {started}"


def _child_setup(parent: int, death_signal: int) -> Callable[[], None]:
    """What a child does between fork and exec: take signals again, and on Linux ask to be stopped when
    the parent ends without a word (kill -9)."""
    libc = ctypes.CDLL(None) if sys.platform == "linux" else None

    def setup() -> None:
        for number in STOP_SIGNALS:
            signal.signal(number, signal.SIG_DFL)
        signal.pthread_sigmask(signal.SIG_UNBLOCK, STOP_SIGNALS)
        if libc is not None:
            libc.prctl(_PR_SET_PDEATHSIG, death_signal, 0, 0, 0)
            if os.getppid() != parent:
                os._exit(1)

    return setup


def spawn(
    argv: Sequence[str | Path],
    *,
    env: Mapping[str, str],
    log: Path | None = None,
    account: Account | None = None,
    cwd: Path | None = None,
    stop_signal: int = signal.SIGTERM,
) -> "subprocess.Popen[bytes]":
    """Start a process in a session of its own, so that the terminal's Ctrl-C reaches only us.

    Its output is added to `log`; without one it shares ours.
    """
    output = open(log, "ab") if log else None  # noqa: SIM115 - closed below, after the child has its copy
    try:
        return subprocess.Popen(
            [str(part) for part in argv],
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT if output else None,
            env=dict(env),
            cwd=cwd,
            start_new_session=True,
            preexec_fn=_child_setup(os.getpid(), stop_signal),
            user=account.uid if account else None,
            group=account.gid if account else None,
            extra_groups=[] if account else None,
        )
    finally:
        if output:
            output.close()


class Starter:
    """The process that started us: make. When it ends without a word, or was interrupted alone, so do we."""

    def __init__(self) -> None:
        self._pid = os.getppid()
        self._took_interrupts = self._catches_interrupts()

    def gave_up(self) -> bool:
        """Whether it was killed; or, on Linux, got a SIGINT that did not come to us: make then drops its
        handler and waits for us, sending nothing."""
        return os.getppid() != self._pid or (self._took_interrupts and not self._catches_interrupts())

    def _catches_interrupts(self) -> bool:
        try:
            status = Path(f"/proc/{self._pid}/status").read_text("ascii", "replace")
        except OSError:
            return False
        caught = next((line for line in status.splitlines() if line.startswith("SigCgt:")), "SigCgt: 0")
        return bool(int(caught.split()[1], 16) & 1 << (signal.SIGINT - 1))


class Child:
    """A process that is started, watched, started again and stopped."""

    def __init__(
        self,
        name: str,
        launch: Callable[[], "subprocess.Popen[bytes]"],
        *,
        stop_signal: int = signal.SIGTERM,
        log: Path | None = None,
    ) -> None:
        self.name = name
        self.stop_signal = stop_signal
        self.log = log
        self.started_at = 0.0
        self.mark: str | None = None
        self._launch = launch
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def pid(self) -> int | None:
        return self._process.pid if self._process else None

    def start(self) -> None:
        with signals_held():
            self.started_at = time.monotonic()
            self._process = self._launch()
            self.mark = start_mark(self._process.pid)

    def ended(self) -> str | None:
        """How it ended, in words; None while it runs."""
        if self._process is None:
            return "not started"
        code = self._process.poll()
        if code is None:
            return None
        return f"killed by signal {-code}" if code < 0 else f"ended with code {code}"

    def ask_to_stop(self) -> None:
        if self._process and self._process.poll() is None:
            self._process.send_signal(self.stop_signal)

    def clear(self) -> None:
        """Kill what is left of its process group: the workers of a master that was killed, for one."""
        if self._process is None:
            return
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(self._process.pid, signal.SIGKILL)
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(2)


def stop_children(children: Iterable[Child], seconds: float) -> None:
    """Ask all to stop, wait for them together, kill whatever is left after `seconds`."""
    children = list(children)
    for child in children:
        child.ask_to_stop()
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline and any(child.ended() is None for child in children):
        time.sleep(0.01)
    for child in children:
        child.clear()


def stop_stray(pid: int, mark: str, stop_signal: int = signal.SIGTERM, seconds: float = 3.0) -> bool:
    """Stop a process of an earlier start, if it is still that very process. True if there was one."""
    if start_mark(pid) != mark:
        return False
    with suppress(ProcessLookupError, PermissionError):
        os.kill(pid, stop_signal)
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline and start_mark(pid) == mark:
            time.sleep(0.02)
        if start_mark(pid) == mark:
            os.kill(pid, signal.SIGKILL)
            time.sleep(0.1)
    return True


def tail(log: Path | None, lines: int = 12) -> str:
    """The last lines of a log, indented, for a message about a process that failed."""
    if log is None or not log.exists():
        return ""
    last = log.read_text("utf-8", "replace").splitlines()[-lines:]
    return "".join(f"\n    {line}" for line in last)
