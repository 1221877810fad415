"""The pages of investigations."""

from django.urls import path

from unhidden.investigations import views

app_name = "investigations"
urlpatterns = [
    path("", views.show_investigations, name="list"),
    path("open/<uuid:visit_id>/", views.open_from_visit, name="open"),
    path("ask/<uuid:visit_id>/", views.ask_investigators, name="ask"),
    path("requests/", views.show_requests, name="requests"),
    path("requests/<uuid:request_id>/", views.answer_request, name="request"),
    path("requests/<uuid:request_id>/accept/", views.post_acceptance, name="accept"),
    path("<uuid:investigation_id>/", views.show_investigation, name="investigation"),
    path("<uuid:investigation_id>/team/", views.edit_investigation_team, name="team"),
    path(
        "<uuid:investigation_id>/team/<uuid:person_id>/end/",
        views.end_member,
        name="end_member",
    ),
    path("<uuid:investigation_id>/close/", views.post_closing, name="close"),
]
