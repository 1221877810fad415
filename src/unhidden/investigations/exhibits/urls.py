"""The addresses of exhibits, under an investigation."""

from django.urls import path

from unhidden.investigations.exhibits.views import files, finding, recording, uploads

_UNDER = "<uuid:investigation_id>/exhibits/"
_ONE = f"{_UNDER}<uuid:other_id>/"
_FILE = f"{_UNDER}files/<uuid:other_id>/"
_SENT = f"{_UNDER}uploads/<uuid:other_id>/"
urlpatterns = [
    path(_UNDER, finding.show_exhibits, name="exhibits"),
    path(f"{_UNDER}register/", recording.register_exhibit, name="register_exhibit"),
    path(f"{_UNDER}move/", recording.move_exhibits, name="move_exhibits"),
    path(f"{_UNDER}answer/", recording.answer_moves, name="answer_moves"),
    path(f"{_UNDER}scan/", finding.scan_labels, name="scan_exhibits"),
    path(f"{_UNDER}where/", finding.show_places, name="exhibit_places"),
    path(f"{_UNDER}labels/", finding.show_labels, name="exhibit_labels"),
    path(_ONE, finding.show_exhibit, name="exhibit"),
    path(f"{_ONE}now/", recording.record_where_now, name="exhibit_now"),
    path(f"{_ONE}leave/", recording.ask_leaving, name="exhibit_leaving"),
    path(f"{_ONE}agree/", recording.agree_leaving, name="agree_leaving"),
    path(f"{_ONE}photo/", files.add_photo, name="exhibit_photo"),
    path(f"{_ONE}data/", files.add_acquisition, name="exhibit_data"),
    path(f"{_ONE}upload/", uploads.begin_upload, name="begin_upload"),
    path(f"{_SENT}part/", uploads.send_part, name="send_part"),
    path(f"{_SENT}finish/", uploads.finish_upload, name="finish_upload"),
    path(f"{_FILE}open/", files.open_file, name="open_exhibit_file"),
    path(f"{_FILE}digest/", files.take_digest, name="take_digest"),
]
