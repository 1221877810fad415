"""The step between the password and the first page."""

from __future__ import annotations

from allauth.mfa.stages import AuthenticateStage
from django.http import HttpRequest

from unhidden.agencies.sign_in.session_facts import has_second_factor


class SecondFactorStage(AuthenticateStage):
    """Ask for a code or a passkey, unless two factors were shown already.

    Who has none yet is let through to the page where one is set up, and no further
    (gate_middleware).
    """

    def _should_handle(self, request: HttpRequest) -> bool:
        if self.login.user is None or has_second_factor(request, self.login.user):
            return False
        return bool(super()._should_handle(request))
