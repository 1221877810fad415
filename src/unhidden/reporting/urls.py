from django.urls import path

from unhidden.reporting import views

app_name = "reporting"
urlpatterns = [
    path("", views.home, name="home"),
    path("report/", views.report, name="report"),
    path("report/status/", views.status, name="status"),
    path("who-to-call/", views.who_to_call, name="who_to_call"),
    path("privacy/", views.privacy, name="privacy"),
    path("accessibility/", views.accessibility, name="accessibility"),
]
