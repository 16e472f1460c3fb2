"""Every address Django answers: the pages. Feeds post to `/in/...`, which never reaches Django."""

from django.urls import include, path

urlpatterns = [path("", include("demarc.doors.web.urls"))]
