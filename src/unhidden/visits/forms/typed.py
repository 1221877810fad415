"""What was typed, as it stands in the boxes: for an account that no form can judge."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

_ANSWERS = (
    *("purpose_told", "entry_basis", "consent_by", "power", "starts_at", "ends_at"),
    *("interpreter", "outcome", "spoken_to", "leaflets", "notices", "arrests"),
    "narrative",
)
_DAYS = ("on", "follow_up_on")
_ROWS = {"referral": "referrals", "victim": "possible_victims"}


def read_typed(fields: Mapping[str, Sequence[str]]) -> dict[str, Any]:
    """The fields of the page under the codes of the questions; nothing is left out.

    ``fields`` holds all of them under their own names.
    """
    said = {name: values[-1] for name, values in fields.items() if values}
    answers = {name: said[name] for name in _ANSWERS if said.get(name)}
    for name in _DAYS:
        if day := _read_day(said, name):
            answers[name] = day
    return {
        "answers": answers,
        "people": _read_people(said),
        "signs": [
            {"code": name.removeprefix("sign_"), "answer": value}
            for name, value in said.items()
            if name.startswith("sign_")
        ],
        **{many: _read_rows(said, one) for one, many in _ROWS.items()},
        "fields": {name: list(values) for name, values in fields.items()},
    }


def _read_day(said: Mapping[str, str], name: str) -> str:
    parts = (said.get(f"{name}_{part}", "") for part in ("year", "month", "day"))
    return "-".join(part.zfill(2) for part in parts if part)


def _read_people(said: Mapping[str, str]) -> list[dict[str, str]]:
    found = []
    for name, value in said.items():
        kind, _, rest = name.partition("_")
        age, _, sex = rest.partition("_")
        if kind == "present" and value:
            found.append({"age": age, "sex": sex, "count": value})
    return found


def _read_rows(said: Mapping[str, str], kind: str) -> list[dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for name, value in said.items():
        number, _, part = name.removeprefix(f"{kind}_").partition("_")
        if name.startswith(f"{kind}_") and number.isdecimal() and value:
            found.setdefault(number, {})[part] = value
    return [found[number] for number in sorted(found, key=int)]
