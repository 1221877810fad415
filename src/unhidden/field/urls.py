"""The field, under /field/ of the staff site."""

from django.urls import path

from unhidden.field.devices import views as devices

app_name = "field"
urlpatterns = [
    path("devices/", devices.post_device, name="devices"),
    path("devices/new/", devices.give_challenge, name="new_device"),
]
