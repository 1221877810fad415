"""The current week is briefed: issued, partly read, and once issued again."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from unhidden.demo.region import Region, read_data_file
from unhidden.demo.weeks import PlannedWeek
from unhidden.operations import queries as operations
from unhidden.operations.briefing.actions import drafts, issuing
from unhidden.operations.briefing.queries.drafts import get_draft

LANGUAGES = ("en", "cy")


def brief_week(region: Region, week: PlannedWeek, *, at: datetime) -> None:
    """Brief everybody and three crews; one of these again, and not all have read it.

    A crew that the plan sends nowhere has no brief.
    """
    data = read_data_file("briefs.json")
    planner = region.actor("planner", at.date())
    view = operations.get_operation(viewer=planner, operation_id=week.operation_id)
    teams: dict[str, UUID | None] = {"": None}
    leaders = read_data_file("week_now.json")["teams"]
    goes = {visit.leader for visit in week.visits}
    teams |= {
        team.name: team.id
        for team in view.teams
        if team.name in data["crews"] and leaders[team.name][0] in goes
    }
    for name, team_id in teams.items():
        brief_id = drafts.begin_brief(
            operation_id=week.operation_id, team_id=team_id, actor=planner, at=at
        )
        crew = data["crews"].get(name, {})
        texts = [data["everybody"], crew]
        _issue(region, brief_id, texts, crew, added=data["added"], at=at)
        if name == data["again"]["crew"]:
            later = at + timedelta(hours=5)
            _issue(region, brief_id, [data["again"]], crew, added={}, at=later)
            at_last, number = later, 2
        else:
            at_last, number = at, 1
        for minutes, key in enumerate(data["read"][name], start=7):
            read_at = at_last + timedelta(minutes=minutes)
            issuing.acknowledge_brief(
                brief_id=brief_id,
                number=number,
                actor=region.actor(key, read_at.date()),
                at=read_at,
            )


def _issue(
    region: Region,
    brief_id: UUID,
    texts: Iterable[dict[str, Any]],
    crew: dict[str, Any],
    *,
    added: dict[str, dict[str, str]],
    at: datetime,
) -> None:
    """Save what is suggested or stands already, with these texts, and issue it.

    What is ``added`` comes below what is suggested; other texts in its place.
    """
    planner = region.actor("planner", at.date())
    known = list(texts)
    draft = get_draft(viewer=planner, brief_id=brief_id)
    revision = draft.revision
    for language in LANGUAGES:
        words = dict(draft.words[language])
        for each in known:
            words |= each.get(language, {})
        for code, text in added.get(language, {}).items():
            words[code] = "\n".join(filter(None, (words.get(code), text)))
        revision = drafts.save_draft(
            brief_id=brief_id,
            language=language,
            words=words,
            languages=crew.get("languages", []),
            revision=revision,
            actor=planner,
            at=at,
        )
    issuing.issue_brief(brief_id=brief_id, actor=planner, at=at)
