"""The closed word lists of the field. Their values are the words of addresses, CSV cells and the database.

An unknown value is stored as an empty string and exported as an empty cell; no list has an "unknown" of its own
except attendance, where a source can say that nobody knows.
"""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Level(TextChoices):
    """Rank at which a session was convened, highest first."""

    HEADS_OF_STATE_GOVERNMENT = "heads_of_state_government", _("heads of state or government")
    FOREIGN_MINISTERS = "foreign_ministers", _("foreign ministers")
    DEFENCE_MINISTERS = "defence_ministers", _("defence ministers")
    MINISTERS = "ministers", _("ministers")
    DEPUTY_MINISTERS = "deputy_ministers", _("deputy ministers")
    CHIEFS_OF_DEFENCE = "chiefs_of_defence", _("chiefs of defence")
    AMBASSADORS = "ambassadors", _("ambassadors")
    SENIOR_OFFICIALS = "senior_officials", _("senior officials")
    EXPERTS = "experts", _("experts")


# Several levels share a rank (design: heads > ministers > deputies and chiefs of defence > ambassadors > ...).
LEVEL_RANK: dict[str, int] = {
    Level.HEADS_OF_STATE_GOVERNMENT: 6,
    Level.FOREIGN_MINISTERS: 5,
    Level.DEFENCE_MINISTERS: 5,
    Level.MINISTERS: 5,
    Level.DEPUTY_MINISTERS: 4,
    Level.CHIEFS_OF_DEFENCE: 4,
    Level.AMBASSADORS: 3,
    Level.SENIOR_OFFICIALS: 2,
    Level.EXPERTS: 1,
}


# How a delegation's attendance says that its party was there, at least for a while, and that it was not. The whole list
# is that of the app above (`delegations.vocabulary.Attendance`); one of whom nobody knows is neither.
PRESENT = ("attended", "partial", "walked_out")
ABSENT = "absent"


class Formation(TextChoices):
    PLENARY = "plenary", _("plenary")
    MILITARY = "military", _("military")
    EXPERT = "expert", _("expert")
    PREPARATORY = "preparatory", _("preparatory")
    INFORMAL = "informal", _("informal")


class Status(TextChoices):
    PROPOSED = "proposed", _("proposed")
    DECLINED = "declined", _("declined")
    SCHEDULED = "scheduled", _("scheduled")
    HELD = "held", _("held")
    INTERRUPTED = "interrupted", _("interrupted")
    POSTPONED = "postponed", _("postponed")
    CANCELLED = "cancelled", _("cancelled")
    UNCONFIRMED = "unconfirmed", _("unconfirmed")


# A session of these statuses took place: it can end a silence.
COUNTING_STATUSES = (Status.HELD, Status.INTERRUPTED)


class Format(TextChoices):
    IN_PERSON = "in_person", _("in person")
    VIRTUAL = "virtual", _("virtual")
    HYBRID = "hybrid", _("hybrid")
    WRITTEN = "written", _("written procedure")


class OutcomeKind(TextChoices):
    AGREEMENT = "agreement", _("agreement")
    JOINT_STATEMENT = "joint_statement", _("joint statement")
    CHAIR_SUMMARY = "chair_summary", _("chair's summary")
    CONTINUED_DIALOGUE = "continued_dialogue", _("dialogue to continue")
    NO_PROGRESS = "no_progress", _("no progress")
    BROKEN_OFF = "broken_off", _("broken off")
    OTHER = "other", _("other")


class Publication(TextChoices):
    DRAFT = "draft", _("draft")
    IN_REVIEW = "in_review", _("in review")
    PUBLISHED = "published", _("published")
    WITHDRAWN = "withdrawn", _("withdrawn")


class DateBasis(TextChoices):
    """Whether the source prints a fact or an editor concluded it."""

    PRINTED = "printed", _("printed in the source")
    INFERRED = "inferred", _("inferred by the editor")


class Stance(TextChoices):
    SUPPORTS = "supports", _("supports")
    CONTRADICTS = "contradicts", _("contradicts")


class Confidence(TextChoices):
    HIGH = "high", _("high")
    MEDIUM = "medium", _("medium")
    LOW = "low", _("low")


class SessionFact(TextChoices):
    """What a session's citation supports; empty: the session as a whole."""

    DATE = "date", _("date")
    STATUS = "status", _("status")
    NUMBER = "number", _("number or title")
    LEVEL = "level", _("level")
    FORMAT = "format", _("format")
    PLACE = "place", _("place or venue")
    DURATION = "duration", _("duration")
    AGENDA = "agenda", _("agenda")
    ATTENDANCE = "attendance", _("attendance")
    OUTCOME = "outcome", _("outcome")
    FOLLOW_UP = "follow_up", _("follow-up")
    BACKGROUND = "background", _("background")


class AgendaStanding(TextChoices):
    DISCUSSED = "discussed", _("discussed")
    TO_BE_DISCUSSED = "to_be_discussed", _("to be discussed in future")
    OFFERED = "offered", _("offered for discussion")
    DEMANDED_OFF = "demanded_off", _("demanded off the agenda")


class NameKind(TextChoices):
    OFFICIAL = "official", _("official name")
    SHORT = "short", _("short name")
    ALIAS = "alias", _("other spelling")
    FORMER = "former", _("former name")


class SuccessionKind(TextChoices):
    CONTINUES = "continues", _("continues")
    REPLACES = "replaces", _("replaces")
    SPLITS_FROM = "splits_from", _("splits from")
    MERGES = "merges", _("merges")
    REVIVES = "revives", _("revives")


class ContextKind(TextChoices):
    SUSPENSION = "suspension", _("suspension")
    BOYCOTT = "boycott", _("boycott")
    WAR = "war", _("war")
    PANDEMIC = "pandemic", _("pandemic")
    DISPUTE = "dispute", _("dispute")
    OTHER = "other", _("other")


class Completeness(TextChoices):
    COMPLETE = "complete", _("complete")
    SAMPLED = "sampled", _("sampled")
    NOT_SEARCHED = "not_searched", _("not searched")


# What a judged gap's coverage can be: an editor's three words, or nothing on record.
NOT_STATED = "not_stated"
COVERAGE_CHOICES = [*Completeness.choices, (NOT_STATED, _("coverage not stated"))]


class SourceKind(TextChoices):
    PRESS = "press", _("press report")
    OFFICIAL = "official", _("official document or page")
    TRANSCRIPT = "transcript", _("transcript")
    REFERENCE = "reference", _("reference work")
    DATASET = "dataset", _("dataset")
    OTHER = "other", _("other")


class SourceMark(TextChoices):
    """What a publisher did to a document after facts had come to rest on it."""

    CORRECTED = "corrected", "corrected"
    RETRACTED = "retracted", "withdrawn"


class RecheckOutcome(TextChoices):
    """What a person found of a fact whose source was corrected or withdrawn."""

    HOLDS = "holds", "still holds"
    CORRECTED = "corrected", "the record was corrected"


class LinkState(TextChoices):
    """What the last answer of an address means."""

    ANSWERS = "answers", "answers"
    RESTRICTED = "restricted", "answers, not to everyone"
    FAILING = "failing", "did not answer"
    DEAD = "dead", "dead"
    NOT_ASKED = "not_asked", "is not asked"


class Stream(TextChoices):
    MAIN = "main", _("main stream")
    MINISTERS_AND_ABOVE = "ministers_and_above", _("ministers and above")
    HEADS_OF_STATE_GOVERNMENT = "heads_of_state_government", _("heads of state or government")


class Grade(TextChoices):
    UNRATED = "unrated", _("long, no rhythm known")
    NOTABLE = "notable", _("notable")
    MAJOR = "major", _("major")
    HISTORIC = "historic", _("historic")


class FlagState(TextChoices):
    RAISED = "raised", _("raised")
    CONFIRMED = "confirmed", _("confirmed")
    DISMISSED = "dismissed", _("dismissed")
    WITHDRAWN = "withdrawn", _("withdrawn")


# Flags that are told as resumptions: neither dismissed nor withdrawn.
STANDING = (FlagState.RAISED, FlagState.CONFIRMED)


class Sequel(TextChoices):
    """What followed a resumption."""

    SUSTAINED = "sustained", _("sustained")
    ONE_OFF = "one_off", _("one-off")
    TOO_EARLY = "too_early", _("too early to say")


class SilenceState(TextChoices):
    ON_RHYTHM = "on_rhythm", _("on rhythm")
    LATE = "late", _("late")
    NOTABLE = "notable", _("notable")
    MAJOR = "major", _("major")
    HISTORIC = "historic", _("historic")
    UNRATED = "unrated", _("long, no rhythm known")
    LAPSED = "lapsed", _("lapsed")
    SUSPENDED = "suspended", _("suspended")
    CONCLUDED = "concluded", _("concluded")


class GapStatus(TextChoices):
    COMPUTED = "computed", _("computed")
    FIRST_RECORDED = "first_recorded", _("first on record")
    NOT_COUNTED = "not_counted", _("not counted")
    SAME_SITTING = "same_sitting", _("same sitting")
    ORDER_UNCERTAIN = "order_uncertain", _("order uncertain")


# What stands in gaps.csv, and what is stored to tell why there is none.
REAL_GAPS = (GapStatus.COMPUTED, GapStatus.ORDER_UNCERTAIN)
NO_GAPS = (GapStatus.FIRST_RECORDED, GapStatus.NOT_COUNTED, GapStatus.SAME_SITTING)


class AnnouncementOutcome(TextChoices):
    PENDING = "pending", _("pending")
    HELD = "held", _("held")
    SLIPPED = "slipped", _("slipped")
    DECLINED = "declined", _("declined")
    CANCELLED = "cancelled", _("cancelled")
    LAPSED = "lapsed", _("lapsed in silence")


class NoticeKind(TextChoices):
    SESSION_SCHEDULED = "session_scheduled", _("session scheduled")
    SESSION_HELD = "session_held", _("session held")
    SESSION_CHANGED = "session_changed", _("session changed")
    SESSION_CANCELLED = "session_cancelled", _("session cancelled")
    RESUMPTION_RAISED = "resumption_raised", _("resumption raised")
    RESUMPTION_REVISED = "resumption_revised", _("resumption revised")
    RESUMPTION_WITHDRAWN = "resumption_withdrawn", _("resumption withdrawn")
    SILENCE_GRADED = "silence_graded", _("silence reached a grade")


class Rhythm(TextChoices):
    """How often a subscriber wants a mail."""

    IMMEDIATE = "immediate", _("as it happens")
    DAILY = "daily", _("once a day")
    WEEKLY = "weekly", _("once a week")
