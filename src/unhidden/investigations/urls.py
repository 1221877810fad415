"""The pages of investigations."""

from django.urls import path

from unhidden.investigations import views

app_name = "investigations"
urlpatterns = [
    path("", views.investigations, name="list"),
    path("open/<uuid:visit_id>/", views.open_from_visit, name="open"),
    path("ask/<uuid:visit_id>/", views.ask, name="ask"),
    path("requests/", views.requests, name="requests"),
    path("requests/<uuid:request_id>/", views.request, name="request"),
    path("requests/<uuid:request_id>/accept/", views.accept, name="accept"),
    path("<uuid:investigation_id>/", views.investigation, name="investigation"),
    path("<uuid:investigation_id>/team/", views.team, name="team"),
    path(
        "<uuid:investigation_id>/team/<uuid:person_id>/end/",
        views.end_member,
        name="end_member",
    ),
    path("<uuid:investigation_id>/close/", views.close, name="close"),
]
