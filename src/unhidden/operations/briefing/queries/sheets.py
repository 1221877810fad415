"""A brief in words, the same for the page and for the paper."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime, time
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from unhidden.operations.briefing import rules
from unhidden.operations.briefing.queries.phrases import say_phrases
from unhidden.operations.models import BriefAudience, OperationBrief, VisitKind
from unhidden.ui import dates
from unhidden.ui.parts import Column, Table

HEADINGS = {
    "information": gettext_lazy("Information"),
    "intention": gettext_lazy("Intention"),
    "method": gettext_lazy("Method"),
    "administration": gettext_lazy("Administration"),
    "risk": gettext_lazy("Risk assessment"),
    "communications": gettext_lazy("Communications"),
    "rights": gettext_lazy("Human rights"),
}
LABELS = {
    "history": gettext_lazy("History of the premises"),
    "occupants": gettext_lazy("Who lives or works there"),
    "facts": gettext_lazy("Safety facts"),
    "intention": gettext_lazy("What the visits are for"),
    "speaks": gettext_lazy("Who speaks first"),
    "power": gettext_lazy("Power to enter"),
    "disclosure": gettext_lazy("If someone discloses"),
    "child": gettext_lazy("If a child is found"),
    "violence": gettext_lazy("If there is violence"),
    "bring": gettext_lazy("Where to bring people"),
    "hours": gettext_lazy("Hours, vehicle and start place"),
    "cameras": gettext_lazy("Body-worn video"),
    "welfare": gettext_lazy("Welfare of the team"),
    "debrief": gettext_lazy("Debrief"),
    "risks": gettext_lazy("Risks and controls"),
    "secrecy": gettext_lazy("Risks to secrecy and evidence"),
    "radio": gettext_lazy("Radio and call signs"),
    "media": gettext_lazy("Media"),
    "rights": gettext_lazy("Dignity and law"),
}


@dataclass(frozen=True, slots=True)
class SheetEntry:
    code: str
    label: str
    text: str
    note: str
    is_changed: bool


@dataclass(frozen=True, slots=True)
class SheetPart:
    """The entries under one of the seven headings."""

    title: str
    entries: tuple[SheetEntry, ...]


@dataclass(frozen=True, slots=True)
class SheetRow:
    cells: tuple[str, ...]
    is_changed: bool


@dataclass(frozen=True, slots=True)
class SheetTable:
    title: str
    columns: tuple[str, ...]
    rows: tuple[SheetRow, ...]
    changed_word: str

    @property
    def on_page(self) -> Table:
        """The same as a component of a page; what changed says so in its first cell."""
        rows = [
            (f"{row.cells[0]} ({self.changed_word})", *row.cells[1:])
            if row.is_changed
            else row.cells
            for row in self.rows
        ]
        return Table(self.title, [Column(word) for word in self.columns], rows)


@dataclass(frozen=True, slots=True)
class PhraseColumn:
    language: str
    name: str
    is_right_to_left: bool
    is_reviewed: bool
    said: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class BriefSheet:
    """Everything that a brief says to one audience in one language."""

    language: str
    title: str
    about: str
    audience: str
    parts: tuple[SheetPart, ...]
    tables: tuple[SheetTable, ...]
    phrases_title: str
    phrases_own: PhraseColumn
    phrases: tuple[PhraseColumn, ...]
    unreviewed: str
    removed_title: str
    removed: tuple[str, ...]
    changed_word: str
    foot: str

    @property
    def all_text(self) -> str:
        """All that is written, for finding fonts that have its letters."""
        return " ".join(_strings(asdict(self)))


def build_sheet(
    brief: OperationBrief,
    contents: rules.Contents,
    *,
    audience: str,
    language: str,
    number: int,
) -> BriefSheet:
    """The frozen contents in the words of the language."""
    with override(language):
        return _sheet(brief, contents, audience, language, number)


def _sheet(
    brief: OperationBrief,
    contents: rules.Contents,
    audience: str,
    language: str,
    number: int,
) -> BriefSheet:
    operation = brief.operation
    name = operation.name_cy if language == "cy" else operation.name_en
    team = brief.team.name if brief.team else _("Whole operation")
    days = dates.format_days(operation.starts_on, operation.ends_on)
    words = {"name": name, "team": team, "number": number}
    return BriefSheet(
        language=language,
        title=_("Brief: %(team)s") % words,
        about=_("%(name)s, %(days)s. Version %(number)s.") % (words | {"days": days}),
        audience=str(BriefAudience(audience).label),
        parts=tuple(_parts(contents["entries"], language)),
        tables=tuple(_tables(brief, contents, language)),
        phrases_title=_("Phrases to show or read out"),
        phrases_own=_own_phrases(language),
        phrases=tuple(_phrase(row) for row in contents["phrases"]),
        unreviewed=_("not reviewed"),
        removed_title=_("Taken out since the last version"),
        removed=tuple(_removed(row, language) for row in contents["removed"]),
        changed_word=_("Changed"),
        foot=_("%(name)s, %(team)s, version %(number)s. Need to know: do not pass on.")
        % words,
    )


def _parts(entries: Sequence[dict[str, Any]], language: str) -> Iterable[SheetPart]:
    by_code = {row["code"]: row for row in entries}
    for heading in rules.HEADINGS:
        codes = [field.code for field in rules.FIELDS if field.heading == heading]
        found = [_entry(by_code[code], language) for code in codes if code in by_code]
        if found:
            yield SheetPart(str(HEADINGS[heading]), tuple(found))


def _entry(row: dict[str, Any], language: str) -> SheetEntry:
    is_other = language == "cy" and row["is_english_only"]
    return SheetEntry(
        code=row["code"],
        label=str(LABELS[row["code"]]),
        text=row[language],
        note=_("in English only") if is_other else "",
        is_changed=row["is_changed"],
    )


def _tables(
    brief: OperationBrief, contents: rules.Contents, language: str
) -> Iterable[SheetTable]:
    if contents["visits"]:
        has_crews = any(row.get("crews") for row in contents["visits"])
        crews = (_("Crews"),) if has_crews else ()
        yield SheetTable(
            _("Visits"),
            (_("Day"), _("Time"), _("Where"), _("Kind"), *crews),
            tuple(
                SheetRow(_visit(row, has_crews=has_crews), row["is_changed"])
                for row in contents["visits"]
            ),
            _("Changed"),
        )
    if contents["warrants"]:
        yield SheetTable(
            _("Warrants that you execute"),
            (
                _("Number of the warrant"),
                _("Where"),
                _("Act and section"),
                _("Granted by"),
                _("Ends"),
                _("Entries left"),
            ),
            tuple(
                SheetRow(_warrant(row), row["is_changed"])
                for row in contents["warrants"]
            ),
            _("Changed"),
        )
    if contents["crew"]:
        is_team = brief.team_id is not None
        first = _("Name") if is_team else _("Team")
        yield SheetTable(
            _("Crew") if is_team else _("Teams"),
            (first, _("Organisation") if is_team else _("Leader")),
            tuple(
                SheetRow(_member(row, language, is_team=is_team), row["is_changed"])
                for row in contents["crew"]
            ),
            _("Changed"),
        )


def _visit(row: dict[str, Any], *, has_crews: bool = False) -> tuple[str, ...]:
    starts_at = row["starts_at"]
    return (
        dates.format_weekday(date.fromisoformat(row["on"])),
        dates.format_clock(time.fromisoformat(starts_at)) if starts_at else "–",
        ", ".join(filter(None, (row["premises"], row["address"]))),
        str(VisitKind(row["kind"]).label),
        *([row.get("crews") or "–"] if has_crews else ()),
    )


def _warrant(row: dict[str, Any]) -> tuple[str, ...]:
    ends_at = datetime.fromisoformat(row["expires_at"])
    return (
        row["number"],
        row["premises"],
        row["act"],
        row["granted_by"],
        dates.day_and_time(ends_at),
        row["entries_left"],
    )


def _member(row: dict[str, Any], language: str, *, is_team: bool) -> tuple[str, ...]:
    if not is_team:
        return (row["team"], row["name"])
    name = _("%(name)s, leader") % row if row["is_leader"] else row["name"]
    return (name, row[language])


def _removed(gone: dict[str, Any], language: str) -> str:
    row = gone["row"]
    if gone["list"] == "visits":
        return ", ".join(_visit(row))
    if gone["list"] == "warrants":
        return f"{row['premises']}: {row['number']}"
    if gone["list"] == "entries":
        return f"{LABELS[row['code']]}: {row[language]}"
    return str(row["name"])


def _own_phrases(language: str) -> PhraseColumn:
    name = {"en": "English", "cy": "Cymraeg"}[language]
    return PhraseColumn(language, name, False, True, tuple(say_phrases()))


def _phrase(row: dict[str, Any]) -> PhraseColumn:
    return PhraseColumn(
        row["language"],
        row["name"],
        row["is_right_to_left"],
        row["is_reviewed"],
        tuple(row["said"]),
    )


def _strings(value: Any) -> Iterable[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for each in value.values():
            yield from _strings(each)
    elif isinstance(value, (list, tuple)):
        for each in value:
            yield from _strings(each)
