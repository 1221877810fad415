from django.urls import path

from unhidden.reporting.views import files, links, mailbox, maps, pages, report, sealed

app_name = "reporting"
urlpatterns = [
    path("", pages.show_home, name="home"),
    path("report/", report.take_report, name="report"),
    path("report/try/", report.take_report, {"is_try": True}, name="try"),
    path("report/door/", sealed.issue_puzzle, name="door"),
    path("report/sealed/", sealed.receive_sealed_report, name="sealed"),
    path("report/links/", links.show_key_links, name="links"),
    path("report/links/words/", links.show_link_words, name="spoken"),
    path("report/pins/<slug:digest>/", links.show_pins, name="pins"),
    path("report/words/<slug:language>/", links.show_receipt_words, name="words"),
    path("report/map/<slug:digest>/", maps.base_map, name="map"),
    path("report/file/", files.upload_file, name="file"),
    path("report/status/", mailbox.show_mailbox, name="status"),
    path("away/", pages.leave_site, name="away"),
    path("who-to-call/", pages.who_to_call, name="who_to_call"),
    path("privacy/", pages.show_privacy, name="privacy"),
    path("accessibility/", pages.show_accessibility, name="accessibility"),
]
