"""The lines that the public may call, for those who keep them."""

from django.urls import path

from unhidden.reporting.views import channels

app_name = "channels"
urlpatterns = [
    path("", channels.show_channels, name="channels"),
    path("add/", channels.edit_new_channel, name="add"),
    path("<uuid:channel_id>/", channels.edit_channel, name="change"),
    path("<uuid:channel_id>/checked/", channels.post_channel_check, name="checked"),
    path("<uuid:channel_id>/hide/", channels.post_channel_hide, name="hide"),
    path("<uuid:channel_id>/show/", channels.post_channel_show, name="show"),
    path("<uuid:channel_id>/up/", channels.post_channel_up, name="up"),
    path("<uuid:channel_id>/down/", channels.post_channel_down, name="down"),
]
