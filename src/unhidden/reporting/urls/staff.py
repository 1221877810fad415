"""The lines that the public may call, for those who keep them."""

from django.urls import path

from unhidden.reporting.views import channels

app_name = "channels"
urlpatterns = [
    path("", channels.channels, name="channels"),
    path("add/", channels.add, name="add"),
    path("<uuid:channel_id>/", channels.change, name="change"),
    path("<uuid:channel_id>/checked/", channels.checked, name="checked"),
    path("<uuid:channel_id>/hide/", channels.hide, name="hide"),
    path("<uuid:channel_id>/show/", channels.show, name="show"),
    path("<uuid:channel_id>/up/", channels.up, name="up"),
    path("<uuid:channel_id>/down/", channels.down, name="down"),
]
