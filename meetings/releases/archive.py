"""Checksums and zip of a bundle: the same files give the same bytes, whenever and wherever they are packed."""

import hashlib
import os
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

from meetings.exports.archive import zipped

CHECKSUMS = "SHA256SUMS"
_BLOCK = 1 << 20


def sha256_of(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def write_checksums(folder: Path) -> str:
    """`SHA256SUMS` for every file of the folder, in the form of `sha256sum -c`. Returns its own checksum, which stands
    for the content of the whole."""
    names = sorted(path.name for path in folder.iterdir() if path.name != CHECKSUMS)
    lines = (f"{sha256_of(folder / name)}  {name}\n" for name in names)
    write_durably(folder / CHECKSUMS, ("".join(lines).encode(),))
    return sha256_of(folder / CHECKSUMS)


def write_durably(path: Path, pieces: Iterable[bytes]) -> int:
    """Write a new file and have it on the disk. Returns its size in bytes."""
    with path.open("xb") as file:
        for piece in pieces:
            file.write(piece)
        file.flush()
        os.fsync(file.fileno())
        return file.tell()


def pack(folder: Path, archive: Path, root: str, day: date) -> None:
    """The folder as a zip, in a directory `root`: files in the order of their names, each dated `day` at midnight."""
    paths = sorted(folder.iterdir(), key=lambda path: path.name)
    write_durably(archive, zipped(((f"{root}/{path.name}", _pieces(path)) for path in paths), day))


def _pieces(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while piece := file.read(_BLOCK):
            yield piece
