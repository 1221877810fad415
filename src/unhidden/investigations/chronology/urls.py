"""The addresses of the chronology, under an investigation."""

from django.urls import path

from unhidden.investigations.chronology.views import pages

_UNDER = "<uuid:investigation_id>/chronology/"
urlpatterns = [
    path(_UNDER, pages.show_chronology, name="chronology"),
    path(f"{_UNDER}print/", pages.print_chronology, name="print_chronology"),
    path(f"{_UNDER}enter/", pages.enter_event, name="enter_event"),
    path(
        f"{_UNDER}<uuid:chronology_id>/out/",
        pages.withdraw_event,
        name="withdraw_event",
    ),
]
