from django.urls import path

from unhidden.reporting.views import files, links, mailbox, maps, pages, report, sealed

app_name = "reporting"
urlpatterns = [
    path("", pages.home, name="home"),
    path("report/", report.report, name="report"),
    path("report/try/", report.report, {"is_try": True}, name="try"),
    path("report/door/", sealed.door, name="door"),
    path("report/sealed/", sealed.sealed, name="sealed"),
    path("report/links/", links.links, name="links"),
    path("report/links/words/", links.spoken, name="spoken"),
    path("report/pins/<slug:digest>/", links.pins, name="pins"),
    path("report/words/<slug:language>/", links.words, name="words"),
    path("report/map/<slug:digest>/", maps.base_map, name="map"),
    path("report/file/", files.file, name="file"),
    path("report/status/", mailbox.status, name="status"),
    path("away/", pages.away, name="away"),
    path("who-to-call/", pages.who_to_call, name="who_to_call"),
    path("privacy/", pages.privacy, name="privacy"),
    path("accessibility/", pages.accessibility, name="accessibility"),
]
