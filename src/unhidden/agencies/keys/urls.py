"""The addresses of an organisation's keys, and once more of its safeguarding leads'."""

from django.urls import path

from unhidden.access.pages import needs_permission
from unhidden.agencies.keys import views
from unhidden.agencies.keys.queries import KEEP_LEAD_KEYS

app_name = "keys"
urlpatterns = [
    path("", views.show_keys, name="keys"),
    path("change/", views.change_organisation_keys, name="rotate"),
    path("finish/", views.finish_recovery, name="finish"),
    path("carry-on/", views.carry_on, name="carry_on"),
    path("recovery/", views.choose_recovery_holders, name="recovery"),
    path("recovery/end/", views.end_recovery, name="end_recovery"),
    path("recovery/use/", views.enter_recovery_shares, name="recover"),
    path("<uuid:person_id>/admit/", views.admit_waiting_colleague, name="admit"),
    path("<uuid:person_id>/remove/", views.take_keys_away, name="remove"),
]
_for_leads = needs_permission(KEEP_LEAD_KEYS)
of_leads = (
    [
        *(
            path(str(p.pattern), _for_leads(p.callback), name=p.name)
            for p in urlpatterns
        ),
        path("make/", views.make_keys_of_leads, name="make"),
    ],
    app_name,
)
