"""The pages of investigations."""

from django.urls import path

from unhidden.investigations.leaving.views import archives as leaving
from unhidden.investigations.leaving.views import redactions
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
    *unused,
    path("verifier/", leaving.download_verifier, name="verifier"),
    path("<uuid:investigation_id>/archives/", leaving.show_archives, name="archives"),
    path(
        "<uuid:investigation_id>/archives/ask/",
        leaving.ask_for_archive,
        name="ask_archive",
    ),
    path(
        "<uuid:investigation_id>/archives/<uuid:archive_id>/release/",
        leaving.release_archive,
        name="release_archive",
    ),
    path(
        "<uuid:investigation_id>/archives/<uuid:archive_id>/fetch/",
        leaving.post_fetching,
        name="fetch_archive",
    ),
    path(
        "<uuid:investigation_id>/redactions/",
        redactions.show_redactions,
        name="redactions",
    ),
    path(
        "<uuid:investigation_id>/redactions/make/",
        redactions.make_redaction,
        name="make_redaction",
    ),
    path(
        "<uuid:investigation_id>/redactions/<uuid:redaction_id>/open/",
        redactions.open_redaction,
        name="open_redaction",
    ),
]
