"""One's own account, and the installation."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import get_adapter
from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from nabolag_web.accounts import queries
from nabolag_web.accounts.models import Operator, User
from nabolag_web.shell.fields import Form


class DescribedAccount(Form):
    """What someone is called, and the language they are written to in."""

    name = forms.CharField(
        label=_("Your name"),
        max_length=100,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    language = forms.ChoiceField(
        label=_("Language"),
        help_text=_("Of the pages when you are signed in, and of mail to you."),
        choices=settings.LANGUAGES,
        widget=forms.RadioSelect,
    )


class _ByPassword(Form):
    """A form that only whoever knows the password may send."""

    password = forms.CharField(
        label=_("Your password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )

    def __init__(self, *arguments: Any, user: User, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.user = user

    def clean_password(self) -> str:
        """Refuse a wrong password; too many wrong ones stop whoever tries."""
        password: str = self.cleaned_data["password"]
        adapter = get_adapter()
        if not adapter.reauthenticate(self.user, password):
            raise adapter.validation_error("incorrect_password")
        return password


class NewAddress(_ByPassword):
    """Another e-mail address to sign in with."""

    email = forms.EmailField(
        label=_("New e-mail address"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    field_order = ("email", "password")

    def clean_email(self) -> str:
        """Refuse an address that an account has already."""
        email: str = self.cleaned_data["email"].lower()
        if queries.account(email) is not None:
            raise forms.ValidationError(_("An account has that address already."))
        return email


class DeletedAccount(_ByPassword):
    """The password once more, before all that is one's own is deleted."""


class DescribedOperator(Form):
    """Who runs this installation, as the public statements say."""

    name = forms.CharField(
        label=_("Who runs this installation?"),
        help_text=_("Such as the municipality or the district."),
        max_length=200,
    )
    contact = forms.EmailField(
        label=_("Where can people write?"),
        help_text=_("An e-mail address that someone reads, shown to everyone."),
    )
    legal_basis = forms.CharField(
        label=_("Which law gives the task?"),
        help_text=_(
            "GDPR article 6(1)(e) asks for the law that gives the task. Name it with"
            " its section."
        ),
        max_length=300,
        required=False,
    )

    @classmethod
    def of(cls, operator: Operator, data: Any) -> DescribedOperator:
        """Make the form, filled with what is said now."""
        return cls(data, initial=_now(cls, operator))


class Accessibility(Form):
    """What the accessibility statement says that only the operator knows."""

    not_accessible = forms.CharField(
        label=_("What is not accessible to all?"),
        help_text=_(
            "Content of your own that does not meet the requirements, with the reason"
            " and when it will be put right. Leave it empty if there is none."
        ),
        max_length=4000,
        required=False,
        widget=forms.Textarea,
    )
    assessed_on = forms.DateField(
        label=_("When was it last assessed?"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    @classmethod
    def of(cls, operator: Operator, data: Any) -> Accessibility:
        """Make the form, filled with what is said now."""
        return cls(data, initial=_now(cls, operator))


def _now(form: type[Form], operator: Operator) -> dict[str, Any]:
    return {name: getattr(operator, name) for name in form.base_fields}
