"""Addresses of who a case is about, how they are reached, offers, and the team."""

from django.urls import path

from unhidden.safeguarding.people.views import (
    cases,
    contact,
    identity,
    offers,
    person,
    team,
)

urlpatterns = [
    path("new/", cases.open_own_case, name="open_own_case"),
    path("open/<uuid:possible_victim_id>/", offers.open_case, name="open_case"),
    path("offers/", offers.show_offers, name="offers"),
    path("offers/new/", offers.offer_other, name="offer_other"),
    path("offers/<uuid:offer_id>/", offers.show_offer, name="offer"),
    path("offers/<uuid:offer_id>/accept/", offers.accept_offer, name="accept_offer"),
    path("offers/<uuid:offer_id>/decline/", offers.decline_offer, name="decline_offer"),
    path(
        "offers/<uuid:offer_id>/withdraw/", offers.withdraw_offer, name="withdraw_offer"
    ),
    path("offers/<uuid:offer_id>/next/", offers.pass_on_offer, name="pass_on_offer"),
    path("twins/", person.show_twins, name="twins"),
    path(
        "twins/<uuid:case_id>/<uuid:other_id>/", person.judge_twins, name="judge_twins"
    ),
    path("inner/<uuid:envelope_id>/", team.hand_inner, name="hand_inner"),
    path("<uuid:case_id>/another/", cases.open_own_case, name="another_case"),
    path("<uuid:case_id>/identity/", identity.show_identity, name="identity"),
    path(
        "<uuid:case_id>/identity/record/",
        identity.record_identity,
        name="record_identity",
    ),
    path("<uuid:case_id>/person/", person.show_person, name="person"),
    path(
        "<uuid:case_id>/found/<uuid:found_id>/", person.answer_found, name="found_again"
    ),
    path("<uuid:case_id>/links/new/", person.add_link, name="add_link"),
    path("<uuid:case_id>/links/<uuid:link_id>/end/", person.end_link, name="end_link"),
    path("<uuid:case_id>/contacts/", contact.show_contacts, name="contacts"),
    path("<uuid:case_id>/contacts/new/", contact.add_contact, name="add_contact"),
    path("<uuid:case_id>/contacts/check/", contact.check_contact, name="check_contact"),
    path(
        "<uuid:case_id>/contacts/<uuid:way_id>/end/",
        contact.end_contact,
        name="end_contact",
    ),
    path("<uuid:case_id>/speaking/", contact.show_speaking, name="speaking"),
    path(
        "<uuid:case_id>/speaking/record/",
        contact.record_speaking,
        name="record_speaking",
    ),
    path(
        "<uuid:case_id>/interpreters/new/",
        contact.exclude_interpreter,
        name="exclude_interpreter",
    ),
    path(
        "<uuid:case_id>/interpreters/<uuid:exclusion_id>/end/",
        contact.end_exclusion,
        name="end_interpreter_exclusion",
    ),
    path("<uuid:case_id>/team/", team.edit_case_team, name="team"),
    path(
        "<uuid:case_id>/team/<uuid:person_id>/end/", team.end_member, name="end_member"
    ),
]
