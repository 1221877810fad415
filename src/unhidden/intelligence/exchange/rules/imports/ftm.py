"""FollowTheMoney, one entity a line: each link, or thing by itself, is one report.

Reads what our own export writes (rules/exports/ftm) and the common links of others.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from unhidden.intelligence.exchange.rules.imports.objects import (
    ImportedEntity,
    build_mention,
    describe_verbatim,
    get_text,
    kind_of_link,
    marked_too_high,
    parse_json,
)
from unhidden.intelligence.exchange.rules.imports.rows import (
    ImportFault,
    ImportProblem,
    ReadFile,
    ReadLink,
    ReadRow,
)
from unhidden.intelligence.networks.rules.exports.words import MARKING
from unhidden.intelligence.reports.rules.drafts import DraftFault
from unhidden.intelligence.subjects.rules.mentions import NewMention, is_partial_date

_LONGEST_ID = 200
#: Things, by the properties that name them first.
_THINGS: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "Person": ("person", ("name",)),
    "Organization": ("business", ("name",)),
    "Company": ("business", ("name",)),
    "LegalEntity": ("business", ("name",)),
    "PublicBody": ("business", ("name",)),
    "Vehicle": ("vehicle", ("registrationNumber", "name")),
    "Address": ("premises", ("full", "name")),
    "Document": ("document", ("name", "title", "fileName")),
    "Event": ("event", ("name",)),
    "UserAccount": ("account", ("username", "name", "email")),
}
#: Links: their two ends, and what they are to us.
_LINKS: Mapping[str, tuple[str, str, str]] = {
    "UnknownLink": ("subject", "object", ""),
    "Ownership": ("owner", "asset", "owns"),
    "Employment": ("employee", "employer", "works_at"),
    "Directorship": ("director", "organization", "controls"),
    "Membership": ("member", "organization", "related"),
    "Family": ("person", "relative", "related"),
    "Associate": ("person", "associate", "related"),
    "Representation": ("agent", "client", "related"),
}
_NOTE = "Note"
_GRADE = re.compile(r"([1-3][A-E][PC])(?:\s+|$)(.*)", re.DOTALL)


@dataclass
class _Lines:
    """The entities of a file by their ids, and what is wrong with lines of it."""

    entities: dict[str, tuple[int, dict[str, Any]]] = field(default_factory=dict)
    problems: list[ImportProblem] = field(default_factory=list)
    left_out: Counter[str] = field(default_factory=Counter)

    def take(self, line: int, entity: object) -> None:
        key = get_text(entity.get("id")) if isinstance(entity, dict) else ""
        if not _is_entity(entity) or not isinstance(entity, dict):
            self.problems.append(ImportProblem(ImportFault.NOT_AN_OBJECT, line))
        elif not key or len(key) > _LONGEST_ID:
            self.problems.append(ImportProblem(ImportFault.ID_MISSING, line))
        elif key in self.entities:
            self.problems.append(ImportProblem(ImportFault.ID_TWICE, line, key))
        else:
            self.entities[key] = (line, entity)


def read_ftm(text: str) -> ReadFile:
    """The rows of a file of entities; raises Unreadable."""
    lines = _Lines()
    for number, written in enumerate(text.split("\n"), start=1):
        if written.strip():
            lines.take(number, parse_json(written, number))
    things = dict(_things(lines))
    rows, ends = _links(lines, things)
    rows += [_alone(key, each) for key, each in things.items() if key not in ends]
    return ReadFile("ftm", tuple(rows), tuple(lines.problems), dict(lines.left_out))


def _links(
    lines: _Lines, things: Mapping[str, ImportedEntity]
) -> tuple[list[ReadRow], set[str]]:
    """A row for each link, and the ids of what is linked."""
    rows: list[ReadRow] = []
    ends: set[str] = set()
    for key, (line, entity) in lines.entities.items():
        if entity["schema"] not in _LINKS:
            continue
        refs = [_first(entity, end) for end in _LINKS[entity["schema"]][:2]]
        ends.update(refs)
        missing = [ref for ref in refs if ref not in things]
        if missing:
            what = missing[0][:_LONGEST_ID]
            lines.problems.append(ImportProblem(ImportFault.END_MISSING, line, what))
        else:
            rows.append(_link(key, line, entity, [things[ref] for ref in refs]))
    return rows, ends


def _things(lines: _Lines) -> Iterator[tuple[str, ImportedEntity]]:
    for key, (line, entity) in lines.entities.items():
        if entity["schema"] in _LINKS:
            continue
        if entity["schema"] == _NOTE:
            _note(lines, line, entity)
            continue
        if mention := _mention(entity):
            if born := _no_such_day(entity):
                lines.problems.append(
                    ImportProblem(ImportFault.NO_SUCH_DAY, line, born)
                )
            yield key, ImportedEntity(mention.text, mention, entity, line)
        else:
            lines.left_out[entity["schema"]] += 1


def _link(
    key: str, line: int, said: dict[str, Any], ends: list[ImportedEntity]
) -> ReadRow:
    kind = _LINKS[said["schema"]][2] or _first(said, "role")
    between = ReadLink(
        0, 1, kind_of_link(kind), _day(said, "startDate"), _day(said, "endDate")
    )
    one, other = ends
    text = _first(said, "summary") or f"{one.name} {kind} {other.name}"
    return _row(key, line, said, text, ends, (between,))


def _alone(key: str, thing: ImportedEntity) -> ReadRow:
    said = dict(thing.told)
    more = (_first(said, "summary"), _first(said, "description"))
    text = ": ".join(dict.fromkeys(filter(None, (thing.name, *more))))
    return _row(key, thing.line, said, text, [thing])


def _row(
    key: str,
    line: int,
    said: dict[str, Any],
    text: str,
    things: list[ImportedEntity],
    links: tuple[ReadLink, ...] = (),
) -> ReadRow:
    graded = _GRADE.fullmatch(_first(said, "description")) if links else None
    status = _first(said, "status")
    return ReadRow(
        line=line,
        reference=key,
        grade=graded[1] if graded else "",
        text=text,
        verbatim=describe_verbatim(said, *(each.told for each in things if links)),
        conditions=graded[2].strip() if graded else "",
        marking="SECRET" if marked_too_high([status.upper()]) else _official(status),
        mentions=tuple(each.mention for each in things if each.mention),
        links=links,
        needs_places=False,
    )


def _mention(entity: dict[str, Any]) -> NewMention | None:
    kind, fields = _THINGS.get(entity["schema"], ("", ()))
    if entity["schema"] == "UserAccount" and _first(entity, "number"):
        return build_mention("phone", _first(entity, "number"))
    name = next(filter(None, (_first(entity, each) for each in fields)), "")
    if not name:
        return None
    return build_mention(kind, name, _details(entity) if kind == "person" else {})


def _details(entity: dict[str, Any]) -> dict[str, str]:
    told = {
        "born": _first(entity, "birthDate"),
        "phone": _first(entity, "phone"),
        "email": _first(entity, "email"),
    }
    if not is_partial_date(told["born"]):
        told["born"] = ""
    return {name: value for name, value in told.items() if value}


def _no_such_day(entity: dict[str, Any]) -> str:
    born = _first(entity, "birthDate")
    is_person = entity["schema"] == "Person"
    return born if is_person and born and not is_partial_date(born) else ""


def _is_entity(entity: object) -> bool:
    return (
        isinstance(entity, dict)
        and isinstance(entity.get("schema"), str)
        and isinstance(entity.get("properties"), dict)
    )


def _note(lines: _Lines, line: int, entity: dict[str, Any]) -> None:
    """A note may say how the file is marked, as ours does; else it is left out."""
    said = [_first(entity, name) for name in ("name", "description")]
    if marked_too_high(said):
        lines.problems.append(ImportProblem(DraftFault.MARKING_TOO_HIGH, line))
    elif said[0] != MARKING:
        lines.left_out[_NOTE] += 1


def _first(entity: Mapping[str, Any], name: str) -> str:
    values = entity["properties"].get(name, [])
    found = values if isinstance(values, list) else [values]
    return next((text for each in found if (text := get_text(each))), "")


def _official(status: str) -> str:
    """Their status is ours only where it is a marking."""
    return status if status.upper().startswith("OFFICIAL") else ""


def _day(entity: Mapping[str, Any], name: str) -> date | None:
    try:
        return date.fromisoformat(_first(entity, name)[:10])
    except ValueError:
        return None
