"""A party's presence as a picture: one lane per council, in words and symbols."""

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from delegations.attendance.cells import PRESENCE_WORDS, Presence
from delegations.models import Membership
from delegations.parties.presence import CouncilPresence
from meetings.languages import language
from meetings.occasions import counted_in_words, in_words, sessions_address
from meetings.query import TimelineQuery
from meetings.timeline.chart import month_names
from meetings.timeline.presence import presence_figure
from meetings.timeline.presence_lanes import Kind, Lane, Side, Stretch
from meetings.timeline.presence_shapes import PresenceFigure
from meetings.timeline.words import date_in_words, number


def presence_kinds() -> list[Kind]:
    """What can be on record of a party at a session, in the order of the legend."""
    sides: dict[Presence, Side] = {
        Presence.ABSENT: "below",
        Presence.UNKNOWN: "line",
        Presence.NOT_MEMBER: "line",
    }
    return [
        Kind(each.value, str(PRESENCE_WORDS[each]), sides.get(each, "above"), each is Presence.NOT_MEMBER)
        for each in Presence
    ]


def party_figure(name: str, lanes: Sequence[CouncilPresence], query: TimelineQuery) -> PresenceFigure | None:
    """One lane per council."""
    return presence_figure(
        _("Presence of %(party)s in councils over time") % {"party": name},
        [council_lane(each, query) for each in lanes],
        presence_kinds(),
        as_of=query.as_of_day,
        month_names=month_names(language()),
        first=query.first_day,
        last=query.last_day,
        count_words=counted_in_words,
    )


def council_lane(found: CouncilPresence, query: TimelineQuery, *, name: str = "") -> Lane:
    """`name`: of the lane where it is not the council's."""
    council = found.council
    return Lane(
        name=name or council.name,
        href=council.get_absolute_url(),
        note=tally_in_words(found),
        occasions=[
            in_words(each, str(PRESENCE_WORDS[Presence(each.kind)])) for each in found.found.occasions
        ],
        stretches=[Stretch(seat.joined, seat.left, "", seat_in_words(seat)) for seat in found.seats],
        # Whoever came: what is missing is a fact of these columns too.
        address=sessions_address(query, council=council.slug),
    )


def tally_in_words(found: CouncilPresence) -> str:
    """`present at 12 of 40 sessions, absent from 3`: a line under the name of a lane."""
    if not found.total:
        return _("no session in this period")
    parts = [
        ngettext(
            "present at %(n)s of %(total)s session",
            "present at %(n)s of %(total)s sessions",
            found.total,
        )
        % {"n": number(found.came), "total": number(found.total)}
    ]
    if found.absent:
        parts.append(_("absent from %(n)s") % {"n": number(found.absent)})
    return ", ".join(parts)


def seat_in_words(seat: Membership) -> str:
    """`Member from 1999 to 2002`."""
    if seat.joined and seat.left:
        return _("%(standing)s from %(joined)s to %(left)s") % {
            "standing": seat.get_standing_display().capitalize(),
            "joined": date_in_words(seat.joined),
            "left": date_in_words(seat.left),
        }
    if seat.joined:
        return _("%(standing)s from %(joined)s") % {
            "standing": seat.get_standing_display().capitalize(),
            "joined": date_in_words(seat.joined),
        }
    if seat.left:
        return _("%(standing)s until %(left)s") % {
            "standing": seat.get_standing_display().capitalize(),
            "left": date_in_words(seat.left),
        }
    return pgettext("a seat", "%(standing)s, dates not recorded") % {
        "standing": seat.get_standing_display().capitalize()
    }
