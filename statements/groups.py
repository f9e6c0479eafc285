"""Who may do what at the editors' desk: two groups, made anew after each migration."""

from typing import Any

from django.apps import apps
from django.contrib.auth.models import Group, Permission
from django.db.models import Q

EDITORS = "editors"
REVIEWERS = "reviewers"
DOMAIN = ("meetings", "delegations", "statements")
# Written by the database or by jobs, never by hand.
DERIVED = (
    "gap",
    "silence",
    "resumption",
    "notice",
    "assessment",
    "assessmentdue",
    "dataversion",
    "pendingchange",
    "retiredid",
    "subscription",
    "delivery",
    "sessionedition",
    "timelineentry",
    "timelinecount",
    "rowtotal",
    "announcementfate",
    "claimfinding",
    "linkcheck",
    "spelling",
    "searchedtext",
    "merge",
    "release",
    "uploadfile",
    "uploadrow",
    "uploadprogress",
)
# Addresses of private people: for administrators only.
PRIVATE = ("subscription", "delivery")
# What a meeting needs within it may go while it is a draft; evidence that others rest on stays.
REMOVABLE = (
    "session", "sessioncouncil", "agendaitem", "announcement", "sessioncitation", "councilname", "contexteventcouncil",
    "partyname", "personname", "sourceaddress", "delegation", "delegate", "delegationcitation", "statement", "wording", "gapclaim",
    "distinction", "upload",
)  # fmt: skip
REVIEWER_EXTRAS = ("publish_council", "publish_session", "judge_resumption")


def make_groups(**_: Any) -> None:
    """Create the groups and give them exactly their permissions; safe to repeat."""
    domain = Permission.objects.filter(content_type__app_label__in=DOMAIN).select_related("content_type")
    models = [m._meta.model_name or "" for label in DOMAIN for m in apps.get_app_config(label).get_models()]
    records = [
        name
        for name in models
        if (name not in DERIVED and not name.endswith("event")) or name == "contextevent"
    ]
    enters = [f"{verb}_{name}" for name in records for verb in ("view", "add", "change")]
    removes = [f"delete_{name}" for name in REMOVABLE]
    sees = [f"view_{name}" for name in models if name not in PRIVATE]
    editor = domain.filter(Q(codename__in=enters) | Q(codename__in=removes) | Q(codename__in=sees))
    reviewer = domain.filter(
        Q(codename__in=enters)
        | Q(codename__in=removes)
        | Q(codename__in=sees)
        | Q(codename__in=[*REVIEWER_EXTRAS, "change_resumption"])
    )
    Group.objects.get_or_create(name=EDITORS)[0].permissions.set(editor)
    Group.objects.get_or_create(name=REVIEWERS)[0].permissions.set(reviewer)
