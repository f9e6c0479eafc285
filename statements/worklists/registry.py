"""Every work list of the desk, in the order of its first page. A new list is one entry here."""

from __future__ import annotations

from statements.worklists import councils, imports, people, proposals, quotes, sessions, sources
from statements.worklists.entries import WorkList

LISTS: tuple[WorkList, ...] = (
    WorkList(
        "drafts",
        "My drafts",
        "Sessions that you entered and that are drafts still. They leave the list when you send them to review.",
        sessions.own_drafts,
        sessions.session_line,
        is_always_shown=True,
        empty=("admin:meetings_session_add", "Enter a session"),
    ),
    WorkList(
        "review",
        "To review",
        "Sessions sent to review, the latest change first. A reviewer publishes them or gives them back.",
        sessions.in_review,
        sessions.session_line,
        is_always_shown=True,
    ),
    WorkList(
        "proposals",
        "Proposals to review",
        "Changes of public meetings that others proposed, the oldest first. A reviewer compares each with what is public, "
        "and approves or rejects it.",
        proposals.to_review,
        proposals.proposal_line,
    ),
    WorkList(
        "my-proposals",
        "My proposals",
        "Changes of public meetings that you proposed, and what became of them.",
        proposals.own,
        proposals.proposal_line,
    ),
    WorkList(
        "merges",
        "Merges to review",
        "Public records of which others say that they are one, the oldest first. A reviewer looks at what would become of "
        "both, and approves or rejects it.",
        proposals.merges_to_review,
        proposals.merge_line,
    ),
    WorkList(
        "my-merges",
        "My proposed merges",
        "Public records that you proposed to merge, and what became of that.",
        proposals.own_merges,
        proposals.merge_line,
    ),
    WorkList(
        "comments",
        "Comments to settle",
        "What editors and reviewers said of a meeting among themselves and nobody has marked as settled, the latest first.",
        proposals.comments,
        proposals.comment_line,
    ),
    WorkList(
        "imports",
        "Imports to confirm",
        "Files that were uploaded and planned, and of which nothing is written yet. They leave the list when somebody "
        "confirms the plan, or discards it.",
        imports.to_confirm,
        imports.import_line,
        permission="statements.change_upload",
    ),
    WorkList(
        "flags",
        "Flags to judge",
        "Resumptions that nobody has confirmed or dismissed, and those whose grade has changed since somebody did.",
        councils.flags,
        councils.flag_line,
        lead=councils.queue_of_flags,
        is_always_shown=True,
    ),
    WorkList(
        "claims",
        "Claims that contradict the record",
        "A source says how long the council had not met, and the record says otherwise: one of them errs, or a session "
        "is missing. What agrees only to the letter stands here too. Of public sessions; what is claimed of a draft is "
        "held against the record on its form.",
        quotes.disputed_claims,
        quotes.claim_line,
    ),
    WorkList(
        "disputed",
        "Sources that disagree",
        "Sessions of which a source contradicts a fact. They leave the list when each such citation says how far the "
        "source is to be trusted on it (“confidence”).",
        sessions.disputed,
        sessions.disputed_line,
    ),
    WorkList(
        "rechecks",
        "Sources corrected or withdrawn",
        "Sources that their publisher corrected or withdrew, and on which a fact rests that nobody has checked since. "
        "They leave the list when each fact is ticked off, or rests on another source.",
        sources.to_recheck,
        sources.recheck_line,
        permission="meetings.view_source",
    ),
    WorkList(
        "dead-links",
        "Dead addresses",
        "Pages of sources, and their stored copies, that the link check does not find any more. Enter where the document "
        "stands now, or a stored copy of it; a page that answers again leaves the list at its next check.",
        sources.dead,
        sources.dead_line,
        permission="meetings.view_source",
    ),
    WorkList(
        "quotes",
        "Quotes to check",
        "Quotes that no second person has held against their source. Those that you entered yourself are not listed: "
        "somebody else checks them.",
        quotes.unchecked,
        quotes.quote_line,
        lead=quotes.queue_of_quotes,
    ),
    WorkList(
        "without-statements",
        "Sessions without statements",
        "Sessions that took place and of which nothing said is on record, the latest first.",
        sessions.without_statements,
        sessions.session_line,
    ),
    WorkList(
        "coverage",
        "Records to search again",
        f"Councils at work whose records were last searched longer ago than their usual gap (at least "
        f"{councils.SOONEST_CHECK} days, at most {councils.LATEST_CHECK}; {councils.LATEST_CHECK} where no rhythm is "
        "known), or never. Enter the search under Coverage.",
        councils.to_be_searched,
        councils.search_line,
    ),
    WorkList(
        "without-post",
        "People without a post",
        "People of whom no office is on record, the newest entry first.",
        people.without_post,
        people.person_line,
    ),
    WorkList(
        "without-source",
        "People without a source",
        "People of whom neither a spelling of the name nor a post rests on a source.",
        people.without_source,
        people.person_line,
    ),
    WorkList(
        "assessment",
        "To be assessed",
        "Councils whose change waits for the worker: empty again within seconds while one runs.",
        councils.to_be_assessed,
        councils.council_line,
    ),
)

BY_KEY = {each.key: each for each in LISTS}
