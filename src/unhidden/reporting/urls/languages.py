"""Who stands for the pages in further languages."""

from django.urls import path

from unhidden.reporting.views import tongues

app_name = "tongues"
urlpatterns = [
    path("", tongues.show_translations, name="tongues"),
    path("<slug:language>/", tongues.sign_translation, name="sign"),
]
