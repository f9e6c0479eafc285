"""The closed word lists of statements. An unknown value is an empty string."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class SpeakerKind(TextChoices):
    PRINCIPAL = "principal", _("a named person")
    SPOKESPERSON = "spokesperson", _("a spokesperson")
    UNNAMED_OFFICIAL = "unnamed_official", _("an unnamed official")
    DELEGATION = "delegation", _("a party or delegation")
    COUNCIL = "council", _("the council")
    DOCUMENT = "document", _("a document")


class Timing(TextChoices):
    DURING = "during", _("at the session")
    BEFORE = "before", _("before the session")
    AFTER = "after", _("after the session")
    BACKGROUND = "background", _("background, not said at the session")
    OTHER_OCCASION = "other_occasion", _("on another occasion")


class Fidelity(TextChoices):
    """How close a wording is to what was said, closest first."""

    VERBATIM = "verbatim", _("verbatim, in the language spoken")
    JOINT_TEXT = "joint_text", _("joint text")
    VERBATIM_UNKNOWN = "verbatim_unknown", _("full quote, perhaps translated")
    VERBATIM_TRANSLATED = "verbatim_translated", _("full quote, translated")
    FRAGMENT = "fragment", _("quoted fragment")
    REPORTED = "reported", _("reported speech")


# Order in which wordings lead: the most original on record first.
FIDELITY_ORDER: dict[str, int] = {value: rank for rank, value in enumerate(Fidelity.values)}


class Attribution(TextChoices):
    PRINTED = "printed", _("the speaker is printed")
    CARRIED_OVER = "carried_over", _("carried over from the sentence before")


class TranslationOrigin(TextChoices):
    OFFICIAL = "official", _("official translation")
    PRESS = "press", _("translated by the outlet")
    EDITOR = "editor", _("translated by an editor")
    MACHINE = "machine", _("machine translation")


class ClaimType(TextChoices):
    FIRST_DURATION = "first_duration", _("first in so long")
    FIRST_SINCE = "first_since", _("first since a date")
    GAP_DURATION = "gap_duration", _("the gap lasted so long")
    LAST_SESSION = "last_session", _("the last session was on a date")


class ClaimQualifier(TextChoices):
    EXACT = "exact", _("as given")
    MORE_THAN = "more_than", _("more than")
    LESS_THAN = "less_than", _("less than, almost")
    APPROX = "approx", _("about")


class ClaimSubject(TextChoices):
    SESSION = "session", _("this council's session")
    OTHER = "other", _("something else")


class ClaimVerdict(TextChoices):
    AGREES = "agrees", _("agrees with the record")
    AGREES_ROUNDED = "agrees_rounded", _("agrees, rounded")
    CONTRADICTS = "contradicts", _("contradicts the record")
    CANNOT_CHECK = "cannot_check", _("cannot be checked")


class ComparedWith(TextChoices):
    """Which earlier sessions of the council a claim was held against, the narrowest first."""

    LEVEL_AND_FORMAT = "level_and_format", _("sessions of the same level and format")
    LEVEL = "level", _("sessions of the same level or higher")
    FORMAT = "format", _("sessions of the same format")
    ALL = "all", _("all sessions")


class ProposalState(TextChoices):
    """What became of a proposed change of a public meeting. Never public."""

    OPEN = "open", "to review"
    APPROVED = "approved", "approved"
    REJECTED = "rejected", "rejected"
    WITHDRAWN = "withdrawn", "taken back by its author"


class Reach(TextChoices):
    """How far an import may go. The desk is in English only."""

    DRAFTS = "drafts", "drafts only"
    CHANGES = "changes", "drafts and changes of what is public"
    PUBLISH = "publish", "drafts and what is public, and it publishes all"


class UploadState(TextChoices):
    """Where an upload stands. Whether a worker is at it is not stored: see `statements.uploads.standing`."""

    PLANNED = "planned", "planned"
    CONFIRMED = "confirmed", "confirmed"
    DONE = "done", "imported"
