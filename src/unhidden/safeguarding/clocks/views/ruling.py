"""Pages on which whoever administers keeps the rules of deadlines."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from unhidden.access.pages import needs_permission
from unhidden.access.requests import StaffRequest
from unhidden.safeguarding.clocks import forms
from unhidden.safeguarding.clocks.actions import ruling
from unhidden.safeguarding.clocks.presenters import SENTENCES
from unhidden.safeguarding.clocks.queries import law
from unhidden.ui import pages, parts
from unhidden.ui.forms import posted
from unhidden.ui.refusals import attempt, attempt_or_tell


@needs_permission("safeguarding.keep_clock_rules")
def show_kept_rules(request: StaffRequest) -> HttpResponse:
    """The rules, each with what whoever keeps them can do."""
    rules = law.describe_rules(viewer=request.actor)
    page = pages.paginate(rules, request)
    context = {"page": page, "is_kept": True}
    return render(request, "safeguarding/clocks/rules.html", context)


@needs_permission("safeguarding.keep_clock_rules")
def write_rule(request: StaffRequest, code: str) -> HttpResponse:
    """Write a new version of the rule of one deadline."""
    before = law.find_newest(viewer=request.actor, code=code)
    form = forms.ClockRuleForm(posted(request), initial={"seen": before.number})
    if form.is_valid():
        with attempt(form, SENTENCES):
            ruling.write_rule(
                new=form.clock_rule(code), actor=request.actor, at=request.at
            )
            messages.success(
                request, _("The rule is written down. What runs is counted anew soon")
            )
            return redirect("safeguarding:kept_rules")
    context = {"form": form, "before": before}
    return render(request, "safeguarding/clocks/write_rule.html", context)


@needs_permission("safeguarding.keep_clock_rules")
def check_rule(request: StaffRequest, clock_rule_id: UUID) -> HttpResponse:
    """Ask, and then say that the viewer has read a rule against its source."""
    rule = law.find_rule(viewer=request.actor, rule_id=clock_rule_id)
    if request.method == "POST":
        with attempt_or_tell(request, SENTENCES):
            ruling.check_rule(rule_id=clock_rule_id, actor=request.actor, at=request.at)
            messages.success(request, _("It is recorded that you checked the rule"))
        return redirect("safeguarding:kept_rules")
    confirmation = parts.Confirmation(
        question=_("Have you read “%(what)s” against its source?")
        % {"what": rule.label},
        consequence=_(
            "Everybody reads that the rule was checked, and the record says that it"
            " was you. It cannot be taken back; a new version begins unchecked."
        ),
        yes=_("I have read the source, and it says so"),
        back_url=reverse("safeguarding:kept_rules"),
    )
    return render(request, "ui/confirm.html", {"confirmation": confirmation})


@needs_permission("safeguarding.keep_clock_rules")
def withdraw_rule(request: StaffRequest, clock_rule_id: UUID) -> HttpResponse:
    """Ask, and then withdraw a version that was wrong."""
    rule = law.find_rule(viewer=request.actor, rule_id=clock_rule_id)
    if request.method == "POST":
        with attempt_or_tell(request, SENTENCES):
            ruling.withdraw_rule(
                rule_id=clock_rule_id, actor=request.actor, at=request.at
            )
            messages.success(request, _("The version is withdrawn"))
        return redirect("safeguarding:kept_rules")
    confirmation = parts.Confirmation(
        question=_("Withdraw this version of “%(what)s”?") % {"what": rule.label},
        consequence=_(
            "The version before it holds again, and what was counted by this one is"
            " counted anew. Both stay in the history."
        ),
        yes=_("Withdraw it"),
        back_url=reverse("safeguarding:kept_rules"),
    )
    return render(request, "ui/confirm.html", {"confirmation": confirmation})
