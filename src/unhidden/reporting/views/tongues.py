"""Who stands for the pages in further languages."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from unhidden.access.pages import needs_permission
from unhidden.access.requests import StaffRequest
from unhidden.reporting.actions import tongues as tongues_actions
from unhidden.reporting.forms.tongues import TranslationReviewForm
from unhidden.reporting.presenters.channels import SENTENCES
from unhidden.reporting.queries import languages
from unhidden.reporting.queries.languages import REVIEW_LANGUAGES
from unhidden.ui.refusals import attempt


@require_safe
@needs_permission(REVIEW_LANGUAGES)
def show_translations(request: StaffRequest) -> HttpResponse:
    """Every further language, and whether somebody stands for what is shown in it."""
    rows = languages.list_translations(viewer=request.actor)
    return render(request, "reporting/tongues.html", {"tongues": rows})


@require_http_methods(["GET", "HEAD", "POST"])
@needs_permission(REVIEW_LANGUAGES)
def sign_translation(request: StaffRequest, language: str) -> HttpResponse:
    """Sign the catalogue of a language for the reviewer who read it."""
    tongue = languages.get_translation(viewer=request.actor, language=language)
    form = TranslationReviewForm(
        request.POST or None, initial={"digest": tongue.digest}
    )
    if form.is_valid():
        with attempt(form, SENTENCES):
            tongues_actions.sign_catalogue(
                language=language,
                digest=form.cleaned_data["digest"],
                reviewer=form.cleaned_data["reviewer"],
                actor=request.actor,
                at=request.at,
            )
            messages.success(request, _("The translation is signed"))
            return redirect("tongues:tongues")
    return render(request, "reporting/sign.html", {"form": form, "tongue": tongue})
