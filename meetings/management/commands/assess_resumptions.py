"""Assess councils now, with the function that the worker runs, and print what it did to their flags."""

from argparse import ArgumentParser
from collections.abc import Iterator
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from tqdm import tqdm

from meetings.assessment import Outcome, assess_councils, preview
from meetings.dates import format_interval
from meetings.evidence import portions, read_records
from meetings.explanations import explain_gap
from meetings.models import Council, Session
from meetings.watch import silences_on


class Command(BaseCommand):
    help = (
        "Assesses councils again and prints the flags raised, revised and withdrawn. With --as-of nothing is "
        "stored: prints what followed from events up to that day."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--council", metavar="SLUG", help="only this council; default: all")
        parser.add_argument(
            "--as-of", metavar="DATE", type=_day, help="as it stood that day (2022-01-11); stores nothing"
        )
        parser.add_argument("--dry-run", action="store_true", help="store nothing")

    def handle(self, *_: Any, **options: Any) -> None:
        councils = Council.objects.order_by("slug")
        if slug := options["council"]:
            councils = councils.filter(slug=slug)
            if not councils:
                raise CommandError(f"There is no council with the slug “{slug}”.")
        slugs = dict(councils.values_list("pk", "slug"))
        if options["as_of"]:
            self._print_as_of(slugs, options["as_of"])
        else:
            self._print_changes(slugs, dry_run=options["dry_run"])

    def _print_changes(self, slugs: dict[int, str], *, dry_run: bool) -> None:
        counts = {"raised": 0, "revised": 0, "withdrawn": 0}
        for outcome in self._outcomes(list(slugs), dry_run=dry_run):
            sessions = Session.objects.in_bulk([change.session_id for change in outcome.changes])
            for change in outcome.changes:
                counts[change.verb] += 1
                flag = f"R{change.resumption_id}" if change.resumption_id else "R?"
                day = format_interval(sessions[change.session_id].start)
                self.stdout.write(f"{change.verb}: {flag} {slugs[outcome.council_id]}, {day}. {change.text}")
        listed = ", ".join(f"{number} {verb}" for verb, number in counts.items())
        noun = "council" if len(slugs) == 1 else "councils"
        self.stdout.write(f"{len(slugs)} {noun}: {listed}{' (dry run, nothing stored)' if dry_run else ''}.")

    def _outcomes(self, council_ids: list[int], *, dry_run: bool) -> Iterator[Outcome]:
        now = timezone.now()
        # Progress appears only where it takes longer than two seconds.
        with tqdm(total=len(council_ids), unit="council", delay=2, file=self.stderr) as progress:
            for batch in portions(council_ids):
                if dry_run:
                    yield from preview(council_ids=batch, now=now)
                else:
                    yield from assess_councils(council_ids=batch, now=now)
                progress.update(len(batch))

    def _print_as_of(self, slugs: dict[int, str], day: date) -> None:
        now = timezone.now()
        silences = silences_on(slugs, day=day, now=now)
        for records in read_records(slugs, at=now):
            slug, assessment = slugs[records.council_id], records.assess(as_of=day)
            for found in assessment.resumptions:
                if found.session_id in records.own:
                    context = records.context_of(found.lead.gap.since, found.lead.gap.until)
                    reason = explain_gap(found.lead, also=found.also, context=context)
                    self.stdout.write(
                        f"{slug}, {found.lead.gap.until}: {found.lead.grade or 'possible'}. {reason}"
                    )
            if silence := silences.get(records.council_id):
                self.stdout.write(
                    f"{slug}, {day}: {silence.state or 'nothing on record'}. {silence.reason}".rstrip()
                )


def _day(text: str) -> date:
    return date.fromisoformat(text)
