"""`manage.py import_history PATH`: councils, sessions, coverage, memberships, delegations and statements from CSV."""

import sys
from argparse import ArgumentParser
from functools import partial
from pathlib import Path
from typing import Any

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError
from django.db import Error

from meetings.imports.plan import Action, Plan
from statements.history_import import ImportRefusedError, import_history
from statements.imports.report import plan_lines, progress_to, waiting_sentence
from statements.imports.run import no_progress
from statements.uploads.reading import NotReadError

TOO_LARGE = "What changes public records waits at the desk, and these files cannot be taken there:"


class Command(BaseCommand):
    help = (
        "Reads the CSV files of a folder by their headers, says what would change, then writes it in one transaction."
        " The same files twice change nothing."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("path", type=Path, help="A folder of CSV files, or one file.")
        parser.add_argument("--dry-run", action="store_true", help="Only say what would change.")
        parser.add_argument(
            "--publish",
            action="store_true",
            help="Publish what is imported; without it new records are drafts.",
        )
        parser.add_argument(
            "--skip-refused", action="store_true", help="Leave refused rows out instead of writing nothing."
        )

        parser.add_argument(
            "--reason",
            default="",
            help="Why what is public is changed, in a sentence for its readers. Such rows wait at the desk until a second"
            " person confirms them; without it, and without --publish, they are refused.",
        )
        parser.add_argument(
            "--by",
            default="",
            help="Account in whose name that waits: somebody else confirms it. Without it any reviewer does.",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        path: Path = options["path"]
        quiet = options["verbosity"] == 0
        if not path.exists():
            raise CommandError(f"There is no file or folder {path}.")
        try:
            plan = import_history(
                path,
                dry_run=options["dry_run"],
                publish=options["publish"],
                skip_refused=options["skip_refused"],
                reason=options["reason"].strip(),
                by=_account(options["by"]),
                progress=no_progress if quiet else progress_to(sys.stderr),
                planned=partial(self._show, quiet=quiet),
            )
        except ImportRefusedError as error:
            raise CommandError(
                f"Nothing was written: {error.plan.n_refused} refused. Correct the rows above, or leave them out"
                " with --skip-refused."
            ) from error
        except NotReadError as error:
            raise CommandError(f"Nothing was written. {TOO_LARGE} {error}") from error
        except OSError as error:
            raise CommandError(f"Nothing was written: {error}.") from error
        except Error as error:
            raise CommandError(
                f"Nothing was written: the database refused it. {str(error).splitlines()[0]}"
            ) from error
        if not quiet:
            self.stdout.write(_outcome(plan, dry_run=options["dry_run"]))

    def _show(self, plan: Plan, *, quiet: bool) -> None:
        """Write the plan; when quiet only one that refuses something."""
        for line in plan_lines(plan) if plan.n_refused or not quiet else ():
            self.stdout.write(line)


def _outcome(plan: Plan, *, dry_run: bool) -> str:
    counts = (
        f"{plan.total(Action.CREATE)} created, {plan.total(Action.UPDATE)} updated,"
        f" {plan.total(Action.SKIP)} unchanged, {plan.n_refused} refused."
    )
    said = f"Dry run, nothing was written. Would be: {counts}" if dry_run else f"Done: {counts}"
    return said + waiting_sentence(plan)


def _account(name: str) -> Any:
    if not name:
        return None
    found = get_user_model()._default_manager.filter(is_active=True, username=name).first()
    if found is None:
        raise CommandError(f"Nothing was written: there is no account {name}.")
    return found
