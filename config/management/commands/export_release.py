"""`manage.py export_release DIR`: everything that can be downloaded, as one dated bundle that never changes."""

from argparse import ArgumentParser, ArgumentTypeError
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import Error

from config.exports import TABLES
from meetings.pages import clock
from meetings.releases.bundle import ShortTable
from meetings.releases.publishing import Made, ReleaseRefused, make_release


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ArgumentTypeError(f"“{text[:20]}” is not a day: write it as 2026-11-26.") from None


class Command(BaseCommand):
    help = (
        "Writes a release to DIR: all tables from one snapshot, codebook, data package, citation, licence, change list,"
        " checksums. Its zip goes to RELEASES_DIR and is listed at /releases/. Nothing is overwritten."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("directory", type=Path, metavar="DIR", help="A directory that is new, or empty.")
        parser.add_argument(
            "--date",
            type=_day,
            help="The day that the release carries and up to which silences are counted; today (UTC).",
        )
        parser.add_argument(
            "--against",
            type=Path,
            metavar="RELEASE",
            help="An earlier bundle, folder or zip, to list changes against; the last release on record.",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        quiet = options["verbosity"] == 0

        def tell(line: str) -> None:
            if not quiet:
                self.stdout.write(line)
                self.stdout.flush()

        target: Path = options["directory"]
        try:
            made = make_release(
                target, TABLES, day=options["date"], against=options["against"], now=clock(), tell=tell
            )
        except ReleaseRefused as refusal:
            raise CommandError(f"No release was made. {refusal}") from refusal
        except (OSError, ShortTable) as error:
            raise CommandError(f"No release was made: {error}.") from error
        except Error as error:
            raise CommandError(
                f"No release was made: the database refused it. {str(error).splitlines()[0]}"
            ) from error
        tell(_outcome(made, target))


def _outcome(made: Made, target: Path) -> str:
    release = made.release
    words = "recorded" if made.is_new else "was on record already, and is the same"
    return (
        f"Done: release {release.version} {words}. {release.rows:,} rows of {len(release.counts)} tables in"
        f" {target}, data version {release.data_version}.\nContent (SHA256SUMS): {release.content_sha256}\n"
        f"{release.archive_name}: {release.archive_sha256}, {release.archive_bytes:,} bytes."
    )
