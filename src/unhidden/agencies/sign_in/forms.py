"""What somebody types to be let in, in django-allauth's forms with our fields."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import perform_password_login
from allauth.account.models import Login
from allauth.core import context
from allauth.mfa.base import forms as mfa
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as webauthn
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from unhidden.agencies.models import Person
from unhidden.agencies.routing import SIGNIN
from unhidden.agencies.sign_in import attempts, demonstration, events
from unhidden.agencies.sign_in.adapters import AccountAdapter
from unhidden.ui import forms

if TYPE_CHECKING:
    from allauth.mfa.models import Authenticator


def _adapter() -> AccountAdapter:
    return cast(AccountAdapter, get_adapter())


class PasswordSignInForm(forms.Form):
    """E-mail address and password."""

    marks_optional = False

    username = forms.Email(
        label=_("E-mail address"),
        missing=_("Enter your e-mail address"),
        autocomplete="username",
    )
    password = forms.Password(
        label=_("Password"),
        missing=_("Enter your password"),
        autocomplete="current-password",
    )

    def __init__(
        self, *args: Any, request: HttpRequest | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.request = request
        self.credentials: dict[str, str] = {}
        self.user: Any = None

    def clean(self) -> dict[str, Any]:
        """Find the person; raises ValidationError without saying what was wrong."""
        if self.errors:
            return self.cleaned_data
        self.credentials = {
            "email": self.cleaned_data["username"],
            "password": self.cleaned_data["password"],
        }
        self.user = _adapter().authenticate(self.request, **self.credentials)  # type: ignore[arg-type]
        if self.user is None:
            raise _adapter().validation_error("email_password_mismatch")
        return self.cleaned_data

    def login(
        self, request: HttpRequest, redirect_url: str | None = None
    ) -> HttpResponse:
        """Go on to the second factor, or in."""
        login = Login(
            user=self.user,
            email=self.credentials["email"],
            redirect_url=redirect_url,
        )
        return perform_password_login(request, self.credentials, login)


class PasswordAgainForm(forms.Form):
    """The password of whoever is signed in."""

    marks_optional = False

    password = forms.Password(
        label=_("Password"),
        missing=_("Enter your password"),
        autocomplete="current-password",
    )

    def __init__(self, *args: Any, user: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_password(self) -> str:
        password: str = self.cleaned_data["password"]
        if not _adapter().reauthenticate(self.user, password):
            raise _adapter().validation_error("incorrect_password")
        return password


def _code() -> forms.Text:
    return forms.Text(
        label=_("Code"),
        hint=_("6 digits from your authenticator app, or a recovery code"),
        missing=_("Enter a code"),
        autocomplete="one-time-code",
        inputmode="numeric",
        width="10",
        max_length=20,
    )


def must_be_first_use(person: Person, code: str) -> None:
    """Raise ValidationError for a code that was used, by whomever, in any process.

    A demonstration tells its codes anyway.
    """
    is_first = attempts.is_first_use(person_id=person.pk, code=code)
    if not is_first and not settings.IS_DEMONSTRATION:
        raise _adapter().validation_error("incorrect_code")


class _Counted(forms.Form):
    """A code that is counted as a guess, under the second connection's lock."""

    marks_optional = False
    user: Any
    authenticator: Authenticator

    def clean_code(self) -> str:
        """The code; raises ValidationError for a wrong one, and for too many."""
        attempt = _adapter().counted(
            self.request_in_hand, "code", self.user.get_username()
        )
        code: str = self.cleaned_data["code"].replace(" ", "")
        self.cleaned_data["code"] = code
        demonstration.may_be_used_again(self.user, code)
        try:
            with transaction.atomic(using=SIGNIN):
                super().clean_code()  # type: ignore[misc]  # allauth's, beside us
                must_be_first_use(self.user, code)
        except ValidationError:
            events.note_refusal(self.user, "code")
            raise
        attempt.succeeded()
        return code

    @property
    def request_in_hand(self) -> HttpRequest:
        return cast(HttpRequest, context.request)


class CodeForm(_Counted, mfa.AuthenticateForm):
    """The second step of signing in."""

    code = _code()


class CodeAgainForm(_Counted, mfa.ReauthenticateForm):
    """A code of whoever is signed in."""

    code = _code()


class ActivateForm(forms.Form, totp.ActivateTOTPForm):
    """The first code of a new authenticator app."""

    marks_optional = False
    code = forms.Text(
        label=_("Code"),
        hint=_("The 6 digits that the app shows now"),
        missing=_("Enter the code"),
        autocomplete="one-time-code",
        inputmode="numeric",
        width="10",
        max_length=20,
    )

    def clean_code(self) -> str:
        """The code, which from now on opens nothing more."""
        code: str = super().clean_code()
        must_be_first_use(cast(Person, self.user), code)
        return code


class _Noted(forms.Form):
    """A passkey that does not fit (another origin, another person) is recorded."""

    user: Any

    def clean_credential(self) -> Authenticator:
        """The authenticator; raises ValidationError when the passkey does not fit."""
        try:
            return cast("Authenticator", super().clean_credential())  # type: ignore[misc]
        except ValidationError as error:
            events.note_refusal(self.user, "passkey")
            raise ValidationError(_("This passkey does not work here")) from error


class PasskeyForm(_Noted, webauthn.AuthenticateWebAuthnForm):
    """A passkey as the second step."""


class PasskeyAloneForm(_Noted, webauthn.LoginWebAuthnForm):
    """A passkey that says itself whose it is."""


class PasskeyAgainForm(_Noted, webauthn.ReauthenticateWebAuthnForm):
    """A passkey of whoever is signed in."""


class AddPasskeyForm(forms.Form, webauthn.AddWebAuthnForm):
    """A passkey, made by the browser; always one that is two factors by itself."""

    marks_optional = False
    name = forms.Text(
        label=_("Name"),
        hint=_("By which you will know it, like “Work telephone”"),
        max_length=60,
        required=False,
        width="20",
    )
    passwordless = None  # type: ignore[assignment]  # takes the field away


class RenamePasskeyForm(forms.Form, webauthn.EditWebAuthnForm):
    marks_optional = False
    name = forms.Text(
        label=_("Name"), missing=_("Enter a name"), max_length=60, width="20"
    )
