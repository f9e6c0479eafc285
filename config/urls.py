"""Every address of the product: the only module that knows all apps."""

from django.contrib import admin
from django.urls import path, re_path

from config import api, exports, health
from delegations.views.attendance import attendance
from delegations.views.compare import compare
from delegations.views.parties import parties, party, party_councils
from delegations.views.people import people, person
from meetings.admin.autocompletes import DeskAutocompleteView
from meetings.admin.signed_in import signed_in
from meetings.atom import NOTICES_FEED, RESUMPTIONS_FEED
from meetings.dates.views import reading
from meetings.views.cards import (
    council_picture_card,
    resumption_picture_card,
    session_picture_card,
    timeline_picture_card,
)
from meetings.views.councils import council, councils
from meetings.views.feeds import council_calendar, notices_feed, sessions_calendar
from meetings.views.releases import release, release_file, releases
from meetings.views.resumptions import resumption, resumptions
from meetings.views.sessions import session, sessions
from meetings.views.silences import silences
from meetings.views.subjects import place, places, source, topic, topics
from meetings.views.subscriptions import asked, confirm, manage, subscribe
from meetings.views.timeline import timeline, timeline_picture
from statements.admin import comments
from statements.admin.checking import check, check_next
from statements.admin.merging import merge_start, merge_two
from statements.admin.undoing import undo_merge
from statements.admin.work import work_list
from statements.views.addresses import by_id
from statements.views.search import search
from statements.views.statements import statements

RELEASE = r"(?P<version>[0-9]{4}-[0-9]{2}-[0-9]{2}(?:\.[0-9]{1,3})?)"

urlpatterns = [
    path("", timeline, name="timeline"),
    path("timeline.svg", timeline_picture, name="timeline_svg"),
    path("councils/", councils, name="councils"),
    path("councils/<slug:slug>/", council, name="council"),
    path("councils/<slug:slug>/attendance/", attendance, name="attendance"),
    path("sessions/", sessions, name="sessions"),
    re_path(r"^sessions/(?P<key>S?[1-9][0-9]{0,17})/$", session, name="session"),
    path("resumptions/", resumptions, name="resumptions"),
    re_path(r"^resumptions/(?P<key>R?[1-9][0-9]{0,17})/$", resumption, name="resumption"),
    path("silences/", silences, name="silences"),
    path("topics/", topics, name="topics"),
    path("topics/<slug:slug>/", topic, name="topic"),
    path("places/", places, name="places"),
    path("places/<slug:slug>/", place, name="place"),
    re_path(r"^sources/(?P<pk>[1-9][0-9]{0,17})/$", source, name="source"),
    path("parties/", parties, name="parties"),
    re_path(r"^parties/(?P<code>[A-Za-z][A-Za-z0-9-]{1,19})/$", party, name="party"),
    re_path(
        r"^parties/(?P<code>[A-Za-z][A-Za-z0-9-]{1,19})/councils/$", party_councils, name="party_councils"
    ),
    path("people/", people, name="people"),
    path("people/<slug:slug>/", person, name="person"),
    path("compare/", compare, name="compare"),
    path("statements/", statements, name="statements"),
    path("search/", search, name="search"),
    path("releases/", releases, name="releases"),
    re_path(rf"^releases/{RELEASE}/$", release, name="release"),
    re_path(rf"^releases/{RELEASE}/(?P<name>[A-Za-z0-9_.-]+)$", release_file, name="release_file"),
    path("subscribe/", subscribe, name="subscribe"),
    path("subscribe/asked/", asked, name="subscribe_asked"),
    path("subscribe/confirm/<str:key>/", confirm, name="subscribe_confirm"),
    path("subscriptions/<str:key>/", manage, name="subscriptions"),
    path("id/<str:key>", by_id, name="by_id"),
    *(path(kind.file_name, notices_feed, {"kind": kind}) for kind in (RESUMPTIONS_FEED, NOTICES_FEED)),
    path("sessions.ics", sessions_calendar, name="sessions_ics"),
    path("councils/<slug:slug>/sessions.ics", council_calendar, name="council_sessions_ics"),
    path("og/timeline.png", timeline_picture_card, name="timeline_card"),
    path("og/councils/<slug:slug>.png", council_picture_card, name="council_card"),
    re_path(r"^og/sessions/S(?P<key>[1-9][0-9]{0,17})\.png$", session_picture_card, name="session_card"),
    re_path(
        r"^og/resumptions/R(?P<key>[1-9][0-9]{0,17})\.png$", resumption_picture_card, name="resumption_card"
    ),
    *exports.urlpatterns,
    *api.urlpatterns,
    path("healthz", health.healthz),
    path("readyz", health.readyz),
    path("admin/read-date/", reading),
    path("admin/check/", admin.site.admin_view(check_next), name="desk_check_first"),
    path("admin/check/<int:key>/", admin.site.admin_view(check), name="desk_check"),
    path("admin/check/after/<int:after>/", admin.site.admin_view(check_next), name="desk_check_next"),
    path("admin/merge/undo/<int:merge_id>/", admin.site.admin_view(undo_merge), name="desk_merge_undo"),
    path("admin/merge/", admin.site.admin_view(merge_start), name="desk_merge_start"),
    path(
        "admin/merge/<slug:kind>/<int:kept>/<int:other>/", admin.site.admin_view(merge_two), name="desk_merge"
    ),
    path("admin/work/<slug:key>/", admin.site.admin_view(work_list), name="desk_work_list"),
    path(
        "admin/comments/<int:session_id>/add/",
        admin.site.admin_view(comments.add),
        name="desk_comment_add",
    ),
    path(
        "admin/comments/<int:comment_id>/settle/",
        admin.site.admin_view(comments.settle),
        name="desk_comment_settle",
    ),
    path("admin/signed-in/", signed_in, name="desk_signed_in"),
    path("admin/autocomplete/", admin.site.admin_view(DeskAutocompleteView.as_view(admin_site=admin.site))),
    path("admin/", admin.site.urls),
]

handler400 = "config.site.bad_request"
handler404 = "config.site.not_found"
handler500 = "config.site.server_error"
