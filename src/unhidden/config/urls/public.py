"""Every page of the public site: English at /, Welsh at /cy/."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

urlpatterns = i18n_patterns(
    path("", include("unhidden.reporting.urls.public")),
    path("signs/", include("unhidden.signs.urls")),
    path("", include("unhidden.learning.urls")),
    path("events/", include("unhidden.operations.urls.public")),
    path("results/", include("unhidden.oversight.urls.public")),
    prefix_default_language=False,
)
handler404 = "unhidden.ui.views.show_absent"
handler500 = "unhidden.ui.views.show_failure"
handler403 = "unhidden.ui.views.show_absent"
handler400 = "unhidden.ui.views.not_understood"
