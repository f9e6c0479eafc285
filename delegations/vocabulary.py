"""The closed word lists of delegations. An unknown value is an empty string."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from meetings import vocabulary


class PartyKind(TextChoices):
    STATE = "state", _("state")
    ORGANISATION = "organisation", _("international organisation")
    OTHER = "other", _("other entity")


class Capacity(TextChoices):
    """As what a party sits: in a council over a period, or at one session."""

    MEMBER = "member", _("member")
    OBSERVER = "observer", _("observer")
    GUEST = "guest", _("guest")
    HOST = "host", _("host")
    SECRETARIAT = "secretariat", _("secretariat")


class Attendance(TextChoices):
    ATTENDED = "attended", _("attended")
    PARTIAL = "partial", _("attended in part")
    WALKED_OUT = "walked_out", _("walked out")
    ABSENT = "absent", _("absent")
    UNKNOWN = "unknown", _("unknown")


# Present at least for a while.
PRESENT = tuple(map(Attendance, vocabulary.PRESENT))


class AttendanceMode(TextChoices):
    IN_PERSON = "in_person", _("in person")
    REMOTE = "remote", _("by link")
    MIXED = "mixed", _("partly by link")


class DelegationFact(TextChoices):
    """What a delegation's citation supports; empty: its presence as a whole."""

    ATTENDANCE = "attendance", _("attendance")
    HEAD = "head", _("head")
    ROLE = "role", _("role")
    CAPACITY = "capacity", _("capacity")
