"""The virtual environment `.venv`, installed from a lock file: `python environment.py requirements-demo.lock`.

Standard library only, and old syntax only: it is what runs before anything is installed, perhaps with a
Python that is too old, and must then say so. A second one running at the same time waits for the first.
A venv whose installation was cut short is made anew. Nothing is done if the lock file has not changed.
"""

import fcntl
import hashlib
import os
import shutil
import signal
import subprocess
import sys

CHECKOUT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
VENV = os.path.join(CHECKOUT, ".venv")
VENV_PYTHON = os.path.join(VENV, "bin", "python")
UNFINISHED = os.path.join(VENV, ".unfinished")
PRODUCTION, DEMO, DEVELOPMENT = LOCKS = [
    "requirements.lock",
    "requirements-demo.lock",
    "requirements-dev.lock",
]
OLDEST = (3, 11)


def stamp_path(lock: str) -> str:
    return os.path.join(VENV, ".installed-" + lock)


def fingerprint(lock: str) -> str:
    """Of the content, not of the time: a fresh clone changes nothing."""
    with open(os.path.join(CHECKOUT, lock), "rb") as file:
        return hashlib.sha256(file.read()).hexdigest()


def contains(lock: str) -> list:
    """The lock files whose packages include this one's: all are compiled from pyproject.toml together."""
    return LOCKS[LOCKS.index(lock) :]


def installed(lock: str) -> bool:
    """Whether the venv was installed from this lock file, as it is now, or from one that contains it."""
    for candidate in contains(lock):
        try:
            with open(stamp_path(candidate)) as file:
                if file.read() == fingerprint(candidate):
                    return True
        except OSError:
            continue
    return False


def runs() -> bool:
    """Whether the venv's Python starts and has pip: it does not after a Python upgrade or a broken creation."""
    try:
        return subprocess.call([VENV_PYTHON, "-c", "import pip"], stderr=subprocess.DEVNULL) == 0
    except OSError:
        return False


def create() -> None:
    print("Making the environment in .venv ...", flush=True)
    shutil.rmtree(VENV, ignore_errors=True)
    done = subprocess.run(
        [sys.executable, "-m", "venv", VENV], stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    )
    if done.returncode:
        said = done.stdout.decode("utf-8", "replace").strip()
        sys.exit(said + "\nThe environment could not be made. On Debian and Ubuntu, install python3-venv.")


def pip_install(lock: str) -> bool:
    pip = [VENV_PYTHON, "-m", "pip", "install", "--disable-pip-version-check", "-qq", "--no-input"]
    # Twice quiet: an index may have much to say that is no error.
    pip += ["--require-hashes", "--only-binary", ":all:", "-r", os.path.join(CHECKOUT, lock)]
    return subprocess.call(pip) == 0


def install(lock: str) -> None:
    print("Installing " + lock + " ...", flush=True)
    for name in os.listdir(VENV):
        if name.startswith(".installed-"):
            os.remove(os.path.join(VENV, name))
    open(UNFINISHED, "w").close()
    done = pip_install(lock)
    if not done and lock == DEMO:
        print(
            "The ready-made database and broker cannot be had here: trying with the system's own.", flush=True
        )
        done = pip_install(PRODUCTION)
    if not done:
        sys.exit("The packages of " + lock + " could not be installed: see above.")
    with open(stamp_path(lock), "w") as file:
        file.write(fingerprint(lock))
    os.remove(UNFINISHED)


def main() -> None:
    if sys.version_info < OLDEST:
        this = ".".join(str(part) for part in sys.version_info[:2])
        sys.exit(
            "Python 3.11 or later is needed; this is " + this + ". Name another: make PYTHON=python3.12 ..."
        )
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    lock = sys.argv[1]
    if lock not in LOCKS:
        sys.exit("Usage: environment.py " + " | ".join(LOCKS))
    turn = os.open(CHECKOUT, os.O_RDONLY)
    try:
        fcntl.flock(turn, fcntl.LOCK_EX)
        if os.path.exists(UNFINISHED) or not runs():
            create()
        if not installed(lock):
            install(lock)
    finally:
        os.close(turn)


if __name__ == "__main__":
    try:
        main()
    except KeyboardInterrupt:
        sys.exit(130)
