"""A network around one subject: its page, what its script asks for, and its files."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from uuid import UUID

from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from unhidden.access.pages import needs_permission
from unhidden.access.requests import StaffRequest
from unhidden.intelligence.networks.actions import networks as actions
from unhidden.intelligence.networks.forms import ExportForm, NetworkForm
from unhidden.intelligence.networks.presenters import charts
from unhidden.intelligence.networks.queries import networks
from unhidden.intelligence.networks.rules import exports
from unhidden.intelligence.networks.rules.networks import Network
from unhidden.ui import pages

WIDTH = networks.WIDTHS[0]
_EXPORT = "intelligence.export_network"
_TYPES = {
    "graphml": ("application/graphml+xml", "graphml"),
    "stix": ("application/stix+json;version=2.1", "json"),
    "ftm": ("application/json+ftm", "ftm.jsonl"),
}


@require_safe
@needs_permission("intelligence.see_items")
def show_network(request: StaffRequest, mention_id: UUID) -> HttpResponse:
    """The links around a subject as a table, and for the script as a chart."""
    form = NetworkForm(request.GET)
    found = _found(request, mention_id, form)
    context = {
        "form": form,
        "found": found,
        "page": pages.page_of(_own(found), found.total, request, WIDTH),
        "links": charts.rows(found.edges, found.nodes),
        "standings": charts.standings(found),
        "data": charts.data(found) | charts.says(),
        "mention_id": mention_id,
        "query": request.GET.urlencode(),
        "may_export": request.actor.may(_EXPORT),
    }
    return render(request, "intelligence/network.html", context)


@require_safe
@needs_permission("intelligence.see_items")
def show_more_links(request: StaffRequest, mention_id: UUID) -> HttpResponse:
    """The links of one subject, for the chart and the table to grow by."""
    found = _found(request, mention_id, NetworkForm(request.GET))
    return JsonResponse(charts.data(found) | charts.more_rows(found))


@require_http_methods(["GET", "HEAD", "POST"])
@needs_permission(_EXPORT)
def download_network(request: StaffRequest, mention_id: UUID) -> HttpResponse:
    """Ask why, record it, and hand over what the page shows as a file."""
    form = ExportForm(request.POST or None)
    if form.is_valid():
        with suppress(actions.NothingMayLeave):  # which the page says
            found = _exported(request, mention_id, form)
            return _file(found, form.cleaned_data["form"], request)
    asked = NetworkForm(request.GET)
    found = _found(request, mention_id, asked, read=networks.to_take_out)
    context = {"form": form, "found": found, "mention_id": mention_id}
    return render(
        request,
        "intelligence/export.html",
        context | {"query": request.GET.urlencode()},
    )


def _found(
    request: StaffRequest,
    mention_id: UUID,
    form: NetworkForm,
    read: Callable[..., Network] = networks.load_network,
) -> Network:
    """What is asked for, and noted as shown."""
    found = read(
        viewer=request.actor,
        mention_id=mention_id,
        look=form.look,
        depth=form.steps,
        start=pages.start_of(request, WIDTH),
    )
    pages.note_shown([*found.nodes, *found.edges], request)
    return found


def _exported(request: StaffRequest, mention_id: UUID, form: ExportForm) -> Network:
    asked = NetworkForm(request.GET)
    return actions.export_network(
        mention_id=mention_id,
        look=asked.look,
        depth=asked.steps,
        start=pages.start_of(request, WIDTH),
        form=form.cleaned_data["form"],
        reason=form.cleaned_data["reason"],
        actor=request.actor,
        at=request.at,
    )


def _file(found: Network, form: str, request: StaffRequest) -> HttpResponse:
    made = {
        "graphml": lambda: exports.write_graphml(found),
        "stix": lambda: exports.write_stix(found, request.at),
        "ftm": lambda: exports.follow_the_money(found, request.at),
    }[form]()
    kind, ending = _TYPES[form]
    answer = HttpResponse(made, content_type=kind)
    name = f"network-{found.root.id}.{ending}"
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _own(found: Network) -> list[object]:
    """As many as are shown of the subject's own links, for counting the pages."""
    return list(found.edges[: found.shown])
