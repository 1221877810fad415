"""Every page of the staff site."""

from django.urls import include, path

from unhidden.access.pages import needs_permission
from unhidden.agencies.keys import urls as keys
from unhidden.config.edge import dashboard
from unhidden.desk.urls import urlpatterns as desk
from unhidden.intelligence.urls import urlpatterns as intelligence
from unhidden.ui import views as ui

urlpatterns = [
    path("", dashboard.show_dashboard, name="home"),
    path("", include("unhidden.agencies.urls")),
    path("", include("unhidden.agencies.sign_in.urls")),
    path("keys/", include("unhidden.agencies.keys.urls")),
    path("lead-keys/", include(keys.of_leads, "lead_keys")),
    path("record/", include("unhidden.agencies.record.urls")),
    path(
        "gallery/", needs_permission("ui.see_gallery")(ui.show_gallery), name="gallery"
    ),
    path("", include(([*desk, *intelligence], "intelligence"))),
    path("who-to-call/", include("unhidden.reporting.urls.staff")),
    path("languages/", include("unhidden.reporting.urls.languages")),
    path("emergency/", include("unhidden.emergency.urls")),
    path("premises/", include("unhidden.places.urls")),
    path("operations/", include("unhidden.operations.urls.staff")),
    path("briefs/", include("unhidden.operations.urls.briefs")),
    path("debriefs/", include("unhidden.operations.urls.debriefs")),
    path("visits/", include("unhidden.visits.urls")),
    path("field/", include("unhidden.field.urls")),
    path("", include("unhidden.sharing.urls")),
    path("decisions/", include("unhidden.decision_log.urls")),
    path("", include("unhidden.notices.urls")),
    path("cases/", include("unhidden.safeguarding.urls")),
    path("investigations/", include("unhidden.investigations.urls")),
    path("results/", include("unhidden.oversight.urls.staff")),
]
handler404 = "unhidden.ui.views.show_absent"
handler500 = "unhidden.ui.views.show_failure"
handler403 = "unhidden.ui.views.show_absent"
handler400 = "unhidden.ui.views.not_understood"
