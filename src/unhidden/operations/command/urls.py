"""The pages of command, under those of operations."""

from django.urls import path

from unhidden.operations.command.views import calendar, posts, risks, texts

_OF = "<uuid:operation_id>"
urlpatterns = [
    path(f"{_OF}/command/", posts.show_command, name="command"),
    path(f"{_OF}/command/give/", posts.give_post, name="appoint"),
    path("posts/<uuid:post_id>/hand-over/", posts.hand_over, name="hand_over"),
    path("posts/<uuid:post_id>/answer/", posts.answer_offer, name="answer_offer"),
    path("posts/<uuid:post_id>/end/", posts.end_post, name="end_post"),
    path(f"{_OF}/texts/", texts.show_texts, name="texts"),
    path(f"{_OF}/texts/<slug:kind>/", texts.edit_text, name="text"),
    path(f"{_OF}/risks/", risks.show_risks, name="risks"),
    path(f"{_OF}/risks/add/", risks.add_risk, name="add_risk"),
    path("risks/<uuid:risk_id>/", risks.edit_risk, name="risk"),
    path("risks/<uuid:risk_id>/close/", risks.close_risk, name="close_risk"),
    path(f"{_OF}/calendar/", calendar.show_calendar, name="calendar"),
    path(f"{_OF}/calendar/add/", calendar.add_line, name="add_line"),
    path(f"{_OF}/calendar/<slug:key>/", calendar.tick_line, name="tick_line"),
    path(f"{_OF}/calendar/<slug:key>/owner/", calendar.give_line, name="give_line"),
    path(
        f"{_OF}/calendar/<slug:key>/not-needed/",
        calendar.leave_line_out,
        name="leave_line_out",
    ),
]
