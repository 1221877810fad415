"""Sign-in, the language of the staff site, its people and their organisations."""

from django.urls import path

from unhidden.agencies import views
from unhidden.agencies.leaving import views as leaving
from unhidden.agencies.lost_factors import views as lost_factors
from unhidden.agencies.organisations import views as organisations
from unhidden.agencies.own import views as own
from unhidden.agencies.people import views as people
from unhidden.agencies.roles import views as roles
from unhidden.agencies.sign_in import views as account_views

app_name = "agencies"

_PERSON = "people/<uuid:person_id>/"
_ENGAGEMENT = "people/engagements/<uuid:engagement_id>/"
_ORGANISATION = "organisations/<uuid:organisation_id>/"

_account = [
    path("sign-in/", account_views.SignIn.as_view(), name="sign_in"),
    path("sign-out/", account_views.sign_out, name="sign_out"),
    path("language/", views.switch_language, name="language"),
    path("account/acting-as/", account_views.acting_as, name="acting_as"),
    path("account/password/", own.change_own_password, name="password"),
    path("account/keys/", own.unlock_own_keys, name="unlock"),
    path("account/keys/new/", own.new_keys, name="new_keys"),
    path("account/sessions/", account_views.where_signed_in, name="sessions"),
    path(
        "account/second-factor/code/",
        lost_factors.enter_enrolment_code,
        name="enrolment_code",
    ),
    path(
        "account/sessions/<int:pk>/end/", account_views.end_session, name="end_session"
    ),
]
_people = [
    path("people/", people.show_people, name="people"),
    path("people/add/", people.add_person, name="add_person"),
    path("people/waiting/", people.show_waiting_engagements, name="waiting"),
    path(f"{_ENGAGEMENT}decide/", people.decide_engagement, name="decide"),
    path(f"{_ENGAGEMENT}end/", leaving.hand_over_and_leave, name="leave"),
    path(_PERSON, people.show_person, name="person"),
    path(f"{_PERSON}engage/", people.ask_for_engagement, name="engage"),
    path(f"{_PERSON}account/", people.close_or_reopen_account, name="account"),
    path(f"{_PERSON}sessions/end/", people.end_sessions, name="end_sessions"),
    path(f"{_PERSON}password/", people.give_password, name="set_password"),
    path(
        f"{_PERSON}second-factor/",
        lost_factors.ask_for_factor_reset,
        name="ask_for_factor_reset",
    ),
    path(
        "people/second-factors/<uuid:reset_id>/",
        lost_factors.decide_factor_reset,
        name="decide_factor_reset",
    ),
]
_organisations = [
    path("organisations/", organisations.show_organisations, name="organisations"),
    path(
        "organisations/add/", organisations.enter_organisation, name="add_organisation"
    ),
    path(_ORGANISATION, organisations.show_organisation, name="organisation"),
    path(
        f"{_ORGANISATION}change/",
        organisations.edit_organisation,
        name="change_organisation",
    ),
    path(f"{_ORGANISATION}desk/", organisations.make_desk, name="make_desk"),
    path(
        f"{_ORGANISATION}first-responder/begin/",
        organisations.begin_first_responder,
        name="begin_first_responder",
    ),
    path(
        f"{_ORGANISATION}first-responder/end/",
        organisations.end_first_responder,
        name="end_first_responder",
    ),
    path(f"{_ORGANISATION}duty/begin/", organisations.begin_duty, name="begin_duty"),
    path(f"{_ORGANISATION}duty/end/", organisations.end_duty, name="end_duty"),
    path(f"{_ORGANISATION}sign-in/", organisations.sign_in, name="single_sign_on"),
    path(
        f"{_ORGANISATION}sign-in/remove/",
        organisations.remove_sign_in,
        name="remove_single_sign_on",
    ),
]
_roles = [
    path("roles/", roles.show_roles, name="roles"),
    path("roles/<slug:code>/", roles.view_as, name="view_as"),
]
urlpatterns = [*_account, *_people, *_organisations, *_roles]
