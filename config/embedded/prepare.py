"""`python -m config.embedded.prepare`: brings the demo's database and files up to date, in the environment
of the demo. What is already there is left alone."""

import hashlib
import os
import sys
from pathlib import Path

import django

from config.embedded.state import CHECKOUT, StateDirectory


def say(text: str) -> None:
    print(text, flush=True)


def migrate() -> None:
    """Apply the migrations that are missing, if any."""
    from django.core.management import call_command
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        say("Bringing the tables up to date ...")
        call_command("migrate", interactive=False, verbosity=0)


def refuse_broken_locale() -> None:
    """Stop here if the database cannot handle Cyrillic."""
    from config.checks import locale_problems

    if problems := locale_problems():
        sys.exit("\n".join(problems))


def collect_static() -> None:
    """Collect and compress the static files, unless they are as they were."""
    from django.conf import settings
    from django.core.management import call_command

    root = Path(settings.STATIC_ROOT)
    files = sorted(path for path in (CHECKOUT / "static").rglob("*") if path.is_file())
    digest = hashlib.sha256(django.__version__.encode() + str(Path(django.__file__).parent).encode())
    for path in files:
        digest.update(
            f"{path.relative_to(CHECKOUT)} {path.stat().st_mtime_ns} {path.stat().st_size}\n".encode()
        )
    stamp = root.with_name(root.name + ".stamp")
    if not (stamp.exists() and stamp.read_text("ascii") == digest.hexdigest()):
        say("Collecting the static files ...")
        call_command("collectstatic", interactive=False, clear=True, verbosity=0)
        stamp.write_text(digest.hexdigest(), "ascii")


def load_reference_data() -> None:
    """Import the histories that come with the project into an empty database."""
    from django.core.management import call_command

    from meetings.models import Council

    if not Council.objects.exists():
        say("Importing the reference histories ...")
        call_command("import_history", str(CHECKOUT / "meetings" / "reference"), publish=True, verbosity=0)


def forget_the_last_worker() -> None:
    """So that the start waits for the new one's sign of life."""
    from config import heartbeat

    heartbeat.client().delete(heartbeat.KEY)


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    from config.embedded.accounts import ensure_accounts

    refuse_broken_locale()
    migrate()
    collect_static()
    ensure_accounts(StateDirectory.from_environment())
    load_reference_data()
    forget_the_last_worker()


if __name__ == "__main__":
    main()
