"""Addresses of signing in: those of allauth's pages that are wanted, and no others.

There is one address for each person, changed on our own page, no signing up, no sign-in
by mail or key, and one provider at most, so allauth's pages for these stay out.
"""

from __future__ import annotations

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as codes
from allauth.socialaccount import views as social
from allauth.socialaccount.providers.openid_connect import views as openid
from django.urls import path, re_path

from nabolag_web.accounts.views import signing_in

urlpatterns = [
    path("login/", account.login, name="account_login"),
    path("logout/", account.logout, name="account_logout"),
    path("inactive/", account.account_inactive, name="account_inactive"),
    path("signup/", account.signup, name="account_signup"),  # says that it is closed
    path("reauthenticate/", account.reauthenticate, name="account_reauthenticate"),
    path("password/change/", account.password_change, name="account_change_password"),
    path(
        "password/reset/",
        signing_in.ForgottenPassword.as_view(),
        name="account_reset_password",
    ),
    path(
        "password/reset/done/",
        account.password_reset_done,
        name="account_reset_password_done",
    ),
    re_path(
        r"^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        account.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path(
        "password/reset/key/done/",
        account.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    path("2fa/", mfa.index, name="mfa_index"),
    path("2fa/authenticate/", mfa.authenticate, name="mfa_authenticate"),
    path("2fa/reauthenticate/", mfa.reauthenticate, name="mfa_reauthenticate"),
    path(
        "2fa/totp/activate/",
        signing_in.TurnOnSecondFactor.as_view(),
        name="mfa_activate_totp",
    ),
    path(
        "2fa/totp/deactivate/",
        signing_in.TurnOffSecondFactor.as_view(),
        name="mfa_deactivate_totp",
    ),
    path(
        "2fa/recovery-codes/",
        codes.view_recovery_codes,
        name="mfa_view_recovery_codes",
    ),
    path(
        "2fa/recovery-codes/generate/",
        signing_in.NewRecoveryCodes.as_view(),
        name="mfa_generate_recovery_codes",
    ),
    path(
        "2fa/recovery-codes/download/",
        codes.download_recovery_codes,
        name="mfa_download_recovery_codes",
    ),
    path(
        "provider/cancelled/",
        social.login_cancelled,
        name="socialaccount_login_cancelled",
    ),
    path("provider/error/", social.login_error, name="socialaccount_login_error"),
    path(
        "oidc/<str:provider_id>/login/",
        signing_in.provider,
        name="openid_connect_login",
    ),
    path(
        "oidc/<str:provider_id>/login/callback/",
        openid.callback,
        name="openid_connect_callback",
    ),
]
