"""Notices of flags: each raising, material revision and withdrawal once, whether or not anybody is told."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from meetings import notice_words
from meetings.models import Notice, Resumption
from meetings.notice_words import FlagFacts
from meetings.vocabulary import FlagState, NoticeKind, Stream


def facts_of(flag: Resumption) -> FlagFacts:
    """What a notice says of the flag as it is now."""
    return FlagFacts(
        grade=str(flag.grade),
        grade_certain=str(flag.grade_certain),
        days_min=flag.days_min,
        days=flag.days,
        days_max=flag.days_max,
        resumed_on=flag.resumed_on,
        stream="" if flag.stream == Stream.MAIN else str(Stream(flag.stream).label),
    )


@dataclass(slots=True)
class _Pending:
    kind: NoticeKind
    flag: Resumption
    title: str
    text: str
    is_news: bool
    may_follow: bool = True  # told to those who were told before


@dataclass(slots=True)
class FlagTeller:
    """Collects what is to be told of one council's flags; `write` appends it within the assessment's transaction.

    `is_news` says whether the rule tells subscribers by itself. What corrects an earlier notice that was news is
    news too: those told of a flag are told of its withdrawal. Only the revision of a flag that a person has
    dismissed interests nobody.
    """

    _pending: list[_Pending] = field(default_factory=list)

    def raised(self, flag: Resumption, *, is_news: bool) -> None:
        title = notice_words.resumption_raised(flag.council.short_name, facts_of(flag))
        self._pending.append(_Pending(NoticeKind.RESUMPTION_RAISED, flag, title, flag.reason, is_news))

    def revised(self, flag: Resumption, before: FlagFacts, *, is_news: bool, returned: bool = False) -> None:
        """`before`: the facts before this revision; if a reader would see no difference, nothing is told.
        `returned`: it had been withdrawn and stands again."""
        after = facts_of(flag)
        changed = notice_words.what_changed(before, after)
        if not changed and not returned:
            return
        title = notice_words.resumption_revised(flag.council.short_name, after, returned=returned)
        text = " ".join(filter(None, [changed, flag.reason]))
        may_follow = flag.state != FlagState.DISMISSED
        self._pending.append(_Pending(NoticeKind.RESUMPTION_REVISED, flag, title, text, is_news, may_follow))

    def withdrawn(self, flag: Resumption) -> None:
        title = notice_words.resumption_withdrawn(flag.council.short_name, facts_of(flag))
        text = flag.withdrawn_because
        self._pending.append(_Pending(NoticeKind.RESUMPTION_WITHDRAWN, flag, title, text, is_news=False))

    def write(self) -> None:
        """Append what was collected, each linked to the flag's notice before it. Two queries at most."""
        history = _history(each.flag for each in self._pending if each.kind != NoticeKind.RESUMPTION_RAISED)
        notices = []
        for each in self._pending:
            earlier = history.get(each.flag.pk, [])
            was_told = any(notice.is_news for notice in earlier)
            notices.append(
                Notice(
                    natural_key=":".join(
                        [each.kind.value, each.flag.public_id, *([str(len(earlier))] if earlier else [])]
                    ),
                    kind=each.kind,
                    council_id=each.flag.council_id,
                    session_id=each.flag.session_id,
                    resumption=each.flag,
                    follows=earlier[-1] if earlier else None,
                    grade=each.flag.grade,
                    is_news=each.is_news or (was_told and each.may_follow),
                    happened_on=each.flag.resumed_on.latest,
                    title=each.title,
                    text=each.text,
                )
            )
        if notices:
            Notice.objects.bulk_create(notices, ignore_conflicts=True)
        self._pending.clear()


def _history(flags: Iterable[Resumption]) -> dict[int, list[Notice]]:
    """The notices of each flag, oldest first. A flag's row is locked by its assessment, so none is added meanwhile:
    their number makes the next natural key."""
    history: dict[int, list[Notice]] = {}
    if ids := [flag.pk for flag in flags]:
        for notice in Notice.objects.filter(resumption__in=ids).order_by("id"):
            history.setdefault(notice.resumption_id or 0, []).append(notice)
    return history
