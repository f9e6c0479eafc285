"""Claims on record held against the records of their councils: read, checked, stored where the finding changed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

from django.db import connection
from django.db.models import Q
from django.utils.translation import override

from meetings.coverage import CoverageSpan
from meetings.evidence import coverage_spans, last_day_of, lineages
from meetings.gaps import Row
from meetings.languages import DEFAULT
from meetings.models import Council, Session, SessionCouncil
from meetings.resumptions import Parameters
from meetings.streams import TOOK_PLACE
from meetings.verdicts import fingerprint_of
from meetings.vocabulary import LEVEL_RANK
from statements.claim_check import Claim, Finding, best, check
from statements.claim_record import CouncilRecord, Met
from statements.models import ClaimFinding, GapClaim

_ONE_AT_A_TIME = 0x636C61696D  # advisory lock: "claim"


@override(DEFAULT)  # what is stored is English
def hold_claims(council_ids: Sequence[int], now: datetime) -> None:
    """Hold the claims about public sessions of the councils against the records as they are in this transaction.

    Findings on sessions that are not public (any more) are removed. Councils without claims cost one query, and
    none of their sessions are read; else at most nine, whatever the number of claims, sessions and councils.
    """
    sessions = SessionCouncil.objects.filter(council__in=council_ids).values("session")
    claims = list(GapClaim.objects.filter(session__in=sessions).select_related("finding").order_by("id"))
    if not claims:
        return
    councils = _public_councils({claim.session_id for claim in claims}, now)
    _wait_for_neighbours(councils, council_ids)
    findings = _find(claims, councils, now) if councils else {}
    _store(claims, findings, now)


def hold_on_desk(session: Session, now: datetime) -> None:
    """Give each claim about a session, which need not be public, its finding as `checked`: as if the session alone
    of all drafts were part of the record.

    Three queries, none without claims, if the session's claims and councils are prefetched. Stores nothing.
    """
    claims = session.gap_claims.all()
    councils = [link.council for link in session.council_links.all()]
    if not claims or not councils:
        return
    findings = _find(claims, {session.pk: councils}, now)
    for claim in claims:
        claim.checked = findings.get(claim.pk)


def hold_proposed(claims: Sequence[Claim], session: Session, now: datetime) -> list[Finding | None]:
    """The finding on each claim that an editor may enter of a session on record; None without a council.

    Four queries, none without claims. Stores nothing.
    """
    councils = [link.council for link in session.council_links.select_related("council")] if claims else []
    if not councils:
        return [None] * len(claims)
    records = _records({council.pk: council for council in councils}, [session.pk], now)
    return [_best(claim, session.pk, councils, records) for claim in claims]


def _public_councils(session_ids: Collection[int], now: datetime) -> dict[int, list[Council]]:
    """For each of the sessions that is public, the councils that held it."""
    found: dict[int, list[Council]] = defaultdict(list)
    links = SessionCouncil.objects.public(now).filter(session__in=session_ids)
    for link in links.select_related("council").order_by("id"):
        found[link.session_id].append(link.council)
    return found


def _wait_for_neighbours(councils: Mapping[int, Iterable[Council]], locked: Sequence[int]) -> None:
    """A joint session's claims are also held by whoever assesses its other council, and the last to write must be
    the last to read. Waiting here is safe: nobody who has come this far waits for anything else."""
    if {council.pk for held_by in councils.values() for council in held_by} - set(locked):
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_ONE_AT_A_TIME])


def _find(
    claims: Iterable[GapClaim], councils: Mapping[int, Sequence[Council]], now: datetime
) -> dict[int, Finding]:
    """The finding on each claim about one of the sessions in `councils`."""
    records = _records({each.pk: each for held in councils.values() for each in held}, list(councils), now)
    found = {}
    for claim in claims:
        held_by = councils.get(claim.session_id, ())
        said = Claim(claim.claim_type, claim.value, claim.qualifier, claim.subject)
        if held_by:
            found[claim.pk] = _best(said, claim.session_id, held_by, records)
    return found


def _best(
    said: Claim, session_id: int, councils: Sequence[Council], records: Mapping[int, CouncilRecord]
) -> Finding:
    """The finding of the council with whose record the claim fits best."""
    return best(
        [
            check(
                said,
                records[council.pk].sessions[session_id],
                records[council.pk],
                council=council.short_name if len(councils) > 1 else "",
            )
            for council in councils
        ]
    )


def _records(
    councils: Mapping[int, Council], session_ids: Sequence[int], now: datetime
) -> dict[int, CouncilRecord]:
    """The records of the councils, with the sessions of those that they continue, and with the sessions named."""
    lines = lineages(councils)
    members = {member for line in lines.values() for member in line}
    met = _sessions(members, session_ids, now)
    spans: Mapping[int, list[CoverageSpan]] = coverage_spans(members)
    return {
        council_id: CouncilRecord(
            # Nearest last, so that a session that two of the line held jointly counts as the council's own says.
            (each for member in reversed(line) for each in met.get(member, ())),
            coverage=[span for member in line for span in spans.get(member, ())],
            sitting_span_days=_sitting_span(councils[council_id]),
        )
        for council_id, line in lines.items()
    }


def _sitting_span(council: Council) -> int:
    own = council.sitting_span_days
    return Parameters().sitting_span if own is None else own


def _sessions(
    council_ids: Collection[int], session_ids: Sequence[int], now: datetime
) -> dict[int, list[Met]]:
    """What each council has held in public, and the sessions named whatever became of them."""
    held = Q(session__in=Session.objects.public(now), session__status__in=TOOK_PLACE)
    links = (
        SessionCouncil.objects.filter(held | Q(session__in=session_ids), council__in=council_ids)
        .order_by()
        .values_list(
            "council_id",
            "session_id",
            "session__status",
            "session__formation",
            "session__level",
            "session__format",
            "session__part_of_id",
            "counts",
            "session__start__startswith",
            last_day_of("session__start"),
            "session__end__startswith",
            last_day_of("session__end"),
        )
    )
    met: dict[int, list[Met]] = defaultdict(list)
    for council_id, pk, status, formation, level, form, part_of, counts, *days in links.iterator(
        chunk_size=5000
    ):
        start, start_latest, end, end_latest = days
        row = Row(pk, start, start_latest, end or start, end_latest or start_latest)
        rank = LEVEL_RANK.get(level, 0)
        met[council_id].append(Met(row, status, formation, rank, form, part_of is not None, counts))
    return met


_COLUMNS = [field.name for field in ClaimFinding._meta.fields if field.name not in ("id", "claim")]


def _store(claims: Iterable[GapClaim], findings: Mapping[int, Finding], now: datetime) -> None:
    stored = {claim.pk: claim.finding for claim in claims if hasattr(claim, "finding")}
    gone = [finding.pk for pk, finding in stored.items() if pk not in findings]
    if gone:
        ClaimFinding.objects.filter(pk__in=gone).delete()
    wanted = {pk: _columns(finding) for pk, finding in findings.items()}
    changed = [
        ClaimFinding(claim_id=pk, checked_at=now, **columns)
        for pk, columns in sorted(wanted.items())
        if pk not in stored or stored[pk].fingerprint != columns["fingerprint"]
    ]
    if changed:
        ClaimFinding.objects.bulk_create(
            changed, update_conflicts=True, unique_fields=["claim"], update_fields=_COLUMNS
        )


def _columns(finding: Finding) -> dict[str, Any]:
    columns = asdict(finding)
    del columns["may_be_missing"]
    return {**columns, "fingerprint": fingerprint_of(columns)}
