"""The questions whose answers are sealed, as phones ask them, in blank boxes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from django.utils.translation import gettext as _

from unhidden.ui import forms
from unhidden.visits.forms.asked import ask_question, explain_question, name_question
from unhidden.visits.queries.inner import InnerReceivers
from unhidden.visits.rules.told import PREFIX

if TYPE_CHECKING:
    from django.forms import BoundField, Field
    from django.http import QueryDict
    from django_stubs_ext import StrOrPromise

_BLANK: dict[str, Any] = {"required": False}
_TYPED: dict[str, Any] = {**_BLANK, "autocomplete": "off", "spellcheck": False}
_LONG: dict[str, Any] = {**_TYPED, "rows": 6}


@dataclass(frozen=True, slots=True)
class ToldGroup:
    """Questions that belong together, under one title."""

    title: StrOrPromise
    hint: StrOrPromise
    fields: tuple[BoundField, ...]


class ToldForm(forms.Form):
    """What is told in confidence: nothing is judged, and nothing shown again.

    But for what could not be sealed: that stays in its boxes. ``page`` tells this
    showing of the boxes from any other.
    """

    marks_optional = False

    def __init__(
        self, receivers: InnerReceivers, unsealed: QueryDict | None = None
    ) -> None:
        super().__init__(unsealed)
        self.receivers = receivers
        self.page = str(uuid4())
        leaders = [(str(one.person_id), one.name) for one in receivers.leaders]
        self.fields = {
            **_named("private_talk", _list_talk(leaders)),
            **_named("disclosure", _list_disclosure()),
            f"{PREFIX}name": ask_question("name", **_TYPED),
            f"{PREFIX}safe_contact": ask_question("safe_contact", **_TYPED),
            f"{PREFIX}safe_when": ask_question("safe_when", **_TYPED),
            f"{PREFIX}note": ask_question("note", **_LONG),
        }

    @property
    def shown_groups(self) -> list[ToldGroup]:
        """As the page shows them, each closed until it is needed."""
        talk, disclosure, person = (
            self._fields_of(*starts)
            for starts in (("private_talk",), ("disclosure",), ("name", "safe_"))
        )
        return [
            ToldGroup(name_question("private_talk"), _who_reads_talk(), talk),
            ToldGroup(
                name_question("disclosure"), explain_question("disclosure"), disclosure
            ),
            ToldGroup(_("A name, and how to reach them safely"), "", person),
            ToldGroup(name_question("note"), "", self._fields_of("note")),
        ]

    def _fields_of(self, *starts: str) -> tuple[BoundField, ...]:
        names = tuple(PREFIX + each for each in starts)
        return tuple(self[name] for name in self.fields if name.startswith(names))


def _who_reads_talk() -> str:
    return _("A talk that somebody of a charity led is sealed for their charity.")


def _list_talk(leaders: Iterable[tuple[str, str]]) -> dict[str, Field]:
    return {
        "talk_led_by": ask_question(
            "private_talk.talk_led_by",
            as_field=forms.PickOne,
            choices=leaders,
            **_BLANK,
        ),
        "language": ask_question("private_talk.language", **_TYPED),
        "interpreter": ask_question("private_talk.interpreter", **_BLANK),
        "text": ask_question("private_talk.text", **_LONG),
    }


def _list_disclosure() -> dict[str, Field]:
    return {
        "text": ask_question("disclosure.text", **_LONG),
        "said_verbatim": ask_question("disclosure.said_verbatim", **_BLANK),
        "language": ask_question("disclosure.language", **_TYPED),
        "interpreter": ask_question("disclosure.interpreter", **_BLANK),
    }


def _named(what: str, fields: dict[str, Field]) -> dict[str, Field]:
    return {f"{PREFIX}{what}_{part}": field for part, field in fields.items()}
