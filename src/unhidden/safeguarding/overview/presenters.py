"""The parts of a case as links, and the filters of the list that are in force."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import QueryDict
from django.urls import reverse
from django.utils.functional import Promise

from unhidden.access.actor import Actor
from unhidden.safeguarding.overview.forms import CaseSearchForm
from unhidden.safeguarding.overview.queries import CaseView
from unhidden.safeguarding.overview.sections import SECTIONS
from unhidden.ui.parts import ChosenFilter


@dataclass(frozen=True, slots=True)
class SectionLink:
    label: str | Promise
    url: str


def list_sections(actor: Actor, case: CaseView) -> list[SectionLink]:
    """The parts of the case that the actor may open, in their order."""
    is_lead = case.lead_id == actor.organisation
    return [
        SectionLink(each.label, reverse(each.route, args=[case.card.id]))
        for each in SECTIONS
        if actor.may(each.permission)
        and (case.may_work or not each.is_for_workers)
        and (is_lead or not each.is_for_lead)
    ]


def list_chosen(form: CaseSearchForm) -> list[ChosenFilter]:
    """What narrows the list now, each with the address without it."""
    if not form.is_valid():
        return []
    said = {
        name: form.cleaned_data[name]
        for name in ("stands", "state")
        if form.cleaned_data.get(name)
    }
    labels = {
        name: dict(getattr(form.fields[name], "choices", ())).get(value, value)
        for name, value in said.items()
    }
    return [ChosenFilter(labels[name], _without(form, name)) for name in said]


def _without(form: CaseSearchForm, name: str) -> str:
    rest = QueryDict(mutable=True)
    rest.update(form.data)
    for each in (name, "page"):
        rest.pop(each, None)
    return f"?{rest.urlencode()}"
