"""Finding: one box, and what it finds with the reason why."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from unhidden.access.pages import needs_permission
from unhidden.access.requests import StaffRequest
from unhidden.intelligence.search.forms import FindForm
from unhidden.intelligence.search.queries import finding
from unhidden.intelligence.search.queries.finding import SearchResultView
from unhidden.intelligence.subjects.presenters import weighing
from unhidden.intelligence.subjects.queries.subjects import SubjectMention
from unhidden.ui import pages

MOST_SAID = 3


@dataclass(frozen=True, slots=True)
class Card:
    """A result for the page: why it is here, in lines, and what is said first."""

    result: SearchResultView
    why: tuple[str, ...]
    marked: tuple[tuple[str, bool], ...]
    first_said: tuple[SubjectMention, ...]


@require_safe
@needs_permission("intelligence.see_items")
def show_search(request: StaffRequest) -> HttpResponse:
    """The box, and what it finds. What was shown is recorded, and the line's hash."""
    form = FindForm(request.GET or None)
    text = form.cleaned_data["text"] if form.is_valid() else ""
    found = finding.search_text(
        viewer=request.actor, text=text, start=pages.start_of(request)
    )
    note_said(request, found.rows)
    page = pages.page_of(
        [build_result_card(row) for row in found.rows], found.total, request
    )
    context = {"form": form, "text": text, "page": page, "is_cut": found.is_cut}
    context["is_empty"] = "text" in request.GET and form.is_valid()
    return render(request, "intelligence/find.html", context)


def note_said(request: StaffRequest, rows: list[SearchResultView]) -> None:
    """Leave on the request every mention and report that the cards show."""
    pages.note_shown(rows, request)
    pages.note_shown(chain(*(row.said[:MOST_SAID][1:] for row in rows)), request)


def build_result_card(row: SearchResultView) -> Card:
    """One result as its card shows it."""
    marked = _parts(row.item.text if row.item else "")
    return Card(row, _why(row), marked, row.said[:MOST_SAID])


def _why(row: SearchResultView) -> tuple[str, ...]:
    """Why it is here: by the hit that fits best."""
    best = row.hits[0]
    if best.comparison is not None:
        return tuple(weighing.parts(best.comparison, with_prior=False))
    return (
        {
            finding.BY_REFERENCE: _("It has this reference"),
            finding.BY_PLACE: _("It is a place of this name or address"),
            finding.BY_WORDS: _("These words stand in it"),
            finding.BY_LIKENESS: _(
                "Drawn by lot with another of these results: how alike they are is not"
                " shown before that is judged"
            ),
        }[best.by],
    )


def _parts(marked: str) -> tuple[tuple[str, bool], ...]:
    """The text in pieces, and whether each is what was asked."""
    pieces: list[tuple[str, bool]] = []
    for number, rest in enumerate(marked.split(finding.BEGIN)):
        inside, end, after = rest.partition(finding.END)
        is_marked = bool(number and end)
        pieces += [(inside, is_marked), (after, False)]
    return tuple(piece for piece in pieces if piece[0])
