"""What the pages of a document lead on to, and what it says."""

from __future__ import annotations

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from unhidden.investigations.models import PaperStage
from unhidden.investigations.room.presenters.pages import (
    RoomLink,
    link_to,
    name_language,
)
from unhidden.investigations.room.queries.papers import PaperList, PaperView


def list_ways(found: PaperList) -> list[RoomLink]:
    """What whoever works on the investigation may enter."""
    if not found.may_work:
        return []
    return [
        link_to(_("Register a document"), "register_paper", found.head.id),
        link_to(_("Take a statement"), "take_statement", found.head.id),
    ]


def list_quotes(view: PaperView) -> list[tuple[str, str]]:
    """What the document says, and how the witness is reached, each with its heading."""
    found = []
    if view.shown is not None:
        title = _now("What it says: version %(version)d, %(language)s") % {
            "version": view.shown.version,
            "language": name_language(view.shown.language),
        }
        closed = _now("These words do not open for you")
        found.append((title, closed if view.shown.text is None else view.shown.text))
    if view.statement is not None and view.statement.contact:
        found.append((_now("How the witness is reached"), view.statement.contact))
    return found


def list_links(view: PaperView) -> list[RoomLink]:
    """Earlier versions, what it is a version of, and what may be written to it."""
    row, head_id = view.row, view.head.id
    paper = link_to("", "paper", head_id, row.kind, row.number).url
    found = [
        RoomLink(
            _now("Version %(number)d") % {"number": each}, f"{paper}?version={each}"
        )
        for each in range(1, view.versions + 1)
        if view.shown is not None and each != view.shown.version
    ]
    said = view.statement
    if said is not None:
        others = [said.translation_of, *said.translations]
        found += [
            link_to(f"S{each}", "paper", head_id, "S", each) for each in others if each
        ]
    return [*found, *_writing(view)] if view.may_work else found


def _writing(view: PaperView) -> list[RoomLink]:
    row, head_id, said = view.row, view.head.id, view.statement
    found: list[RoomLink] = []
    if view.may_write:
        label = _("Write another version of what it says")
        found.append(link_to(label, "write_paper", head_id, row.kind, row.number))
    raising = link_to(_("Raise an action from it"), "raise_action", head_id)
    found.append(
        RoomLink(raising.label, f"{raising.url}?document={row.paper_reference}")
    )
    if said is not None:
        label = _("Register its translation")
        found.append(link_to(label, "translate_statement", head_id, row.number))
    if said is not None and said.may_reach and not said.has_contact:
        label = _("Write how the witness is reached")
        found.append(link_to(label, "statement_back", head_id, row.number))
    return found


def name_stage(stage: str | None) -> str:
    """What the button for the next stage says."""
    if stage is None:
        return ""
    told = {
        "read": _("I have read it"),
        "indexed": _("It is indexed"),
        "filed": _("It is filed"),
    }
    return str(told.get(stage) or PaperStage(stage).label)
