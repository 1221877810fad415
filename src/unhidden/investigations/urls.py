"""The pages of investigations."""

from django.urls import path

from unhidden.investigations.exhibits.urls import urlpatterns as exhibits
from unhidden.investigations.leaving.urls import urlpatterns as leaving
from unhidden.investigations.origins import views as origins
from unhidden.investigations.posts import views as posts
from unhidden.investigations.unused.urls import urlpatterns as unused

app_name = "investigations"
urlpatterns = [
    path("", posts.show_investigations, name="list"),
    path("open/<uuid:visit_id>/", origins.open_from_visit, name="open"),
    path("ask/<uuid:visit_id>/", origins.ask_investigators, name="ask"),
    path("requests/", origins.show_requests, name="requests"),
    path("requests/<uuid:request_id>/", origins.answer_request, name="request"),
    path("requests/<uuid:request_id>/accept/", origins.post_acceptance, name="accept"),
    path("<uuid:investigation_id>/", posts.show_investigation, name="investigation"),
    path("<uuid:investigation_id>/team/", posts.edit_investigation_team, name="team"),
    path(
        "<uuid:investigation_id>/team/<uuid:person_id>/end/",
        posts.end_member,
        name="end_member",
    ),
    path("<uuid:investigation_id>/close/", posts.post_closing, name="close"),
    *exhibits,
    *unused,
    *leaving,
]
