"""Making a release: all of it or nothing.

Everything is written into directories that nobody takes for a release, and only given its name once it is whole. The
row that tells of it is stored in the transaction in which that happens.
"""

import json
import os
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from pathlib import Path
from zipfile import BadZipFile

from django.conf import settings
from django.db import IntegrityError, connection, transaction
from django.http import QueryDict

from meetings.assessment import assess_due_councils
from meetings.exports.columns import Table
from meetings.exports.scope import Scope
from meetings.models import DataVersion, Release
from meetings.models.release import archive_root
from meetings.pages import snapshot
from meetings.query import read_query
from meetings.releases import change_list
from meetings.releases.archive import pack, sha256_of, write_checksums
from meetings.releases.bundle import Tell, data_digest, write_papers, write_tables
from meetings.releases.changes import TableChanges
from meetings.releases.papers import Facts
from meetings.releases.shelf import archive_of, files_of, is_at_hand

PARTIAL = ".reconvene-release-"  # what unfinished directories begin with


class ReleaseRefused(Exception):
    """Why no release was made, in a sentence."""


@dataclass(frozen=True)
class Made:
    """What came of it. ``is_new`` false: the same bundle was on record already."""

    release: Release
    is_new: bool


@dataclass(frozen=True)
class _Place:
    """The release's place in the row of releases: its version, the row if it is on record already, what it follows."""

    version: str
    known: Release | None
    previous: Release | None


def make_release(
    target: Path,
    tables: Sequence[Table],
    *,
    day: date | None,
    against: Path | None,
    now: datetime,
    tell: Tell,
) -> Made:
    """Write the bundle to ``target``, its zip to the directory of releases, and record it. Raises ReleaseRefused.

    ``target``: a directory that does not exist or is empty. ``day``: the one that the release carries and up to which
    silences are counted, today (UTC) if None. ``against``: an earlier bundle, folder or zip, to compare with instead of
    the last one on record. ``now``: the instant at which embargoes are judged.
    """
    day = day or now.date()
    if day > now.date():
        raise ReleaseRefused(
            f"{day.isoformat()} lies in the future: a release carries a day on which it can be made."
        )
    target = Path(os.path.realpath(target))
    _require_free(target)
    if assessed := assess_due_councils(now=now):
        tell(f"Assessed first: {len(assessed)} councils that waited for it.")
    shelf = Path(settings.RELEASES_DIR)
    for parent in (shelf, target.parent):
        parent.mkdir(parents=True, exist_ok=True)
    with _unfinished(target.parent) as folder, _unfinished(shelf) as beside:
        data_version, counts = _write_tables(folder, tables, day, now, tell)
        digest = data_digest(folder)
        place = _place(day, digest)
        before, changes = _write_changes(folder, tables, place, against, tell)
        facts = Facts(
            version=place.version,
            day=day,
            data_version=data_version,
            code_version=settings.VERSION,
            site=settings.SITE_URL,
            before=before,
            counts=counts,
        )
        write_papers(folder, tables, facts)
        content = write_checksums(folder)
        if place.known and place.known.content_sha256 != content:
            raise ReleaseRefused(
                f"Release {place.version} is on record with the same data and other texts around them: another state of"
                " the program made it, or it was compared with another release. Take its zip."
            )
        archive = beside / f"{archive_root(place.version)}.zip"
        tell(f"Packing {archive.name}")
        pack(folder, archive, archive_root(place.version), day)
        release = place.known or Release(
            version=place.version,
            day=day,
            data_version=data_version,
            code_version=settings.VERSION,
            previous=place.previous,
            data_sha256=digest,
            content_sha256=content,
            archive_sha256=sha256_of(archive),
            archive_bytes=archive.stat().st_size,
            counts=list(counts.items()),
            changes={name: table.counts for name, table in changes.items()},
        )
        _put_in_place(release, folder, target, archive, is_new=place.known is None)
    return Made(release, place.known is None)


def _require_free(target: Path) -> None:
    if target.is_dir() and not any(target.iterdir()):
        return
    if target.exists():
        what = "is not empty" if target.is_dir() else "is a file"
        raise ReleaseRefused(f"{target} {what}: a release overwrites nothing. Name a new directory.")


@contextmanager
def _unfinished(parent: Path) -> Iterator[Path]:
    """A directory to work in, gone at the end unless it was given a name."""
    folder = Path(tempfile.mkdtemp(prefix=PARTIAL, dir=parent))
    folder.chmod(0o755)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _write_tables(
    folder: Path, tables: Sequence[Table], day: date, now: datetime, tell: Tell
) -> tuple[int, dict[str, int]]:
    """All tables from one snapshot, with its data version. A day that has passed ended at its midnight."""
    at = min(now, datetime.combine(day, time.max, UTC))
    query = read_query(QueryDict(), today=day)
    with snapshot():
        with connection.cursor() as cursor:
            # Whoever began it waits for it: the server's limit is for visitors.
            cursor.execute("SET LOCAL statement_timeout = 0")
        data_version = DataVersion.current()
        return data_version, write_tables(folder, tables, Scope(query, at, data_version), tell)


def _place(day: date, digest: str) -> _Place:
    """The same data of the same day is the same release; other data of a day that has one is a further one."""
    of_day = list(Release.objects.filter(day=day).select_related("previous").order_by("pk"))
    known = next((release for release in of_day if release.data_sha256 == digest), None)
    if known:
        return _Place(known.version, known, known.previous)
    version = day.isoformat() + (f".{len(of_day) + 1}" if of_day else "")
    return _Place(version, None, Release.objects.filter(day__lte=day).order_by("day", "pk").last())


def _write_changes(
    folder: Path, tables: Sequence[Table], place: _Place, against: Path | None, tell: Tell
) -> tuple[str, dict[str, TableChanges]]:
    """The change list, against the last release. Returns that one's version and what was found; "" and nothing if there
    is none."""
    earlier = against
    if earlier is None and place.previous is not None:
        earlier = archive_of(place.previous)
        if not is_at_hand(place.previous) or sha256_of(earlier) != place.previous.archive_sha256:
            raise ReleaseRefused(
                f"The zip of the last release, {place.previous.version}, is not at {earlier}, or is not what it was."
                " Put it back, or name a copy with --against."
            )
    if earlier is None:
        change_list.write_first(folder, place.version)
        return "", {}
    try:
        with files_of(earlier) as before:
            version = str(json.loads(before.read("datapackage.json"))["version"])
            tell(f"Comparing with release {version}")
            return version, change_list.write(folder, tables, before, place.version, version)
    except (OSError, BadZipFile, KeyError, ValueError) as error:
        raise ReleaseRefused(f"{earlier} is not a release that can be compared with: {error}") from error


def _put_in_place(release: Release, folder: Path, target: Path, archive: Path, *, is_new: bool) -> None:
    """Give the bundle, its zip and its row their names, all or none. A zip that lies there whole is left as it is."""
    final = archive_of(release)
    try:
        with transaction.atomic():
            if is_new:
                release.save(force_insert=True)
            if is_new or (not is_at_hand(release) and sha256_of(archive) == release.archive_sha256):
                os.replace(archive, final)
            os.rename(folder, target)
    except (OSError, IntegrityError) as error:
        if is_new and not Release.objects.filter(version=release.version).exists():
            final.unlink(missing_ok=True)
        if isinstance(error, IntegrityError):
            raise ReleaseRefused(
                "Another release of the same day was recorded meanwhile. Run it again."
            ) from error
        raise
    for place in (target.parent, final.parent):
        _have_on_disk(place)


def _have_on_disk(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
