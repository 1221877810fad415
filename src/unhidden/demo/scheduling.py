"""The car wash's unused material: decided, signed, sent, and opened again by a defence.

Whoever schedules decides each item; the program decides none.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from unhidden.demo.inquiring import OFFICER, LivedInquiry
from unhidden.investigations.leaving.actions import archives
from unhidden.investigations.unused.actions import (
    answering,
    deciding,
    describing,
    signing,
)
from unhidden.investigations.unused.queries.items import ItemRow

#: Who releases what another asked for.
RELEASES = "case_officer"


def schedule_first(inquiry: LivedInquiry, data: Mapping[str, Any]) -> None:
    """Decide everything that there is, sign it, and send it to the prosecutor."""
    when = data["signed"]
    rows = inquiry.list_items(when)
    _decide(inquiry, rows, data)
    told = inquiry.told_by(OFFICER, when)
    for category, answer in data["presumed"].items():
        answering.answer_presumed(category=category, answer=answer, reason="", **told)
    signing.sign_schedules(new=signing.NewSignature(), **told)
    signing.reveal_schedules(**inquiry.told_by(OFFICER, data["revealed"]))
    _let_leave(inquiry, data["archive"])
    _serve(inquiry, data)


def reopen_schedule(inquiry: LivedInquiry, data: Mapping[str, Any]) -> None:
    """A defence statement puts what was not met back in the queue; an archive waits."""
    row = data["defence"]
    day = inquiry.day_after(row["happened"])
    new = answering.NewLook(
        "defence_statement", day, inquiry.people["manager"].id, row["paper"]
    )
    answering.look_again(new=new, **inquiry.told_by(OFFICER, row["when"]))
    asked = data["asked_now"]
    archives.ask_for_archive(
        new=archives.NewArchive("open", asked["recipient"], asked["purpose"], "en"),
        **inquiry.told_by(OFFICER, asked["asked"]),
    )


def _decide(
    inquiry: LivedInquiry, rows: Sequence[ItemRow], data: Mapping[str, Any]
) -> None:
    when = data["signed"]
    other = inquiry.find_item(data["not_relevant"]["paper"], when)
    _on(inquiry, [other], "relevance", "not_relevant", data["not_relevant"]["reason"])
    left = [row for row in rows if row.number != other]
    _on(inquiry, [row.number for row in left], "relevance", "relevant")
    evidence = [row for row in left if row.kind in data["evidence_kinds"]]
    _on(inquiry, [row.number for row in evidence], "use", "evidence")
    unused = [row for row in left if row.kind not in data["evidence_kinds"]]
    _on(inquiry, [row.number for row in unused], "use", "unused")
    told = [row for row in unused if row.kind == "disclosure"]
    for row in told:
        describing.mark_sensitive(
            number=row.number,
            new=describing.NewSensitive(**data["sensitive"]),
            **inquiry.told_by(OFFICER, when),
        )
    shown = [row for row in unused if row.kind != "disclosure"]
    _on(inquiry, [row.number for row in shown], "sensitivity", "none_sensitive")
    _test(inquiry, unused, data)
    _describe(inquiry, shown, data)


def _test(
    inquiry: LivedInquiry, rows: Sequence[ItemRow], data: Mapping[str, Any]
) -> None:
    """What might help an accused, what is presumed to, and what does neither."""
    met = inquiry.find_item(data["may_meet"]["paper"], data["signed"])
    interviews = [row.number for row in rows if row.kind == "interview"]
    sealed = [row.number for row in rows if row.kind == "disclosure"]
    rest = {row.number for row in rows} - {met, *interviews, *sealed}
    _on(inquiry, [met], "test", "may_meet", data["may_meet"]["reason"])
    _on(inquiry, interviews, "test", "presumed", code="interviews")
    _on(inquiry, sealed, "test", "not_met")
    _on(inquiry, sorted(rest), "test", "not_met", data["not_met"])


def _on(
    inquiry: LivedInquiry,
    numbers: Sequence[int],
    axis: str,
    value: str,
    reason: str = "",
    *,
    code: str = "",
    when: str = "14 14:00",
) -> None:
    """Decide the same of items; the test, for everybody who is accused by then."""
    accused = tuple(inquiry.people[key].id for key in _ACCUSED)
    new = deciding.NewMaterialDecision(
        axis,
        value,
        accused=accused if axis in _PER_ACCUSED else (),
        code=code,
        reason=reason,
    )
    if numbers:
        told = inquiry.told_by(OFFICER, when)
        deciding.decide_items(numbers=numbers, new=new, **told)


def _describe(
    inquiry: LivedInquiry, rows: Sequence[ItemRow], data: Mapping[str, Any]
) -> None:
    """Actions in one block; what may help an accused, in words of its own."""
    told = inquiry.told_by(OFFICER, data["signed"])
    met = inquiry.find_item(data["may_meet"]["paper"], data["signed"])
    for kind in sorted({row.kind for row in rows}):
        numbers = [row.number for row in rows if row.kind == kind]
        singly = [[number] for number in numbers if number != met]
        for part in [numbers] if kind in _IN_BLOCKS else singly:
            describing.describe_items(
                numbers=part,
                new=describing.NewDescription(
                    _words(inquiry, part[0], kind, data), is_block=kind in _IN_BLOCKS
                ),
                **told,
            )
    words = describing.NewDescription(data["may_meet"]["words"])
    describing.describe_items(numbers=[met], new=words, **told)


def _words(
    inquiry: LivedInquiry, number: int, kind: str, data: Mapping[str, Any]
) -> str:
    words: str = data["words"].get(kind) or data["words"]["other"]
    if kind != "paper":
        return words
    when = data["signed"]
    for reference, title in data["titles"].items():
        if inquiry.find_item(reference, when) == number:
            return words.format(title=title)
    other: str = data["words"]["other"]
    return other


def _let_leave(inquiry: LivedInquiry, row: Mapping[str, Any]) -> None:
    """One asks for the archive, and another releases it."""
    archive_id = archives.ask_for_archive(
        new=archives.NewArchive("open", row["recipient"], row["purpose"], "en"),
        **inquiry.told_by(OFFICER, row["asked"]),
    )
    archives.release_archive(
        archive_id=archive_id, **inquiry.told_by(RELEASES, row["released"])
    )


def _serve(inquiry: LivedInquiry, data: Mapping[str, Any]) -> None:
    """The prosecutor's word, as it came, and the inspection that was offered."""
    met = inquiry.find_item(data["may_meet"]["paper"], data["signed"])
    row = data["prosecutor"]
    _on(
        inquiry,
        [met],
        "prosecutor",
        "disclose",
        code=row["reference"],
        when=row["when"],
    )
    _on(inquiry, [met], "service", "inspection_offered", when=data["served"])


_ACCUSED = ("manager", "key_holder", "driver")
_PER_ACCUSED = ("test", "prosecutor", "service")
_IN_BLOCKS = ("action", "decision")
