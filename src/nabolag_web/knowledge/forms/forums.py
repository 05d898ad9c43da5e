"""What people may send in about forums and who sits in them."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from nabolag_web.accounts.models import User
from nabolag_web.knowledge.actions.forums import Described
from nabolag_web.knowledge.actions.seats import Sitter
from nabolag_web.knowledge.models import Duty, Forum, ForumType, Seat
from nabolag_web.knowledge.queries.meetings import who_can_sit
from nabolag_web.knowledge.words import DUTIES, FORUM_TYPES
from nabolag_web.programmes.models import Programme
from nabolag_web.shell.fields import Form


class ForumForm(Form):
    """What a forum is."""

    name = forms.CharField(
        label=_("What is the forum called?"),
        help_text=_("Such as “Project group”."),
        max_length=120,
    )
    type = forms.TypedChoiceField(
        label=_("What kind of forum is it?"),
        coerce=ForumType,
        choices=list(FORUM_TYPES.items()),
        widget=forms.RadioSelect,
    )
    rhythm = forms.CharField(
        label=_("How often does it meet?"),
        help_text=_("Such as “The first Thursday of each month”."),
        max_length=120,
        required=False,
    )
    is_open = forms.BooleanField(
        label=_("Everyone in the programme may read the approved minutes"),
        help_text=_("By law this is always so where the forum is elected."),
        required=False,
    )

    def __init__(
        self, *arguments: Any, programme: Programme, forum: Forum | None, **options: Any
    ) -> None:
        if forum is not None:
            options["initial"] = {n: getattr(forum, n) for n in self.base_fields}
        super().__init__(*arguments, **options)
        self.others = programme.forums.filter(ended_at__isnull=True)
        if forum is not None:
            self.others = self.others.exclude(pk=forum.pk)

    def clean_name(self) -> str:
        """Refuse a name that another forum has, so that each can be told apart."""
        name: str = self.cleaned_data["name"]
        if self.others.filter(name__iexact=name).exists():
            raise forms.ValidationError(
                _now("There is a forum called %(name)s already."), params={"name": name}
            )
        return name

    def described(self) -> Described:
        """Give what was filled in."""
        return Described(**self.cleaned_data)


class SeatForm(Form):
    """Who sits in a forum: someone with an account here, or a name."""

    user = forms.ModelChoiceField(
        label=_("Someone in the programme"),
        queryset=User.objects.none(),
        required=False,
        empty_label=_("Someone without an account"),
    )
    name = forms.CharField(
        label=_("Name, where there is no account"), max_length=120, required=False
    )
    title = forms.CharField(
        label=_("What they are"),
        help_text=_("Such as “Head of the library”."),
        max_length=120,
        required=False,
    )
    organisation = forms.CharField(
        label=_("Where they are from"), max_length=120, required=False
    )
    duty = forms.TypedChoiceField(
        label=_("What they do in the forum"),
        coerce=Duty,
        choices=list(DUTIES.items()),
        initial=Duty.MEMBER,
        widget=forms.RadioSelect,
    )

    def __init__(
        self, *arguments: Any, forum: Forum, seat: Seat | None, **options: Any
    ) -> None:
        if seat is not None:
            options["initial"] = {n: getattr(seat, n) for n in self.base_fields}
        super().__init__(*arguments, **options)
        field = cast("forms.ModelChoiceField[User]", self.fields["user"])
        field.queryset = who_can_sit(forum, seat)

    def clean(self) -> dict[str, Any]:
        """Refuse a seat that is no one's."""
        sent = super().clean() or {}
        if not self.errors and not sent.get("user") and not sent.get("name"):
            told = _now("Write a name, or choose someone in the programme.")
            self.add_error("name", told)
        return sent

    def sitter(self) -> Sitter:
        """Give what was filled in."""
        return Sitter(**self.cleaned_data)
