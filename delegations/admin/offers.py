"""Whom an autocomplete offers first: members then, posts then, and who came for the party before."""

from __future__ import annotations

from typing import Any

from django.db.models import Case, Exists, F, IntegerField, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Concat, NullIf

from delegations.models import Delegate, Membership, Post
from delegations.roster import may_cover
from delegations.vocabulary import Capacity
from meetings.admin.autocompletes import Asked


def _ranked(*conditions: Any) -> Case:
    """The number of the first condition that holds; one more than the last if none does."""
    always = Q(pk__isnull=False)
    whens = [
        When(condition if condition != Q() else always, then=Value(number))
        for number, condition in enumerate(conditions)
    ]
    return Case(*whens, default=Value(len(whens)), output_field=IntegerField())


def parties_offered(parties: QuerySet[Any], asked: Asked) -> QuerySet[Any]:
    """Members of the councils on the day, then others that sat in them, then those that existed, then the rest.

    Each with ``standing_then``: as what it sat; NULL if it did not.
    """
    seats = Membership.objects.filter(
        may_cover(asked.day, "joined", "left"), party=OuterRef("pk"), council__in=asked.councils
    )
    member = seats.filter(standing=Capacity.MEMBER)
    return parties.annotate(
        standing_then=Subquery(seats.order_by("standing", "pk").values("standing")[:1]),
        then=_ranked(Q(Exists(member)), Q(Exists(seats)), may_cover(asked.day, "existed_from", "existed_to")),
    )


def people_offered(people: QuerySet[Any], asked: Asked) -> QuerySet[Any]:
    """People in the form's delegations, then those with a post then, of the party or for a member, then who came before.

    Each with ``post_then`` (title and party; NULL if none is on record).
    """
    posts = Post.objects.filter(may_cover(asked.day, "start", "end"), person=OuterRef("pk"))
    came = Delegate.objects.filter(person=OuterRef("pk"))
    if asked.party is not None:
        posts, came = posts.filter(party=asked.party), came.filter(delegation__party=asked.party)
    elif asked.councils:
        sat = Membership.objects.filter(may_cover(asked.day, "joined", "left"), council__in=asked.councils)
        posts = posts.filter(party__in=sat.values("party"))
    title = Concat(F("title"), Value(", "), F("party__name"))
    return people.annotate(
        post_then=Subquery(
            posts.order_by("-start__startswith", "pk").values(words=NullIf(title, Value("")))[:1]
        ),
        then=_ranked(Q(pk__in=asked.people), Q(Exists(posts)), Q(Exists(came))),
    )


def posts_offered(posts: QuerySet[Any], asked: Asked) -> QuerySet[Any]:
    """The person's posts on the day first: for the party, then others; then their other posts; then those of others."""
    held = may_cover(asked.day, "start", "end")
    own = Q(person=asked.person) if asked.person is not None else Q()
    party = Q(party=asked.party) if asked.party is not None else Q()
    if asked.person is not None and posts.filter(own).exists():
        posts = posts.filter(own)
    return posts.annotate(then=_ranked(own & party & held, own & held, own, party & held))
