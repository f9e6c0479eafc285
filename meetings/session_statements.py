"""What was said at a session, by party side by side, and which party spoke about what."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

# Statements of these timings are set apart: they were not said at, before or after the session.
BACKGROUND = "background"
OTHER_OCCASION = "other_occasion"


@dataclass
class StatementGroup:
    """What one party (or several together) said; ``name`` for those without a party."""

    parties: tuple[Any, ...]
    name: str
    statements: list[Any] = field(default_factory=list)

    @property
    def anchor(self) -> str:
        """The fragment at which the group stands on its page."""
        return f"voice-{'-'.join(party.code for party in self.parties) or self.statements[0].speaker_kind}"


@dataclass(frozen=True)
class Subjects:
    """Who spoke about what: one row for each topic, one cell for each group with its statements on the topic."""

    groups: Sequence[StatementGroup]
    rows: Sequence[tuple[Any, Sequence[Sequence[Any]]]]

    @property
    def tell_something(self) -> bool:
        """Whether several spoke about at least one topic that is named."""
        return bool(self.rows) and len(self.groups) > 1


def grouped(statements: Iterable[Any]) -> list[StatementGroup]:
    """By the parties for which they were made, in the order in which these first spoke."""
    groups: dict[tuple[str, ...], StatementGroup] = {}
    for statement in statements:
        parties = tuple(statement.parties.all())
        name = "" if parties else statement.get_speaker_kind_display()
        key = tuple(party.code for party in parties) or ("", statement.speaker_kind)
        groups.setdefault(key, StatementGroup(parties, name)).statements.append(statement)
    return list(groups.values())


def subjects_of(statements: Sequence[Any]) -> Subjects:
    """The topics of the statements, those on which most groups spoke first."""
    groups = grouped(statements)
    topics = {topic.pk: topic for statement in statements for topic in statement.topics.all()}
    rows = [
        (
            topic,
            [[each for each in group.statements if topic in each.topics.all()] for group in groups],
        )
        for topic in topics.values()
    ]
    rows.sort(key=lambda row: (-sum(map(bool, row[1])), row[0].sort_key))
    return Subjects(groups, rows)
