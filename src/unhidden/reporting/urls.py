from django.urls import path

from unhidden.reporting.views import mailbox, pages, report

app_name = "reporting"
urlpatterns = [
    path("", pages.home, name="home"),
    path("report/", report.report, name="report"),
    path("report/status/", mailbox.status, name="status"),
    path("who-to-call/", pages.who_to_call, name="who_to_call"),
    path("privacy/", pages.privacy, name="privacy"),
    path("accessibility/", pages.accessibility, name="accessibility"),
]
