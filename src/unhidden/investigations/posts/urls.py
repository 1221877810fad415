"""The addresses of a team, its posts and partners, and the status."""

from django.urls import path

from unhidden.investigations.posts.views import posts, statuses, teams

_UNDER = "<uuid:investigation_id>/"
urlpatterns = [
    path(f"{_UNDER}team/", teams.edit_investigation_team, name="team"),
    path(
        f"{_UNDER}team/<uuid:person_id>/end/",
        teams.end_member,
        name="end_member",
    ),
    path(f"{_UNDER}close/", teams.post_closing, name="close"),
    path(f"{_UNDER}posts/", posts.show_posts, name="posts"),
    path(f"{_UNDER}posts/give/", posts.give_post, name="give_post"),
    path(
        f"{_UNDER}posts/<slug:function>/<uuid:person_id>/end/",
        posts.end_post,
        name="end_post",
    ),
    path(f"{_UNDER}conflicts/", posts.record_conflict, name="record_conflict"),
    path(f"{_UNDER}partners/", posts.join_partner, name="join_partner"),
    path(
        f"{_UNDER}partners/<uuid:organisation_id>/end/",
        posts.end_partner,
        name="end_partner",
    ),
    path(f"{_UNDER}status/", statuses.change_status, name="status"),
    path(f"{_UNDER}law/", statuses.change_law_day, name="law_day"),
]
