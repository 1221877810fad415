"""The pages of emergency access."""

from django.urls import path

from unhidden.emergency.views import oversight, own, told

app_name = "emergency"
urlpatterns = [
    path("own/", own.mine, name="mine"),
    path("own/open/", own.ask, name="ask"),
    path("own/<uuid:access_id>/end/", own.end, name="end"),
    path("notices/", told.notices, name="told"),
    path("notices/<uuid:access_id>/", told.one, name="one"),
    path("notices/<uuid:access_id>/seen/", told.seen, name="seen"),
    path("notices/<uuid:access_id>/answer/", told.answer, name="answer"),
    path("notices/<uuid:access_id>/review/", told.review, name="review"),
    path("oversight/", oversight.dashboard, name="dashboard"),
]
