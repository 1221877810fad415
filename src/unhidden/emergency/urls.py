"""The pages of emergency access."""

from django.urls import path

from unhidden.emergency.views import oversight, own, told

app_name = "emergency"
urlpatterns = [
    path("own/", own.show_own_accesses, name="mine"),
    path("own/open/", own.ask_for_access, name="ask"),
    path("own/<uuid:access_id>/end/", own.end_own_access, name="end"),
    path("notices/", told.show_notices, name="told"),
    path("notices/<uuid:access_id>/", told.show_access, name="one"),
    path("notices/<uuid:access_id>/seen/", told.mark_notice_seen, name="seen"),
    path("notices/<uuid:access_id>/answer/", told.answer_access, name="answer"),
    path("notices/<uuid:access_id>/review/", told.review_access, name="review"),
    path("oversight/", oversight.show_emergency_dashboard, name="dashboard"),
]
