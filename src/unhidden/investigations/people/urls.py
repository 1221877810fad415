"""The addresses of the people of an investigation, by their number."""

from django.urls import path

from unhidden.investigations.people.views import people, roles

_UNDER = "<uuid:investigation_id>/people/"
_ONE = f"{_UNDER}<int:number>/"
urlpatterns = [
    path("link/<uuid:mention_id>/", people.link_subject, name="link_subject"),
    path(_UNDER, people.show_people, name="people"),
    path(f"{_UNDER}add/", people.add_person, name="add_person"),
    path(_ONE, people.show_person, name="person"),
    path(f"{_ONE}identity/", people.write_identity, name="identity"),
    path(f"{_ONE}roles/", roles.give_role, name="give_role"),
    path(f"{_ONE}roles/<slug:role>/end/", roles.end_role, name="end_role"),
    path(f"{_ONE}section-45/", roles.record_section_45, name="section_45"),
    path(f"{_ONE}contact/", roles.write_contact, name="contact"),
    path(f"{_ONE}links/withdraw/", roles.withdraw_link, name="withdraw_link"),
]
