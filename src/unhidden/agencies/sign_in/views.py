"""Signing in, second factors, sessions, and the engagement one acts in.

Most of it is django-allauth's, with our pages and our forms.
"""

from __future__ import annotations

import json
from typing import Any, cast

from allauth.account import views as account
from allauth.account.internal.stagekit import clear_login
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import LogoutView
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from unhidden.access.absent import Absent
from unhidden.access.requests import StaffRequest
from unhidden.agencies import queries
from unhidden.agencies.sign_in import (
    demonstration,
    events,
    factor_resets,
    passkeys,
    presenters,
    sessions,
    unlocking,
)
from unhidden.agencies.sign_in import (
    session_facts as sign_in,
)
from unhidden.agencies.sign_in import single_sign_on as sso
from unhidden.agencies.sign_in.enrolment import after_enrolment_code
from unhidden.agencies.sign_in.factor_resets import FactorResetView
from unhidden.ui.refusals import attempt_or_tell


@method_decorator(login_not_required, name="dispatch")
class SignIn(account.LoginView):
    """E-mail address and password, a passkey, or the organisation's own sign-in."""

    template_name = "agencies/sign_in.html"

    def dispatch(
        self, request: HttpRequest, *args: Any, **kwargs: Any
    ) -> HttpResponseBase:
        if "again" in request.GET:
            clear_login(request)
        answer: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        return answer

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found: dict[str, Any] = super().get_context_data(**kwargs)
        return {**found, "organisations": sso.list_sign_in_organisations()}


class SignOut(LogoutView):
    http_method_names = ["post", "options"]


class _WithOptions:
    """Hands a passkey's options to the page as one attribute, not as a script."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found: dict[str, Any] = super().get_context_data(**kwargs)  # type: ignore[misc]
        options = found.pop("js_data", {})
        chosen = options.get("request_options") or options.get("creation_options")
        return {**found, "options": json.dumps(chosen)}


class PasskeyAlone(webauthn.LoginWebAuthnView):
    """A passkey that says itself whose it is; it opens the key ring, if it can."""

    def form_valid(self, form: Any) -> HttpResponse:
        person = form.cleaned_data["credential"].user
        is_open = passkeys.open_ring(self.request, person)
        answer: HttpResponse = super().form_valid(form)
        if not is_open:
            messages.warning(self.request, presenters.STILL_LOCKED)
        return answer


class SecondStepView(_WithOptions, mfa.AuthenticateView):
    """The second step: a code, or a passkey."""

    template_name = "agencies/code.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        person = self.stage.login.user
        code = demonstration.code_of(person)
        has_passkey = sign_in.has_passkey(person)
        found = super().get_context_data(**kwargs)
        return {**found, "demonstration_code": code, "has_passkey": has_passkey}

    def form_valid(self, form: Any) -> HttpResponse:
        if "credential" in form.cleaned_data:
            passkeys.open_ring(self.request, self.stage.login.user)
        answer: HttpResponse = super().form_valid(form)
        return answer


class CodeAgain(mfa.ReauthenticateView):
    """Whoever is signed in shows again that it is them, by a code."""

    template_name = "agencies/again.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found: dict[str, Any] = super().get_context_data(**kwargs)
        code = demonstration.code_of(cast(Any, self.request.user))
        return {**found, "demonstration_code": code}


class PasskeyAgain(_WithOptions, webauthn.ReauthenticateWebAuthnView):
    """Shows who is there; and unlocks the key ring, if it was locked."""

    template_name = "agencies/again.html"

    def form_valid(self, form: Any) -> HttpResponse:
        passkeys.open_ring(self.request, cast(Any, self.request.user))
        answer: HttpResponse = super().form_valid(form)
        return answer


class AddPasskey(_WithOptions, webauthn.AddWebAuthnView):
    """A new passkey, which from now on opens the key ring too, if it can."""

    template_name = "agencies/add_passkey.html"

    def form_valid(self, form: Any) -> HttpResponse:
        answer: HttpResponse = super().form_valid(form)
        if not passkeys.let_open(self.request):
            messages.warning(self.request, presenters.OPENS_NO_KEYS)
        return answer


class RemovePasskey(webauthn.RemoveWebAuthnView):
    """What it opens besides the site is said before, and never lost with it."""

    template_name = "agencies/remove_factor.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found: dict[str, Any] = super().get_context_data(**kwargs)  # type: ignore[no-untyped-call]
        opens = passkeys.opens_ring(self.request, self.object)
        return {**found, "opens_keys": opens, "texts": presenters}

    def form_valid(self, form: Any) -> HttpResponse:
        with attempt_or_tell(self.request, presenters.SENTENCES):
            passkeys.forget_passkey(self.request, self.get_object())
            answer: HttpResponse = super().form_valid(form)
            return answer
        return redirect("agencies:password")


def _own_resets(request: HttpRequest) -> list[FactorResetView]:
    """What administrators did about the factors of whoever is signed in."""
    actor = unlocking.actor_at_hand(request)
    if actor.engagement_id is None:
        return []
    at = cast(StaffRequest, request).at
    return factor_resets.list_own_resets(viewer=actor, at=at)


class Factors(mfa.IndexView):
    """All about one's own sign-in, and what opens one's keys."""

    template_name = "agencies/factors.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found: dict[str, Any] = super().get_context_data(**kwargs)
        ways = passkeys.ways_in(self.request)
        return {
            **found,
            "resets": _own_resets(self.request),
            "ways_in": ways,
            "is_locked": bool(ways) and unlocking.is_locked(self.request),
            "is_one_way": len(ways) == 1,
            "texts": presenters,
        }


password_again = sign_in.before_second_factor(
    account.ReauthenticateView.as_view(template_name="agencies/again.html")
)
code_again = sign_in.before_password(CodeAgain.as_view())
passkey_again = sign_in.before_password(PasskeyAgain.as_view())
factors = sign_in.before_second_factor(after_enrolment_code(Factors.as_view()))
activate_app = sign_in.before_second_factor(
    after_enrolment_code(
        totp.ActivateTOTPView.as_view(template_name="agencies/activate_app.html")
    )
)
remove_app = totp.DeactivateTOTPView.as_view(
    template_name="agencies/remove_factor.html"
)
add_passkey = sign_in.before_second_factor(after_enrolment_code(AddPasskey.as_view()))
listed_passkeys = webauthn.ListWebAuthnView.as_view(
    template_name="agencies/passkeys.html"
)
remove_passkey = RemovePasskey.as_view()
passkey_alone = PasskeyAlone.as_view()
rename_passkey = webauthn.EditWebAuthnView.as_view(
    template_name="agencies/rename_passkey.html"
)
codes = sign_in.before_password(
    sign_in.before_engagement(
        recovery.ViewRecoveryCodesView.as_view(template_name="agencies/codes.html")
    )
)
new_codes = recovery.GenerateRecoveryCodesView.as_view(
    template_name="agencies/new_codes.html"
)
sign_out = sign_in.before_second_factor(SignOut.as_view())


@sign_in.before_engagement
def acting_as(request: StaffRequest) -> HttpResponse:
    """Choose the engagement that this session acts in, of those open to it."""
    person = cast(Any, request.user)
    able = {actor.engagement_id for actor in sign_in.list_actors(request, person)}
    every = queries.engagements_of(person_id=person.pk, day=queries.Today())
    offered = [(key, words) for key, words in every if key in able]
    if request.method == "POST":
        chosen = request.POST.get("engagement", "")
        if chosen not in {str(each) for each, _words in offered}:
            raise Absent
        request.session[sign_in.ENGAGEMENT] = chosen
        events.note_account_event("engagement_switched", person, engagement=chosen)
        return redirect("home")
    return render(request, "agencies/acting_as.html", {"offered": offered})


def where_signed_in(request: StaffRequest) -> HttpResponse:
    """The sessions of whoever is asking."""
    found = sessions.list_sessions(request)
    return render(request, "agencies/sessions.html", {"sessions": found})


@require_POST
def end_session(request: StaffRequest, pk: int) -> HttpResponse:
    """Sign out somewhere else; absent for a session of somebody else."""
    sessions.end_own_session(request, pk)
    messages.success(request, _("That session is signed out"))
    return redirect("agencies:sessions")
