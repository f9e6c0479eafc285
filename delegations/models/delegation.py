"""Who came: one party at one session, and the people who sat for it."""

from typing import Self

from django.db import models
from django.db.models import Prefetch, Q

from delegations.models.party import Party
from delegations.models.person import Person, Post
from delegations.vocabulary import PRESENT, Attendance, AttendanceMode, Capacity, DelegationFact
from meetings.history import Stamped, tracked
from meetings.languages import in_language
from meetings.models import Citation, Session
from meetings.publication import OfPublicSessionQuerySet
from meetings.triggers import counts_rows, of_published_session, raises_data_version, retires_id, stamp
from meetings.vocabulary import Level

_SESSION_OF_DELEGATION = "(SELECT session_id FROM delegations_delegation WHERE id = COALESCE(NEW.delegation_id, OLD.delegation_id))"


class DelegationQuerySet(OfPublicSessionQuerySet):
    def for_page(self) -> Self:
        """With party, delegates and citations, as a session's page lists them. Three queries."""
        return (
            self.select_related("party")
            .prefetch_related(
                Prefetch("delegates", Delegate.objects.select_related("person", "post__party")),
                Prefetch("citations", DelegationCitation.objects.select_related("source")),
            )
            .order_by("position", "party__sort_key", "id")
        )


class OfPublicDelegationQuerySet(OfPublicSessionQuerySet):
    session_path = "delegation__session"


@tracked()
class Delegation(Stamped):
    """One party at one session; also a known absence."""

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="delegations")
    party = models.ForeignKey(
        Party,
        on_delete=models.PROTECT,
        related_name="delegations",
        help_text="Who sat: Russia, the United States, NATO.",
    )
    designation_as_printed = models.CharField(
        max_length=200, blank=True, help_text="How the source names it: russische Delegation."
    )
    capacity = models.CharField(
        max_length=12, choices=Capacity, blank=True, help_text="As what it sat; empty if not known."
    )
    invited = models.BooleanField(
        null=True, blank=True, help_text="Was it invited? Unknown if no source says."
    )
    attendance = models.CharField(
        max_length=10,
        choices=Attendance,
        default=Attendance.ATTENDED,
        help_text="Did it come? Record known absences too.",
    )
    attendance_mode = models.CharField(
        max_length=10, choices=AttendanceMode, blank=True, help_text="Empty if no source says."
    )
    absence_reason = models.CharField(
        max_length=250, blank=True, help_text="Why it stayed away or left, if a source says."
    )
    is_host = models.BooleanField("hosted", default=False, help_text="Tick if this party hosted the session.")
    is_chair = models.BooleanField(
        "chaired", default=False, help_text="Tick if this party chaired the session."
    )
    level = models.CharField(
        max_length=26, choices=Level, blank=True, help_text="Rank of its head; empty if not known."
    )
    position = models.PositiveSmallIntegerField(default=0, help_text="Order on the page.")

    objects = DelegationQuerySet.as_manager()

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["session", "party"],
                name="delegation_once",
                # Two delegations may change parties within one save: see `parties_may_change_places`.
                deferrable=models.Deferrable.IMMEDIATE,
                violation_error_message="This party already has a delegation at the session.",
            )
        ]
        indexes = [
            # When did this party come, and where? (party page)
            models.Index(fields=["party", "attendance"], name="delegation_by_party"),
            # What has changed since that moment, in order? (/api/v1/delegations?updated_since=)
            models.Index(fields=["updated_at", "id"], name="delegation_by_change"),
        ]
        triggers = [stamp(), retires_id("D"), raises_data_version(of_published_session()), *counts_rows()]

    def __str__(self) -> str:
        return f"{self.party} at S{self.session_id}"

    @property
    def public_id(self) -> str:
        return f"D{self.pk}"

    @property
    def was_present(self) -> bool | None:
        """Whether it came, if only for a while; None where that is not known."""
        return None if self.attendance == Attendance.UNKNOWN else self.attendance in PRESENT

    def get_absolute_url(self) -> str:
        return in_language(f"/sessions/S{self.session_id}/#D{self.pk}")


@tracked()
class Delegate(Stamped):
    """A person in a delegation, named or only described. Several may lead."""

    delegation = models.ForeignKey(Delegation, on_delete=models.CASCADE, related_name="delegates")
    person = models.ForeignKey(
        Person,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="delegate_rows",
        help_text="Who it was; empty if the source does not name anyone.",
    )
    name_as_printed = models.CharField(
        max_length=200,
        blank=True,
        help_text="As the source spells it: Alexander Gruschko; US-Delegationsleiterin Sherman.",
    )
    role_as_printed = models.CharField(
        max_length=200, blank=True, help_text="Office as printed at the time: Vize-Außenminister."
    )
    post = models.ForeignKey(
        Post,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="delegate_rows",
        help_text="The recorded post held at the time, if known.",
    )
    leads = models.BooleanField("led the delegation", default=False, help_text="Several may lead.")
    chairs = models.BooleanField("chaired the session", default=False, help_text="Several may chair.")
    position = models.PositiveSmallIntegerField(default=0, help_text="Order on the page.")

    objects = OfPublicDelegationQuerySet.as_manager()

    class Meta:
        ordering = ["-leads", "position", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(person__isnull=False) | ~Q(name_as_printed=""),
                name="delegate_person_or_print",
                violation_error_message="Choose the person or write down what is printed.",
            ),
            models.UniqueConstraint(
                fields=["delegation", "person"],
                condition=Q(person__isnull=False),
                name="delegate_once",
                violation_error_message="This person is already in the delegation.",
            ),
        ]
        triggers = [
            stamp(),
            raises_data_version(of_published_session(_SESSION_OF_DELEGATION)),
            *counts_rows(),
        ]

    def __str__(self) -> str:
        return self.person.name if self.person else self.name_as_printed


@tracked()
class DelegationCitation(Stamped, Citation):
    """This fact of the delegation rests on that source."""

    delegation = models.ForeignKey(Delegation, on_delete=models.CASCADE, related_name="citations")
    fact = models.CharField(
        max_length=12,
        choices=DelegationFact,
        blank=True,
        help_text="The fact that the source supports; empty: the delegation's presence.",
    )

    objects = OfPublicDelegationQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        verbose_name = "citation"
        triggers = [
            stamp(),
            raises_data_version(of_published_session(_SESSION_OF_DELEGATION)),
            *counts_rows(),
        ]

    def __str__(self) -> str:
        return f"{self.get_fact_display() or 'presence'}: {self.source}"
