"""Every address of the product: the only module that knows all apps."""

from django.contrib import admin
from django.urls import path

from config import exports, health
from meetings.dates.views import reading
from meetings.views.timeline import timeline, timeline_picture

urlpatterns = [
    path("", timeline, name="timeline"),
    path("timeline.svg", timeline_picture, name="timeline_svg"),
    *exports.urlpatterns,
    path("healthz", health.healthz),
    path("readyz", health.readyz),
    path("admin/read-date/", reading),
    path("admin/", admin.site.urls),
]

handler404 = "config.site.not_found"
handler500 = "config.site.server_error"
