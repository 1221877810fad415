"""The pages of those who decide which account of a visit counts."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from unhidden.access.pages import needs_permission
from unhidden.access.requests import StaffRequest
from unhidden.ui import pages
from unhidden.ui.forms import posted
from unhidden.ui.refusals import attempt
from unhidden.visits.accounts import actions, comparing, queries
from unhidden.visits.accounts import presenters as shown
from unhidden.visits.accounts.forms import AccountAddendumForm, AccountDecisionForm
from unhidden.visits.accounts.queries import AccountsOfVisit
from unhidden.visits.queries import one


@require_safe
@needs_permission("visits.decide_account")
def list_accounts(request: StaffRequest) -> HttpResponse:
    """What waits for a decision, the oldest first."""
    page = pages.paginate(queries.list_waiting(viewer=request.actor), request)
    context = {"page": page, "table": shown.list_waiting(page.items)}
    return render(request, "visits/accounts.html", context)


@require_safe
@needs_permission("visits.decide_account")
def compare_accounts(request: StaffRequest, planned_id: UUID) -> HttpResponse:
    """All that was said of a planned visit, side by side."""
    found = queries.compare_accounts(viewer=request.actor, planned_id=planned_id)
    return render(request, "visits/compare.html", _describe(found))


@require_http_methods(["GET", "HEAD", "POST"])
@needs_permission("visits.decide_account")
def decide_account(request: StaffRequest, account_id: UUID) -> HttpResponse:
    """One account beside the others of its visit, and the decision on it."""
    found = queries.get_account(viewer=request.actor, account_id=account_id)
    account = found.accounts[0]
    form = AccountDecisionForm(posted(request), account=account)
    if form.is_bound and form.is_valid():
        with attempt(form, shown.REFUSALS, "decision"):
            planned_id = actions.decide_account(
                account_id=account_id,
                decision=form.cleaned_data["decision"],
                why=form.cleaned_data["why"],
                actor=request.actor,
                at=request.at,
            )
            messages.success(request, _("Your decision is kept with the account"))
            if planned_id is None:
                return redirect("visits:accounts")
            return redirect("visits:compare_accounts", planned_id)
    context = {**_describe(found), "account": account, "form": form}
    return render(request, "visits/account.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@needs_permission("visits.record_visit")
def add_to_record(request: StaffRequest, visit_id: UUID) -> HttpResponse:
    """Words to stand under a record, which stays as it is."""
    visit = one.get_visit(viewer=request.actor, visit_id=visit_id)
    form = AccountAddendumForm(posted(request))
    if form.is_bound and form.is_valid():
        with attempt(form, shown.REFUSALS):
            actions.add_to_record(
                visit_id=visit_id,
                text=form.cleaned_data["text"],
                actor=request.actor,
                at=request.at,
            )
            messages.success(request, _("It stands under the record now"))
            return redirect("visits:visit", visit_id)
    return render(request, "visits/addendum.html", {"visit": visit, "form": form})


def _describe(found: AccountsOfVisit) -> dict[str, object]:
    return {
        "found": found,
        "accounts": [
            (card, shown.name_account(card), shown.tone_of(card), rows)
            for card in found.accounts
            if (rows := shown.describe_account(card))
        ],
        "addenda": [
            (card, shown.name_account(card), shown.quote_addendum(card))
            for card in found.addenda
        ],
        "table": comparing.compare_contents(found),
    }
