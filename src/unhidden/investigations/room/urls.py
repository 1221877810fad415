"""The addresses of the room, under an investigation."""

from django.urls import path

from unhidden.investigations.room.views import (
    actions,
    interviews,
    lines,
    papers,
    room,
    statements,
)

_UNDER = "<uuid:investigation_id>/room/"
_PAPER = f"{_UNDER}papers/<slug:kind>/<int:number>/"
_STATEMENT = f"{_UNDER}statements/<int:number>/"
urlpatterns = [
    path(_UNDER, room.show_room, name="room"),
    path(f"{_UNDER}lines/", lines.show_lines, name="lines"),
    path(f"{_UNDER}lines/raise/", lines.raise_line, name="raise_line"),
    path(f"{_UNDER}lines/<int:number>/", lines.show_line, name="line"),
    path(f"{_UNDER}actions/", actions.show_actions, name="actions"),
    path(f"{_UNDER}actions/raise/", actions.raise_action, name="raise_action"),
    path(f"{_UNDER}actions/<int:number>/", actions.show_action, name="action"),
    path(f"{_UNDER}papers/", papers.show_papers, name="papers"),
    path(f"{_UNDER}papers/register/", papers.register_paper, name="register_paper"),
    path(_PAPER, papers.show_paper, name="paper"),
    path(f"{_PAPER}write/", papers.write_text, name="write_paper"),
    path(f"{_UNDER}statements/take/", statements.take_statement, name="take_statement"),
    path(
        f"{_STATEMENT}translate/",
        statements.translate_statement,
        name="translate_statement",
    ),
    path(f"{_STATEMENT}back/", statements.write_back, name="statement_back"),
    path(f"{_UNDER}interviews/", interviews.show_interviews, name="interviews"),
    path(f"{_UNDER}interviews/plan/", interviews.plan_interview, name="plan_interview"),
    path(
        f"{_UNDER}interviews/<int:number>/",
        interviews.show_interview,
        name="interview",
    ),
]
