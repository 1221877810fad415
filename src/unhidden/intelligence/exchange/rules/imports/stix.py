"""A STIX 2.1 bundle: each relationship, indicator and thing by itself is one report.

Reads what our own export writes (rules/exports/stix) and the common objects of others.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from datetime import date
from typing import Any

from unhidden.intelligence.exchange.rules.imports.objects import (
    ImportedEntity,
    build_mention,
    describe_verbatim,
    get_text,
    kind_of_link,
    list_texts,
    marked_too_high,
    parse_json,
)
from unhidden.intelligence.exchange.rules.imports.rows import (
    ImportFault,
    ImportProblem,
    ReadFile,
    ReadLink,
    ReadRow,
    UnreadableFile,
)
from unhidden.intelligence.networks.rules.exports.words import HANDLING
from unhidden.intelligence.reports.rules.drafts import DraftFault
from unhidden.intelligence.subjects.rules.mentions import NewMention
from unhidden.linkage.spotting.found import made_plain
from unhidden.linkage.spotting.things import spot_links

_VERSION = "2.1"
_OWN = "x-unhidden-object"
_OWN_KINDS = ("vehicle", "phone", "advert", "document")
_ID = re.compile(r"[a-z0-9-]+--[0-9a-f-]{36}")
_IDS = re.compile(r'"id"\s*:\s*"([^"\\]{1,200})"')
_DAY = re.compile(r"(\d{4}-\d{2}-\d{2})T")
_GRADE = "3x5x2:"
#: Things of others, by what names them first.
_THINGS: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "location": ("premises", ("name", "street_address", "postal_code")),
    "user-account": ("account", ("account_login", "display_name", "user_id")),
    "email-addr": ("account", ("value",)),
    "url": ("advert", ("value",)),
    "incident": ("event", ("name",)),
}
#: What a pattern may look for that is a thing to us.
_LOOKED_FOR: Mapping[str, str] = {
    "email-addr:value": "account",
    "user-account:account_login": "account",
    "url:value": "advert",
}
_PATTERN = re.compile(r"\[\s*([a-z-]+:[a-z_]+)\s*=\s*'([^'\\]+)'\s*\]")
_PEOPLE, _SYSTEM = "individual", "system"
_ENVELOPE = {"marking-definition", "extension-definition", "relationship"}


class _Bundle:
    """The objects of a bundle by their ids, their lines, and what is wrong."""

    def __init__(self, text: str) -> None:
        self.problems: list[ImportProblem] = []
        self.left_out: Counter[str] = Counter()
        self.objects: dict[str, dict[str, Any]] = {}
        self.lines = _lines(text)
        for number, each in enumerate(_objects(parse_json(text)), start=1):
            self._take(each, number)
        self.things = {
            ref: thing
            for ref, each in self.objects.items()
            if (thing := self._thing(ref, each))
        }
        self.problems += [
            ImportProblem(DraftFault.MARKING_TOO_HIGH, self.line(mark["id"]))
            for mark in self.of_type("marking-definition")
            if marked_too_high([_statement(mark)])
        ]

    def line(self, ref: str) -> int:
        return self.lines.get(ref, 1)

    def of_type(self, kind: str) -> list[dict[str, Any]]:
        return [each for each in self.objects.values() if each["type"] == kind]

    def list_statements(self, said: Mapping[str, Any]) -> list[str]:
        """What the markings of an object say."""
        refs = list_texts(said.get("object_marking_refs"))
        marks = [self.objects.get(ref, {}) for ref in refs]
        return [words for mark in marks if (words := _statement(mark))]

    def _take(self, each: object, number: int) -> None:
        ref = get_text(each.get("id")) if isinstance(each, dict) else ""
        kind = get_text(each.get("type")) if isinstance(each, dict) else ""
        line = self.lines.get(ref, 1)
        if not isinstance(each, dict):
            why = ImportFault.NOT_AN_OBJECT
        elif not _ID.fullmatch(ref) or not ref.startswith(f"{kind}--"):
            why = ImportFault.ID_MISSING
        elif ref in self.objects:
            why = ImportFault.ID_TWICE
        elif each.get("spec_version", _VERSION) != _VERSION:
            why = ImportFault.VERSION_UNKNOWN
        else:
            self.objects[ref] = each
            return
        self.problems.append(ImportProblem(why, line, ref or str(number)))

    def _thing(self, ref: str, each: dict[str, Any]) -> ImportedEntity | None:
        mention = _mention(each)
        name = mention.text if mention else ""
        if each["type"] == "indicator":
            name = get_text(each.get("name")) or get_text(each.get("pattern"))
        if not name and each["type"] not in _ENVELOPE and not _is_system(each):
            self.left_out[each["type"]] += 1
        return ImportedEntity(name, mention, each, self.line(ref)) if name else None


def read_stix(text: str) -> ReadFile:
    """The rows of a bundle; raises Unreadable."""
    bundle = _Bundle(text)
    links = bundle.of_type("relationship")
    ends = {
        get_text(each.get(end))
        for each in links
        for end in ("source_ref", "target_ref")
    }
    rows = [row for each in links if (row := _link(bundle, each))]
    rows += [
        _alone(bundle, ref, thing)
        for ref, thing in bundle.things.items()
        if ref not in ends
    ]
    return ReadFile("stix", tuple(rows), tuple(bundle.problems), dict(bundle.left_out))


def _objects(bundle: object) -> list[object]:
    if not isinstance(bundle, dict) or bundle.get("type") != "bundle":
        raise UnreadableFile(ImportFault.NOT_A_BUNDLE, 1)
    if bundle.get("spec_version", _VERSION) != _VERSION:
        raise UnreadableFile(ImportFault.VERSION_UNKNOWN, 1)
    objects = bundle.get("objects")
    if not isinstance(objects, list):
        raise UnreadableFile(ImportFault.NOT_A_BUNDLE, 1)
    return objects


def _lines(text: str) -> dict[str, int]:
    """The line on which each id first stands: JSON itself forgets them."""
    lines: dict[str, int] = {}
    line, at = 1, 0
    for found in _IDS.finditer(text):
        line, at = line + text.count("\n", at, found.start()), found.start()
        lines.setdefault(found[1], line)
    return lines


def _link(bundle: _Bundle, said: dict[str, Any]) -> ReadRow | None:
    refs = [get_text(said.get(end)) for end in ("source_ref", "target_ref")]
    for ref in refs:
        if ref not in bundle.things:
            problem = ImportProblem(
                ImportFault.END_MISSING, bundle.line(said["id"]), ref
            )
            bundle.problems.append(problem)
            return None
    one, other = (bundle.things[ref] for ref in refs)
    kind = get_text(said.get("relationship_type"))
    between = ReadLink(
        0,
        1,
        kind_of_link(kind),
        _day(said.get("start_time")),
        _day(said.get("stop_time")),
    )
    text = get_text(said.get("description"))
    text = text or f"{one.name} {kind} {other.name}"
    links = (between,) if one.mention and other.mention else ()
    return _row(bundle, said, text, (one, other), links)


def _alone(bundle: _Bundle, ref: str, thing: ImportedEntity) -> ReadRow:
    """A thing that no relationship speaks of."""
    more = (
        get_text(thing.told.get("description")),
        get_text(thing.told.get("pattern")),
    )
    text = ": ".join(dict.fromkeys(filter(None, (thing.name, *more))))
    return _row(bundle, bundle.objects[ref], text, (thing,))


def _row(
    bundle: _Bundle,
    said: dict[str, Any],
    text: str,
    things: tuple[ImportedEntity, ...],
    links: tuple[ReadLink, ...] = (),
) -> ReadRow:
    labels = list_texts(said.get("labels"))
    grade = next((each for each in labels if each.startswith(_GRADE)), "")
    marks = [
        words
        for each in (said, *(t.told for t in things))
        for words in bundle.list_statements(each)
    ]
    conditions = [words for words in dict.fromkeys(marks) if words != HANDLING]
    if marked_too_high([*labels, *marks]):
        marking = "SECRET"
    else:
        marking = next((each for each in labels if each.startswith("OFFICIAL")), "")
    return ReadRow(
        line=bundle.line(said["id"]),
        reference=said["id"],
        grade=grade.removeprefix(_GRADE),
        text=text,
        verbatim=describe_verbatim(
            said, *(t.told for t in things if t.told is not said)
        ),
        conditions="\n".join(conditions),
        marking=marking,
        mentions=tuple(thing.mention for thing in things if thing.mention),
        links=links,
        needs_places=False,
    )


def _mention(said: dict[str, Any]) -> NewMention | None:
    """What an object names, if it is one that may be mentioned and has a name."""
    name, kind = get_text(said.get("name")), said["type"]
    if kind == "identity":
        is_person = said.get("identity_class", _PEOPLE) == _PEOPLE
        kind = "person" if is_person else "business"
        return build_mention(kind, name) if name and not _is_system(said) else None
    if kind == "indicator":
        found = _PATTERN.fullmatch(get_text(said.get("pattern")))
        sought = _LOOKED_FOR.get(found[1]) if found else None
        return _of_web(sought, found[2]) if found and sought else None
    if kind == _OWN:
        own = get_text(said.get("object_kind"))
        return build_mention(own, name) if name and own in _OWN_KINDS else None
    ours, fields = _THINGS.get(kind, ("", ()))
    name = next(filter(None, (get_text(said.get(each)) for each in fields)), "")
    return _of_web(ours, name) if name else None


def _of_web(kind: str, name: str) -> NewMention:
    """A page of somebody on a site is their account, as when it is typed."""
    found = next(spot_links(made_plain(name)), None) if kind == "advert" else None
    is_account = found is not None and found.kind == "account"
    return (
        build_mention("account", found.value)
        if is_account and found
        else build_mention(kind, name)
    )


def _is_system(said: dict[str, Any]) -> bool:
    """The program that wrote the file is nobody that it speaks of."""
    return said.get("identity_class") == _SYSTEM


def _statement(mark: Mapping[str, Any]) -> str:
    definition = mark.get("definition")
    if not isinstance(definition, dict):
        return get_text(mark.get("name"))
    tlp = get_text(definition.get("tlp"))
    return get_text(definition.get("statement")) or (
        f"TLP:{tlp.upper()}" if tlp else ""
    )


def _day(moment: object) -> date | None:
    found = _DAY.match(get_text(moment))
    try:
        return date.fromisoformat(found[1]) if found else None
    except ValueError:
        return None
