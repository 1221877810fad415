"""The field, under /field/ of the staff site."""

from django.urls import path

from unhidden.field.app import views as app
from unhidden.field.devices import views as devices
from unhidden.field.inner import views as inner
from unhidden.field.keys import views as keys
from unhidden.field.landing import views as landing
from unhidden.field.photos import views as photos
from unhidden.field.registers import views as registers
from unhidden.field.tasking import views as tasking

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
    path("", app.go_to_app, name="home"),
    path("app/<str:language>/", app.show_app, name="app"),
    path("app/<str:language>/app.webmanifest", app.give_manifest, name="manifest"),
    path("sw.js", app.give_worker, name="worker"),
    path("pack/<str:name>/", app.give_pack, name="pack"),
    path("questions/<str:form>/<str:language>/", app.give_questions, name="questions"),
    path("said/<str:language>/", app.give_said, name="said"),
    path("start/<str:language>/", app.start_app, name="start"),
    path("words/", app.give_words, name="words"),
    path("tasking/", tasking.give_tasking, name="tasking"),
    path("tasking/gone/", tasking.note_gone, name="gone"),
    path("receivers/<uuid:operation_id>/", tasking.edit_receivers, name="receivers"),
    path(
        "receivers/<uuid:operation_id>/drop/",
        tasking.drop_receiver,
        name="drop_receiver",
    ),
    path("registers/", registers.give_registers, name="registers"),
    path("register/<str:language>/", registers.give_entry, name="register_entry"),
    path("inner/", inner.list_envelopes, name="envelopes"),
    path("inner/<uuid:envelope_id>/", inner.show_envelope, name="inner"),
    path("inner/photos/", photos.show_inner_photos, name="inner_photos"),
    path("inner/photos/<uuid:photo_id>/", photos.show_inner_photo, name="inner_photo"),
    path("photos/<uuid:photo_id>/", photos.show_photo, name="photo"),
    path("photos/of/<uuid:account_id>/", photos.show_photos, name="photos"),
    path("originals/", photos.show_originals, name="originals"),
    path("originals/<uuid:photo_id>/", photos.open_original, name="original"),
]
