"""`delegates.csv`, `people.csv`, `posts.csv`, `parties.csv`: who sat for whom, under which name and in which office."""

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, F, OuterRef, Q, QuerySet

from delegations.exports.delegations import NO_DOCUMENT, chosen_delegations
from delegations.models import Delegate, Party, PartyName, Person, PersonName, Post
from delegations.vocabulary import PartyKind
from meetings.among import any_of
from meetings.exports.cited import SOURCE_REFERENCE, named_source_columns, source_id_column
from meetings.exports.columns import (
    Kind,
    Reference,
    Table,
    column,
    data_version_column,
    public_id,
    site_url,
    stamp_columns,
)
from meetings.exports.countries import NO_USER_CODE, USER_CODE
from meetings.exports.evidence import NOT_RECORDED, SESSION_REFERENCE, session_id_column
from meetings.exports.expressions import (
    bounds,
    bytewise,
    council_slug_column,
    distinct,
    in_export_order,
    session_start_columns,
)
from meetings.exports.scope import Scope
from meetings.exports.whole import of_whole_record
from meetings.publication import is_public_statement

PARTY_REFERENCE = Reference("party_id", "parties", "party_id")
PERSON_REFERENCE = Reference("person_id", "people", "person_id")


def _delegates(scope: Scope) -> "QuerySet[Delegate]":
    rows = Delegate.objects.filter(delegation__in=chosen_delegations(scope)).annotate(
        session_id=F("delegation__session_id")
    )
    if scope.query.person:
        rows = rows.filter(person__slug__in=scope.query.person)
    return in_export_order(rows, "delegation__session", "delegation_id", "id")


DELEGATES = Table(
    name="delegates",
    title="Delegates",
    description="The people in delegations, named or only described. Several may lead or chair.",
    row="one person in one delegation",
    columns=(
        column("delegate_id", Kind.INTEGER, "Number of the row.", "id"),
        column("delegation_id", Kind.ID, "The delegation.", "delegation_id", value=public_id("D")),
        session_id_column(),
        council_slug_column(),
        *session_start_columns("delegation__session"),
        column("party_id", Kind.ID, "The party.", "delegation__party_id", value=public_id("E")),
        column("person_id", Kind.ID, "The person.", "person_id", value=public_id("P"), empty="The source names nobody."),
        column("person_name", Kind.TEXT, "The person's usual name in English.", "person__name", empty="The source names nobody."),
        column("name_as_printed", Kind.TEXT, "The name as the source spells it, or its description.", "name_as_printed", empty=NOT_RECORDED),
        column("role_as_printed", Kind.TEXT, "Office as printed at the time.", "role_as_printed", empty=NOT_RECORDED),
        column("post", Kind.TEXT, "The recorded post held at the time.", "post__title", empty=NOT_RECORDED),
        column("leads", Kind.BOOLEAN, "Whether the person led the delegation.", "leads"),
        column("chairs", Kind.BOOLEAN, "Whether the person chaired the session.", "chairs"),
        *stamp_columns(),
        data_version_column(),
        column("post_id", Kind.INTEGER, "The recorded post held at the time, as in posts.csv.", "post_id", empty=NOT_RECORDED),
        column("position", Kind.INTEGER, "The person's place in the delegation.", "position"),
    ),
    key=("delegate_id",),
    select=_delegates,
    count=of_whole_record(Delegate.objects.hidden),
    references=(
        Reference("delegation_id", "delegations", "delegation_id"),
        SESSION_REFERENCE,
        PARTY_REFERENCE,
        PERSON_REFERENCE,
        Reference("post_id", "posts", "post_id"),
    ),
)  # fmt: skip


def matching_people(scope: Scope) -> "QuerySet[Person]":
    """People who sat or spoke at a session that matches; those whom the address names."""
    sessions = scope.query.sessions(scope.now)
    public = is_public_statement(scope.now)
    if scope.is_narrow:
        sat = Delegate.objects.filter(person=OuterRef("pk"), delegation__in=chosen_delegations(scope))
        found = Exists(sat) | Exists(sessions.filter(public, statements__speaker=OuterRef("pk")))
    else:
        sat = Delegate.objects.public(scope.now)
        found = Q(any_of(sat, "person")) | Q(any_of(sessions, "statements__speaker", public))
    people = Person.objects.filter(found)
    if scope.query.person:
        people = people.filter(slug__in=scope.query.person)
    return people.order_by(bytewise("slug"))


PEOPLE = Table(
    name="people",
    title="People",
    description="Those who sat in a delegation or spoke, with every spelling of their names on record.",
    row="one person",
    columns=(
        column("person_id", Kind.ID, "The person.", "id", value=public_id("P")),
        column("person_slug", Kind.WORD, "The person, as in the page's address.", "slug"),
        column("name", Kind.TEXT, "Usual name in English.", "name"),
        column("other_names", Kind.TEXTS, "Other spellings, in every script.", ArraySubquery(PersonName.objects.filter(person=OuterRef("pk")).order_by("id").values("text")), value=distinct, empty="None is on record."),
        column("description", Kind.TEXT, "What tells the person from others of the name.", "description", empty=NOT_RECORDED),
        column("url", Kind.URL, "The person's page.", "slug", value=site_url("/people/{}/")),
        *stamp_columns(),
        data_version_column(),
    ),
    key=("person_id",),
    select=matching_people,
)  # fmt: skip


def matching_posts(scope: Scope) -> "QuerySet[Post]":
    rows = Post.objects.filter(person__in=matching_people(scope).order_by())
    if scope.query.as_of:
        rows = rows.filter(Q(start=None) | Q(start__startswith__lte=scope.query.as_of_day))
    return rows.order_by(bytewise("person__slug"), "start__startswith", "start__endswith", "id")


POSTS = Table(
    name="posts",
    title="Posts",
    description="Offices that people held, for whom and when.",
    row="one office of one person",
    columns=(
        column("post_id", Kind.INTEGER, "Number of the row.", "id"),
        column("person_id", Kind.ID, "The person.", "person_id", value=public_id("P")),
        column("person_slug", Kind.WORD, "The person, as in the page's address.", "person__slug"),
        column("title", Kind.TEXT, "The office.", "title"),
        column("party_id", Kind.ID, "For whom it was held.", "party_id", value=public_id("E"), empty="For no party on record."),
        column("party_name", Kind.TEXT, "The party's usual name in English.", "party__name", empty="For no party on record."),
        *bounds("start", "start", "When the person took it", empty=NOT_RECORDED),
        *bounds("end", "end", "When the person left it", empty="Held to this day, or not recorded."),
        column("source_url", Kind.URL, "The document that says so.", "source__url", empty=NOT_RECORDED),
        *stamp_columns(),
        data_version_column(),
        source_id_column("source_id", NO_DOCUMENT),
    ),
    key=("post_id",),
    select=matching_posts,
    references=(PERSON_REFERENCE, SOURCE_REFERENCE),
)  # fmt: skip


def matching_parties(scope: Scope) -> "QuerySet[Party]":
    """All public parties; with a filter, those with a delegation at a session that matches."""
    parties = Party.objects.public(scope.now)
    if scope.query.is_filtered:
        parties = parties.filter(Exists(chosen_delegations(scope).filter(party=OuterRef("pk"))))
    return parties.order_by(bytewise("code"))


PARTIES = Table(
    name="parties",
    title="Parties",
    description="States, organisations and others that sit in councils.",
    row="one party",
    columns=(
        column("party_id", Kind.ID, "The party.", "id", value=public_id("E")),
        column("party_code", Kind.WORD, "Its code, as in its address.", "code"),
        column("name", Kind.TEXT, "Usual name in English.", "name"),
        column("other_names", Kind.TEXTS, "Other names on record, in every script.", ArraySubquery(PartyName.objects.filter(party=OuterRef("pk")).order_by("id").values("text")), value=distinct, empty="None is on record."),
        column("party_type", Kind.CODE, "What sort of party it is.", "kind", words=PartyKind),
        column("party_iso3", Kind.WORD, "ISO 3166-1 alpha-3 code, of the time it existed.", "iso3", empty="It has none."),
        column("party_iso3_user", Kind.WORD, USER_CODE, "iso3_user", empty=NO_USER_CODE),
        *bounds("existed_from", "existed_from", "Since when it has existed", empty=NOT_RECORDED),
        *bounds("existed_to", "existed_to", "Until when it existed", empty="It exists, or not recorded."),
        column("url", Kind.URL, "Its page.", "code", value=site_url("/parties/{}/")),
        *stamp_columns(),
        data_version_column(),
        *named_source_columns(NO_DOCUMENT),
    ),
    key=("party_id",),
    select=matching_parties,
    references=(SOURCE_REFERENCE,),
)  # fmt: skip
