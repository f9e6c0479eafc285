"""A whole meeting as one plain document: read, compared, merged, applied. The one serialisation of a meeting.

    read(session_id)                    the meeting as it is stored now, in one query
    differences(before, after)          what changed, per row and column (pure)
    tell(changes, before, after)        the same in plain words, for the desk; one query for names
    merge(base, theirs, mine, choices)  both sides' changes in one document, and where they contradict (pure)
    tell_conflicts(conflicts, base, theirs, mine)   the contradictions in plain words
    settle(base, theirs, mine, choices)  the same, and what only one side changed can be left too (pure)
    apply(document)                     makes the stored meeting what the document says, in one transaction

Review, difference, conflict, revert and merge stand on these. A `Document` can be stored as JSON and read again
years later: what it does not know (a column added since) is left as it is. It holds what the form of the session
holds, notes for editors and embargoes too: it is never public as it stands. Whether the meeting is a draft or public
is not part of it.
"""

from statements.meeting.applying import Refused, apply
from statements.meeting.differences import FieldChange, RowChange, differences
from statements.meeting.document import FORMAT, Document, Row, Value, digest
from statements.meeting.merging import Conflict, Merged, merge
from statements.meeting.reading import read, read_many
from statements.meeting.settling import OneSided, Settled, settle
from statements.meeting.telling import ToldChange, ToldConflict, ToldField, tell, tell_conflicts

__all__ = [
    "FORMAT",
    "Conflict",
    "Document",
    "FieldChange",
    "Merged",
    "OneSided",
    "Refused",
    "Row",
    "RowChange",
    "Settled",
    "ToldChange",
    "ToldConflict",
    "ToldField",
    "Value",
    "apply",
    "differences",
    "digest",
    "merge",
    "read",
    "read_many",
    "settle",
    "tell",
    "tell_conflicts",
]
