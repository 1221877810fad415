"""The pages of investigations."""

from django.urls import path

from unhidden.investigations.chronology.urls import urlpatterns as chronology
from unhidden.investigations.clocks.urls import urlpatterns as clocks
from unhidden.investigations.exhibits.urls import urlpatterns as exhibits
from unhidden.investigations.leaving.urls import urlpatterns as leaving
from unhidden.investigations.origins.views import bringing, opening, requests
from unhidden.investigations.outcomes.urls import urlpatterns as outcomes
from unhidden.investigations.overview.views import front, joining
from unhidden.investigations.people.urls import urlpatterns as people
from unhidden.investigations.posts.urls import urlpatterns as posts
from unhidden.investigations.room.urls import urlpatterns as room
from unhidden.investigations.unused.urls import urlpatterns as unused

app_name = "investigations"
_ONE = "<uuid:investigation_id>/"
_DESK = "intelligence/<uuid:intelligence_id>/"
urlpatterns = [
    path("", front.show_investigations, name="list"),
    path("open/<uuid:visit_id>/", opening.open_from_visit, name="open"),
    path(
        f"open/{_DESK}", opening.open_from_intelligence, name="open_from_intelligence"
    ),
    path("open/referral/", opening.open_from_referral, name="open_from_referral"),
    path("ask/<uuid:visit_id>/", requests.ask_investigators, name="ask"),
    path(f"ask/{_DESK}", requests.ask_from_desk, name="ask_from_desk"),
    path("bring/visit/<uuid:visit_id>/", bringing.bring_visit, name="bring_visit"),
    path(f"bring/{_DESK}", bringing.bring_intelligence, name="bring_intelligence"),
    path("requests/", requests.show_requests, name="requests"),
    path("requests/<uuid:request_id>/", requests.answer_request, name="request"),
    path("requests/<uuid:request_id>/accept/", requests.post_acceptance, name="accept"),
    path("requests/<uuid:request_id>/into/", requests.accept_into, name="accept_into"),
    path(_ONE, front.show_investigation, name="investigation"),
    path(f"{_ONE}origins/", bringing.show_origins, name="origins"),
    path(f"{_ONE}origins/referral/", bringing.add_referral, name="add_referral"),
    path(f"{_ONE}origins/recall/", bringing.recall_origin, name="recall_origin"),
    path(f"{_ONE}join/", joining.join_investigation, name="join"),
    path(f"{_ONE}split/", joining.split_investigation, name="split"),
    *posts,
    *people,
    *exhibits,
    *room,
    *clocks,
    *outcomes,
    *chronology,
    *unused,
    *leaving,
]
