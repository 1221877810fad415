"""The events that anyone may come to."""

from django.urls import path

from unhidden.operations.events.views import public

app_name = "events"
urlpatterns = [
    path("", public.show_public_events, name="events"),
    path("<uuid:public_id>/", public.show_public_event, name="event"),
    path("<uuid:public_id>/event.ics", public.calendar_file, name="calendar"),
    path("<uuid:public_id>/sign-up/", public.sign_up, name="sign_up"),
    path("<uuid:public_id>/feedback/", public.edit_feedback, name="feedback"),
]
