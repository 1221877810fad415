"""The pages of signing in that django-allauth knows by name."""

from django.urls import path

from unhidden.agencies.sign_in import single_sign_on as sso
from unhidden.agencies.sign_in import views

_ACCOUNT = "account/second-factor/"

urlpatterns = [
    path("sign-in/", views.SignIn.as_view(), name="account_login"),
    path("sign-in/code/", views.SecondStepView.as_view(), name="mfa_authenticate"),
    path("sign-in/passkey/", views.passkey_alone, name="mfa_login_webauthn"),
    path(
        "sign-in/organisation/<slug:provider_id>/",
        sso.begin_single_sign_on,
        name="openid_connect_login",
    ),
    path(
        "sign-in/organisation/<slug:provider_id>/back/",
        sso.come_back,
        name="openid_connect_callback",
    ),
    path("account/again/", views.password_again, name="account_reauthenticate"),
    path("account/again/code/", views.code_again, name="mfa_reauthenticate"),
    path(
        "account/again/passkey/",
        views.passkey_again,
        name="mfa_reauthenticate_webauthn",
    ),
    path(_ACCOUNT, views.factors, name="mfa_index"),
    path(f"{_ACCOUNT}app/", views.activate_app, name="mfa_activate_totp"),
    path(f"{_ACCOUNT}app/remove/", views.remove_app, name="mfa_deactivate_totp"),
    path(f"{_ACCOUNT}codes/", views.codes, name="mfa_view_recovery_codes"),
    path(f"{_ACCOUNT}codes/new/", views.new_codes, name="mfa_generate_recovery_codes"),
    path(f"{_ACCOUNT}passkeys/", views.listed_passkeys, name="mfa_list_webauthn"),
    path(f"{_ACCOUNT}passkeys/add/", views.add_passkey, name="mfa_add_webauthn"),
    path(
        f"{_ACCOUNT}passkeys/<int:pk>/remove/",
        views.remove_passkey,
        name="mfa_remove_webauthn",
    ),
    path(
        f"{_ACCOUNT}passkeys/<int:pk>/name/",
        views.rename_passkey,
        name="mfa_edit_webauthn",
    ),
]
