"""Where releases lie, and whether they still do: what a page and the next release ask."""

import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from django.conf import settings

from meetings.models import Release
from meetings.models.release import archive_root

# What a reader may look at without the zip.
READABLE = ("README.md", "CHANGES.md", "changes.csv", "CITATION.cff", "LICENSE.txt", "SHA256SUMS")


def archive_of(release: Release) -> Path:
    return Path(settings.RELEASES_DIR) / release.archive_name


def is_at_hand(release: Release) -> bool:
    """Whether its zip lies where it should, in the size that it had."""
    try:
        return archive_of(release).stat().st_size == release.archive_bytes
    except OSError:
        return False


def on_record() -> list[tuple[str, bool]]:
    """The version of every release, the last first, and whether its zip is at hand: what the list of them depends on."""
    return [(release.version, is_at_hand(release)) for release in Release.objects.all()]


def read_paper(release: Release, name: str) -> bytes | None:
    """One of the readable files of the bundle; None if the zip is missing or broken."""
    if name not in READABLE:
        return None
    try:
        with zipfile.ZipFile(archive_of(release)) as packed:
            return packed.read(f"{archive_root(release.version)}/{name}")
    except (OSError, KeyError, zipfile.BadZipFile):
        return None


class Files:
    """The files of an earlier bundle, whether it is a folder or a zip."""

    def __init__(self, place: Path, packed: zipfile.ZipFile | None) -> None:
        self._place, self._packed = place, packed
        self._names = {} if packed is None else {name.rsplit("/", 1)[-1]: name for name in packed.namelist()}

    def has(self, name: str) -> bool:
        return name in self._names if self._packed else (self._place / name).is_file()

    def open(self, name: str) -> IO[bytes]:
        return self._packed.open(self._names[name]) if self._packed else (self._place / name).open("rb")

    def read(self, name: str) -> bytes:
        with self.open(name) as file:
            return file.read()


@contextmanager
def files_of(place: Path) -> Iterator[Files]:
    """OSError or BadZipFile if there is no bundle."""
    if place.is_dir():
        yield Files(place, None)
        return
    with zipfile.ZipFile(place) as packed:
        yield Files(place, packed)
