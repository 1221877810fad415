"""The addresses of clocks, under an investigation."""

from django.urls import path

from unhidden.investigations.clocks.views import pages

_UNDER = "<uuid:investigation_id>/clocks/"
urlpatterns = [
    path("due/", pages.show_due_clocks, name="due_clocks"),
    path(_UNDER, pages.show_clocks, name="clocks"),
    path(f"{_UNDER}start/", pages.start_clock, name="start_clock"),
    path(f"{_UNDER}<uuid:clock_id>/", pages.show_clock, name="clock"),
    path(f"{_UNDER}<uuid:clock_id>/told/", pages.tell_victim, name="tell_victim"),
]
