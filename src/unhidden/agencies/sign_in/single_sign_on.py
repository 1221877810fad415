"""Signing in at one's own organisation (OpenID Connect).

django-allauth finds the provider, goes there and back, and fetches the token. The
token itself is checked here: signature, issuer, audience, time and nonce, which
allauth leaves to the transport. Who comes back must be a person that an administrator
added, engaged today by the very organisation whose provider vouches for them; for that
one alone they act in the session that begins here (sign_in.actors). Nobody is added by
signing in, and no account of a provider is stored.
"""

from __future__ import annotations

from typing import Any
from uuid import UUID

import jwt
import requests
from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.models import Login
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialApp, SocialLogin, SocialToken
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.oauth2.views import (
    OAuth2CallbackView,
    OAuth2LoginView,
)
from allauth.socialaccount.providers.openid_connect.provider import (
    OpenIDConnectProvider,
)
from allauth.socialaccount.providers.openid_connect.views import (
    OpenIDConnectOAuth2Adapter,
)
from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.crypto import constant_time_compare, get_random_string
from django.utils.translation import gettext as _
from requests import RequestException

from unhidden.agencies import queries
from unhidden.agencies.models import Person, SingleSignOn
from unhidden.agencies.routing import SIGNIN
from unhidden.agencies.sign_in import events
from unhidden.agencies.sign_in import session_facts as sign_in
from unhidden.agencies.sign_in.backends import select_people
from unhidden.vault import boxes

PURPOSE = "agencies.single_sign_on"
NONCE = "agencies.nonce"
PROVIDER = "openid_connect"
# Signatures that only the provider can make; "none" and shared secrets are not.
ALGORITHMS = ["RS256", "PS256", "ES256", "EdDSA"]
NEEDED = ["iss", "aud", "exp", "iat", "sub", "nonce", "email"]


def list_sign_in_organisations() -> list[queries.OrganisationName]:
    """Those with a sign-in of their own, by name."""
    ids = set(SingleSignOn.objects.using(SIGNIN).values_list("organisation", flat=True))
    return [
        row for row in queries.list_organisation_names(using=SIGNIN) if row.id in ids
    ]


class TokenRefused(OAuth2Error):
    """The provider's word does not hold; ``args`` says which part of it."""


class Provider(OpenIDConnectProvider):
    """Asks with a nonce and PKCE, and takes no wish from the address."""

    pkce_enabled_default = True

    def get_auth_params_from_request(
        self, request: HttpRequest, action: str
    ) -> dict[str, str]:
        request.session[NONCE] = get_random_string(32)
        return {"nonce": request.session[NONCE]}

    def get_scope_from_request(self, request: HttpRequest) -> list[str]:
        return ["openid", "email", "profile"]


class SingleSignOnClient(OpenIDConnectOAuth2Adapter):
    """Believes what is in the signed token, and nothing beside it."""

    def complete_login(
        self, request: HttpRequest, app: SocialApp, token: SocialToken, **kwargs: Any
    ) -> SocialLogin:
        """The checked claims; raises TokenRefused, RequestException."""
        claims = self._claims(app, kwargs["response"].get("id_token", ""))
        nonce = request.session.pop(NONCE, "")
        if not nonce or not constant_time_compare(nonce, str(claims["nonce"])):
            raise TokenRefused("nonce")
        provider: Provider = Adapter(request).get_provider(request, self.provider_id)
        found: SocialLogin = provider.sociallogin_from_response(
            request, {"id_token": claims}
        )
        return found

    def _claims(self, app: SocialApp, token: str) -> dict[str, Any]:
        try:
            claims: dict[str, Any] = jwt.decode(
                token,
                self._key(token),
                algorithms=ALGORITHMS,
                audience=app.client_id,
                issuer=app.settings["server_url"],
                options={"require": NEEDED},
                leeway=60,
            )
        except jwt.PyJWTError as error:
            raise TokenRefused(_WHY.get(type(error), "token")) from error
        return claims

    def _key(self, token: str) -> jwt.PyJWK:
        """The provider's key that signed the token; raises PyJWTError without one.

        A provider with a single key need not name it (OpenID Connect Core §10.1).
        """
        timeout = settings.SOCIALACCOUNT_REQUESTS_TIMEOUT
        answer = requests.get(self.openid_config["jwks_uri"], timeout=timeout)
        answer.raise_for_status()
        named = jwt.get_unverified_header(token).get("kid")
        keys = jwt.PyJWKSet.from_dict(answer.json()).keys
        found = [
            key
            for key in keys
            if key.algorithm_name in ALGORITHMS and named in (None, key.key_id)
        ]
        if len(found) != 1:
            raise jwt.InvalidKeyError
        return found[0]


_WHY: dict[type[Exception], str] = {
    jwt.InvalidAudienceError: "audience",
    jwt.InvalidIssuerError: "issuer",
    jwt.InvalidSignatureError: "signature",
    jwt.InvalidKeyError: "signature",
    jwt.ExpiredSignatureError: "expired",
}


class Adapter(DefaultSocialAccountAdapter):
    """Providers as our own table has them, and people as administrators added them."""

    def list_apps(
        self,
        request: HttpRequest,
        provider: str | None = None,
        client_id: str | None = None,
    ) -> list[SocialApp]:
        rows = SingleSignOn.objects.using(SIGNIN).select_related("organisation")
        return [
            SocialApp(
                provider=PROVIDER,
                provider_id=row.organisation.code,
                name=queries.name_of(row.organisation),
                client_id=row.client_id,
                secret=boxes.reopen_box(row.client_secret_sealed, purpose=PURPOSE),
                settings={
                    "server_url": row.issuer,
                    "organisation": row.organisation_id,
                },
            )
            for row in rows
            if provider in (None, PROVIDER, row.organisation.code)
        ]

    def get_provider(
        self, request: HttpRequest, provider: str, client_id: str | None = None
    ) -> Provider:
        app = self.get_app(request, provider=provider, client_id=client_id)
        return Provider(request, app=app)

    def is_open_for_signup(
        self, request: HttpRequest, sociallogin: SocialLogin
    ) -> bool:
        return False

    def authenticate_by_email(self, sociallogin: SocialLogin) -> None:
        """Never here: ``pre_social_login`` finds the person, or refuses."""

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Go on as the person whom the token names; never as a new one."""
        claims = sociallogin.account.extra_data["id_token"]
        organisation_id = sociallogin.provider.app.settings["organisation"]
        person = _person(claims, organisation_id)
        if person is None:
            raise ImmediateHttpResponse(_refusal(request, None, "nobody_here"))
        # A new session: what another provider, or a password, proved is left behind.
        logout(request)
        record_authentication(
            request,
            person,
            sign_in.VOUCHED,
            organisation=str(organisation_id),
            has_second_factor=_saw_two_factors(claims) or None,
        )
        next_url = sociallogin.get_redirect_url(request)
        login = Login(user=person, email=person.email, redirect_url=next_url)
        raise ImmediateHttpResponse(perform_login(request, login))

    def on_authentication_error(
        self,
        request: HttpRequest,
        provider: Any,
        error: Any = None,
        exception: Exception | None = None,
        extra_context: dict[str, Any] | None = None,
    ) -> None:
        """Refuse in words of ours, and record it."""
        reason = "provider"
        if isinstance(exception, TokenRefused):
            reason = str(exception)
        raise ImmediateHttpResponse(_refusal(request, None, f"single_sign_on_{reason}"))


def _saw_two_factors(claims: dict[str, Any]) -> bool:
    """Whether the provider says so: ``amr`` is a list of words (RFC 8176 §1)."""
    methods = claims.get("amr")
    return isinstance(methods, list) and "mfa" in methods


def _person(claims: dict[str, Any], organisation_id: UUID) -> Person | None:
    """Whom a provider vouches for: verified address, and engaged there today."""
    if claims.get("email_verified") is not True:
        return None
    person = select_people().filter(email=str(claims["email"]).lower()).first()
    if person is None or not person.is_active:
        return None
    actors = queries.actors_of(person_id=person.id, day=queries.Today())
    is_theirs = any(actor.organisation_id == organisation_id for actor in actors)
    return person if is_theirs else None


def _refusal(request: HttpRequest, person: Person | None, reason: str) -> HttpResponse:
    events.note_refusal(person, reason)
    page = {
        "reason": _(
            "What your organisation’s sign-in sent does not let you in here. Nothing"
            " was changed."
        )
    }
    return render(request, "agencies/refused.html", page, status=403)


@login_not_required
def begin_single_sign_on(request: HttpRequest, provider_id: str) -> HttpResponseBase:
    """Go to the organisation's own sign-in."""
    return _run(OAuth2LoginView, request, provider_id)


@login_not_required
def come_back(request: HttpRequest, provider_id: str) -> HttpResponseBase:
    """Return from it, with a token or without."""
    return _run(OAuth2CallbackView, request, provider_id)


def _run(
    view: type[OAuth2LoginView | OAuth2CallbackView],
    request: HttpRequest,
    provider_id: str,
) -> HttpResponseBase:
    try:
        run: Any = view.adapter_view(SingleSignOnClient(request, provider_id))  # type: ignore[no-untyped-call]
        answer: HttpResponseBase = run(request)
    except SocialApp.DoesNotExist as error:
        raise Http404 from error
    except RequestException:
        return _refusal(request, None, "single_sign_on_unreachable")
    return answer
