"""What an item speaks of: offered from its words, added, and linked."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from unhidden.access.absent import Absent
from unhidden.access.pages import needs
from unhidden.access.requests import StaffRequest
from unhidden.intelligence import actions, queries
from unhidden.intelligence.forms import LinkForm, MentionForm, OffersForm
from unhidden.intelligence.forms.mentions import KINDS
from unhidden.intelligence.views import weighing
from unhidden.intelligence.views.links import sentence
from unhidden.ui import pages

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

    from unhidden.intelligence.queries import IntelligenceView, ItemView

LookedAt = tuple[queries.Looked, list[tuple[queries.CandidateView, list[str]]]]
_WRITE = "intelligence.write_item"
LONGEST_LOOKED_AT = 100_000
_WHY_NOT: dict[type[Exception], StrOrPromise] = {
    actions.MentionUnclear: gettext_lazy("Check what you entered"),
    actions.TooManyMentions: gettext_lazy(
        "An item may speak of 200 people and things: write two items"
    ),
    actions.LinkUnclear: gettext_lazy("Select two things of this item"),
    actions.LinkSaidOtherwise: gettext_lazy(
        "The item says this already with other days: withdraw that link first"
    ),
    actions.LinkWithdrawn: gettext_lazy(
        "This was said and withdrawn: restore that link instead"
    ),
}


@require_POST
@needs(_WRITE)
def look(request: StaffRequest) -> HttpResponse:
    """What is known already of what a text speaks of: a part of a page."""
    typed = (value for name, value in request.POST.items() if name.endswith("text"))
    text = str(next(typed, ""))[:LONGEST_LOOKED_AT]
    looked = _looked(request, text)
    return render(request, "intelligence/parts/looked.html", {"looked": looked})


@require_http_methods(["GET", "HEAD", "POST"])
@needs(_WRITE)
def mentions(request: StaffRequest, intelligence_id: UUID, number: int) -> HttpResponse:
    """What the item speaks of already, what its words offer, and forms for more."""
    report, item = _item(request, intelligence_id, number)
    looked = _new(item, _looked(request, item.text))
    kind = _kind(request)
    forms: dict[str, MentionForm | OffersForm | LinkForm] = {
        "form": MentionForm(_sent(request, "add"), kind=kind),
        "offers": OffersForm(
            _sent(request, "keep"), looked=[each for each, _ in looked]
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
        "looked": looked,
        "said": _said(request, report, number),
        **forms,
    }
    return render(request, "intelligence/mentions.html", context)


def _said(
    request: StaffRequest, report: IntelligenceView, number: int
) -> list[tuple[queries.ItemLink, str]]:
    """The links of the item in words, for those who work on it."""
    if not report.may_work:
        return []
    found = queries.links_of(
        viewer=request.actor, intelligence_id=report.id, number=number
    )
    return [(each, sentence(each)) for each in found]


def _new(item: ItemView, looked: list[LookedAt]) -> list[LookedAt]:
    """What the item does not speak of already."""
    there = {(each.kind, each.text) for each in item.mentions}
    return [
        (each, matches)
        for each, matches in looked
        if (each.mention.kind, each.mention.text) not in there
    ]


def _looked(request: StaffRequest, text: str) -> list[LookedAt]:
    """Each thing in the text with its matches, and their weights in words."""
    found = queries.look(
        viewer=request.actor, text=text, today=timezone.localdate(request.at)
    )
    pages.note_shown([match.said for each in found for match in each.matches], request)
    return [
        (each, [(match, weighing.parts(match.comparison)) for match in each.matches])
        for each in found
    ]


def _item(
    request: StaffRequest, intelligence_id: UUID, number: int
) -> tuple[IntelligenceView, ItemView]:
    report = queries.report(viewer=request.actor, intelligence_id=intelligence_id)
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
    form: MentionForm | OffersForm | LinkForm,
) -> bool:
    """Whether the form was sent and kept; a refusal is its error."""
    if not form.is_valid():
        return False
    here = partial(
        actions.link_mentions if isinstance(form, LinkForm) else actions.add_mentions,
        intelligence_id=intelligence_id,
        number=number,
        actor=request.actor,
        at=request.at,
    )
    try:
        here(**form.told())
    except tuple(_WHY_NOT) as refusal:
        form.add_error(None, str(_WHY_NOT[type(refusal)]))
        return False
    return True
