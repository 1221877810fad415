"""The field, under /field/ of the staff site."""

from django.urls import path

from unhidden.field.devices import views as devices
from unhidden.field.keys import views as keys
from unhidden.field.landing import views as landing

app_name = "field"
urlpatterns = [
    path("devices/", devices.show_own_devices, name="devices"),
    path("devices/new/", devices.give_challenge, name="new_device"),
    path("devices/<uuid:device_id>/lost/", devices.report_own_lost, name="own_lost"),
    path("devices/<uuid:device_id>/end/", devices.end_own_device, name="own_end"),
    path("phones/", devices.show_phones, name="phones"),
    path("phones/rule/", devices.set_rule, name="rule"),
    path("phones/<uuid:device_id>/", devices.show_phone, name="phone"),
    path("phones/<uuid:device_id>/approve/", devices.approve_phone, name="approve"),
    path("phones/<uuid:device_id>/found/", devices.report_phone_found, name="found"),
    path("phones/<uuid:device_id>/lost/", devices.report_phone_lost, name="lost"),
    path("phones/<uuid:device_id>/end/", devices.end_phone, name="end"),
    path("held/", devices.show_held, name="held"),
    path("keys/", keys.show_keys, name="keys"),
    path("landing/", landing.show_landed, name="landed"),
    path("landing/<uuid:submission_id>/again/", landing.try_again, name="try_again"),
    path("import/", landing.bring_file, name="import"),
    path("import/noted/", landing.note_file, name="note_import"),
]
