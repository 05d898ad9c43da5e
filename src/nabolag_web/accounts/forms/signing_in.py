"""Allauth's own forms, in our words and our dress."""

from __future__ import annotations

from typing import Any, ClassVar

from allauth.account.forms import (
    ChangePasswordForm,
    LoginForm,
    ReauthenticateForm,
    ResetPasswordForm,
    ResetPasswordKeyForm,
)
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.base.forms import ReauthenticateForm as ReauthenticateByCodeForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from django import forms
from django.contrib.auth.password_validation import password_validators_help_texts
from django.utils.translation import gettext_lazy as _

from nabolag_web.shell.fields import dress


class _Ours(forms.Form):
    """Labels in our words, no text inside the fields, the design system's dress."""

    use_required_attribute = False
    labels: ClassVar[dict[str, Any]] = {}

    def __init__(self, *arguments: Any, **options: Any) -> None:
        options.setdefault("label_suffix", "")
        super().__init__(*arguments, **options)
        for name, label in self.labels.items():
            field = self.fields[name]
            field.label, field.help_text = label, ""
            field.widget.attrs.pop("placeholder", None)
        if "password1" in self.fields:
            rules = " ".join(password_validators_help_texts())
            self.fields["password1"].help_text = rules
        dress(self)


class SignIn(_Ours, LoginForm):  # type: ignore[misc] # allauth has no types
    labels: ClassVar[dict[str, Any]] = {
        "login": _("E-mail address"),
        "password": _("Password"),
    }


class PasswordOnceMore(_Ours, ReauthenticateForm):  # type: ignore[misc]
    labels: ClassVar[dict[str, Any]] = {"password": _("Your password")}


_NEW_PASSWORD = {
    "password1": _("New password"),
    "password2": _("The new password once more"),
}


class OtherPassword(_Ours, ChangePasswordForm):  # type: ignore[misc]
    labels: ClassVar[dict[str, Any]] = {
        "oldpassword": _("The password you have now"),
        **_NEW_PASSWORD,
    }


class ForgottenPassword(_Ours, ResetPasswordForm):  # type: ignore[misc]
    labels: ClassVar[dict[str, Any]] = {"email": _("E-mail address")}


class NewPassword(_Ours, ResetPasswordKeyForm):  # type: ignore[misc]
    labels: ClassVar[dict[str, Any]] = _NEW_PASSWORD


class _Code(_Ours):
    """A code that is typed from a phone or a paper."""

    labels: ClassVar[dict[str, Any]] = {"code": _("Code")}

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.fields["code"].widget.attrs["inputmode"] = "numeric"


class SignInCode(_Code, AuthenticateForm):  # type: ignore[misc]
    pass


class CodeOnceMore(_Code, ReauthenticateByCodeForm):  # type: ignore[misc]
    pass


class FirstCode(_Code, ActivateTOTPForm):  # type: ignore[misc]
    labels: ClassVar[dict[str, Any]] = {"code": _("The code the app shows")}
