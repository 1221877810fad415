"""What an item speaks of: offered from its words, added, and linked."""

from __future__ import annotations

from functools import partial
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from unhidden.access.absent import Absent
from unhidden.access.pages import needs_permission
from unhidden.access.requests import StaffRequest
from unhidden.intelligence.reports.actions import mentions as mentions_actions
from unhidden.intelligence.reports.forms.mentions import (
    KINDS,
    MOST_FOUND,
    LinkForm,
    MentionForm,
    PremisesForm,
)
from unhidden.intelligence.reports.forms.offers import OffersForm
from unhidden.intelligence.reports.presenters.links import sentence
from unhidden.intelligence.reports.presenters.refusals import MENTIONING
from unhidden.intelligence.reports.queries import items
from unhidden.intelligence.reports.queries.items import IntelligenceView, ItemView
from unhidden.intelligence.reports.views import looking
from unhidden.intelligence.subjects.queries import links
from unhidden.intelligence.subjects.queries.links import ItemLink
from unhidden.places import queries as places
from unhidden.ui.refusals import attempt

_WRITE = "intelligence.write_item"


@require_http_methods(["GET", "HEAD", "POST"])
@needs_permission(_WRITE)
def edit_mentions(
    request: StaffRequest, intelligence_id: UUID, number: int
) -> HttpResponse:
    """What the item speaks of already, what its words offer, and forms for more."""
    report, item = _item(request, intelligence_id, number)
    looked = _new(item, looking.list_mention_offers(request, item.text))
    kind, find = _kind(request), request.GET.get("find", "").strip()
    forms: dict[str, MentionForm | PremisesForm | OffersForm | LinkForm] = {
        "form": _form(request, kind, find),
        "offers": OffersForm(
            _sent(request, "keep"), looked=[each.looked for each in looked]
        ),
        "links": LinkForm(_sent(request, "link"), mentions=item.mentions),
    }
    if any(_done(request, report.id, number, form) for form in forms.values()):
        messages.success(request, _("Added. What may be the same is on its page."))
        return redirect("intelligence:mentions", report.id, number)
    context = {
        "report": report,
        "item": item,
        "kind": kind,
        "kinds": KINDS,
        "find": find,
        "may_add_premises": request.actor.may("places.add_premises"),
        "looked": looked,
        "said": _said(request, report, number),
        **forms,
    }
    return render(request, "intelligence/mentions.html", context)


def _said(
    request: StaffRequest, report: IntelligenceView, number: int
) -> list[tuple[ItemLink, str]]:
    """The links of the item in words, for those who work on it."""
    if not report.may_work:
        return []
    found = links.links_of(
        viewer=request.actor, intelligence_id=report.id, number=number
    )
    return [(each, sentence(each)) for each in found]


def _form(request: StaffRequest, kind: str, find: str) -> MentionForm | PremisesForm:
    """What one mention of this kind is asked; premises are looked for in the list."""
    sent = _sent(request, "add")
    if kind != "premises":
        return MentionForm(sent, kind=kind)
    if not find:
        return PremisesForm(sent, found=())
    found = places.search_premises(viewer=request.actor, text=find, limit=MOST_FOUND)
    return PremisesForm(sent, found=found.cards)


def _new(
    item: ItemView, looked: list[looking.MentionOffer]
) -> list[looking.MentionOffer]:
    """What the item does not speak of already."""
    there = {(each.kind, each.premises_id or each.text) for each in item.mentions}
    return [
        each
        for each in looked
        if (said := each.looked.mention)
        and (said.kind, said.premises_id or said.text) not in there
    ]


def _item(
    request: StaffRequest, intelligence_id: UUID, number: int
) -> tuple[IntelligenceView, ItemView]:
    report = items.get_graded_report(
        viewer=request.actor, intelligence_id=intelligence_id
    )
    for item in report.items:
        if item.number == number:
            return report, item
    raise Absent


def _kind(request: StaffRequest) -> str:
    asked = request.GET.get("kind", "")
    return asked if asked in dict(KINDS) else "person"


def _sent(request: StaffRequest, what: str) -> QueryDict | None:
    """What was typed, for the form whose button was pressed."""
    return request.POST if request.POST.get("do") == what else None


def _done(
    request: StaffRequest,
    intelligence_id: UUID,
    number: int,
    form: MentionForm | PremisesForm | OffersForm | LinkForm,
) -> bool:
    """Whether the form was sent and kept; a refusal is its error."""
    if not form.is_valid():
        return False
    here = partial(
        mentions_actions.link_mentions
        if isinstance(form, LinkForm)
        else mentions_actions.add_mentions,
        intelligence_id=intelligence_id,
        number=number,
        actor=request.actor,
        at=request.at,
    )
    with attempt(form, MENTIONING):
        here(**form.told())
        return True
    return False
