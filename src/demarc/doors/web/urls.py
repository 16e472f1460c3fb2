"""Every address of the site. What belongs to an engagement begins with `e/<engagement>/`."""

from django.urls import path

from demarc.doors.web.pages import (
    check,
    demo,
    enter,
    health,
    home,
    item,
    item_acts,
    items,
    line,
    matrix,
    people,
    record,
    today,
    versions,
)

urlpatterns = [
    path("", home.home, name="home"),
    path("enter/", enter.enter, name="enter"),
    path("enter/<str:token>/", enter.enter_link, name="enter-link"),
    path("leave/", enter.leave, name="leave"),
    path("check/", check.check, name="check"),
    path("engagements/", home.choose, name="engagements"),
    path("e/<str:engagement>/", today.today, name="today"),
    path("e/<str:engagement>/line/", line.line, name="line"),
    path("e/<str:engagement>/items/", items.items, name="items"),
    path("e/<str:engagement>/items/<str:item>/", item.item, name="item"),
    path("e/<str:engagement>/items/<str:item>/<slug:act>/", item_acts.act, name="act"),
    path("e/<str:engagement>/matrix/", matrix.matrix, name="matrix"),
    path("e/<str:engagement>/matrix/versions/", versions.versions, name="versions"),
    path("e/<str:engagement>/matrix/versions/<int:number>/", versions.version, name="version"),
    path("e/<str:engagement>/matrix/versions/<int:number>/<slug:verb>/", versions.version_act, name="version-act"),
    path("e/<str:engagement>/matrix/in-force.<slug:form>", versions.download, name="matrix-file"),
    path("e/<str:engagement>/people/", people.people, name="people"),
    path("e/<str:engagement>/record/", record.record, name="record"),
    path("e/<str:engagement>/record/export/", record.export, name="export"),
    path("demo/become/", demo.become, name="demo-become"),
    path("demo/pass/", demo.pass_time, name="demo-pass"),
    path("livez", health.livez, name="livez"),
    path("readyz", health.readyz, name="readyz"),
    path("status/", health.status, name="status"),
]
