"""Doing what a page asks, and saying in a sentence why a rule does not allow it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import TracebackType
from typing import TYPE_CHECKING, Any

from django.contrib import messages

from unhidden.lib.refusals import ActionRefused

if TYPE_CHECKING:
    from django.http import HttpRequest
    from django_stubs_ext import StrOrPromise

    from unhidden.ui.forms import Form


@dataclass(frozen=True, slots=True)
class RefusalSentence:
    """What to tell whoever was refused.

    ``field`` names the field of the form that it belongs to; empty for the whole form.
    """

    text: StrOrPromise
    field: str = ""


# By the code of a refusal or by its class: its sentence, what makes one of it, or the
# text alone where it belongs to no field.
Sentences = Mapping[
    Any, "StrOrPromise | RefusalSentence | Callable[[Any], RefusalSentence]"
]


class Attempt:
    """A ``with`` block that ends at a refusal, which is told instead of raised.

    A refusal without a sentence is raised, and so is every other exception.
    """

    def __init__(self, sentences: Sentences, tell: Callable[[RefusalSentence], object]):
        self._sentences = sentences
        self._tell = tell

    def __enter__(self) -> None:
        pass

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        refusal: BaseException | None,
        _trace: TracebackType | None,
    ) -> bool:
        if not isinstance(refusal, ActionRefused):
            return False
        told = sentence_of(refusal, self._sentences)
        if told is not None:
            self._tell(told)
        return told is not None


def attempt(form: Form, sentences: Sentences, field: str = "") -> Attempt:
    """Let the form say why what it asks is refused, with all that was typed kept.

    The sentence goes to its field; without one, or where the form has no such field, to
    ``field``, or else to the whole form.
    """

    def tell(told: RefusalSentence) -> None:
        name = told.field if told.field in form.fields else field
        form.add_error(name or None, str(told.text))

    return Attempt(sentences, tell)


def attempt_or_tell(request: HttpRequest, sentences: Sentences) -> Attempt:
    """The same for a page without fields: the next page says why it was refused."""
    return Attempt(sentences, lambda told: messages.error(request, str(told.text)))


def sentence_of(refusal: ActionRefused, sentences: Sentences) -> RefusalSentence | None:
    """The sentence for its code, or else for the nearest of its classes; or None."""
    for code in (refusal.code, *type(refusal).__mro__):
        told = sentences.get(code)
        if isinstance(told, RefusalSentence):
            return told
        if told is not None:
            return told(refusal) if callable(told) else RefusalSentence(told)
    return None
