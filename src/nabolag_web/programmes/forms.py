"""What people may send in about a programme. No form asks for more than three."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping
from typing import Any, Self, cast

from django import forms
from django.utils.dates import MONTHS
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from nabolag_web.programmes import queries
from nabolag_web.programmes.models import Goal, Programme, Role
from nabolag_web.programmes.words import ROLES, role_word
from nabolag_web.shell.fields import Form, dress

_FIRST, _LAST = 1990, 2100


class NewProgramme(Form):
    """All it takes to begin."""

    name = forms.CharField(
        label=_("What is the programme called?"),
        help_text=_("Such as “Områdeløft Dalen”."),
        max_length=120,
    )
    municipality = forms.CharField(
        label=_("Municipality"), max_length=120, required=False
    )


class _Described(Form):
    """Something that a programme says of itself; ``title`` is the page's."""

    title: Any

    @classmethod
    def of(cls, programme: Programme, data: Any) -> Self:
        """Make the form for a programme, filled with what it says now."""
        now = {name: getattr(programme, name) for name in cls.base_fields}
        return cls(data, initial=now)


class NameAndPlace(_Described):
    """What a programme is called, and where it is."""

    title = _("Name and place")

    name = forms.CharField(label=_("Name"), max_length=120)
    municipality = forms.CharField(
        label=_("Municipality"), max_length=120, required=False
    )


class Period(_Described):
    """The years a programme lasts."""

    title = _("Period")

    first_year = forms.IntegerField(
        label=_("First year"), min_value=_FIRST, max_value=_LAST, required=False
    )
    last_year = forms.IntegerField(
        label=_("Last year"), min_value=_FIRST, max_value=_LAST, required=False
    )

    def clean(self) -> dict[str, Any]:
        """Refuse a programme that ends before it begins."""
        sent = super().clean() or {}
        first, last = sent.get("first_year"), sent.get("last_year")
        if first and last and last < first:
            self.add_error("last_year", _now("The last year comes before the first."))
        return sent


class MainGoal(_Described):
    """What all the other goals lead to."""

    title = _("Main goal")

    main_goal = forms.CharField(
        label=_("Main goal"),
        help_text=_("One sentence that says what the programme shall lead to."),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class GoalText(Form):
    """A goal in words."""

    text = forms.CharField(label=_("Goal"), max_length=300)


class NewGoal(GoalText):
    """A goal, and perhaps the goal it stands under."""

    above: forms.ModelChoiceField[Any] = forms.ModelChoiceField(
        label=_("Under"),
        queryset=Goal.objects.none(),
        required=False,
        empty_label=_("The main goal"),
    )

    def __init__(self, *arguments: Any, programme: Programme, **options: Any) -> None:
        super().__init__(*arguments, **options)
        field = cast("forms.ModelChoiceField[Goal]", self.fields["above"])
        field.queryset = programme.goals.filter(above=None)


class RoleChoice(Form):
    """A role, in the programme's own words."""

    role = forms.TypedChoiceField(label=_("Role"), coerce=Role)

    def __init__(
        self, *arguments: Any, names: Mapping[str, str], **options: Any
    ) -> None:
        super().__init__(*arguments, **options)
        field = cast("forms.ChoiceField", self.fields["role"])
        field.choices = [(role.value, role_word(role, names)) for role in Role]


class NewInvitation(RoleChoice):
    """Whom to invite, and as what."""

    email = forms.EmailField(label=_("E-mail address"), max_length=254)
    field_order = ("email", "role")

    def __init__(self, *arguments: Any, programme: Programme, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.programme = programme

    def clean_email(self) -> str:
        """Refuse someone who is in the programme already."""
        email: str = self.cleaned_data["email"]
        if queries.people(self.programme).filter(user__email__iexact=email).exists():
            raise forms.ValidationError(
                _now("%(email)s is part of the programme already."),
                params={"email": email},
            )
        return email


class RoleNames(Form):
    """What the programme calls each role."""

    def __init__(
        self, *arguments: Any, names: Mapping[str, str], **options: Any
    ) -> None:
        super().__init__(*arguments, **options)
        for role in Role:
            self.fields[role.value] = forms.CharField(
                label=ROLES[role],
                max_length=60,
                required=False,
                initial=names.get(role.value, ""),
            )
        dress(self)


_LEAP_YEAR = 2024


class Task(Form):
    """Something that comes every year."""

    title = forms.CharField(label=_("What is due?"), max_length=120)
    day = forms.IntegerField(label=_("Day"), min_value=1, max_value=31)
    month = forms.TypedChoiceField(
        label=_("Month"), choices=list(MONTHS.items()), coerce=int
    )

    def clean(self) -> dict[str, Any]:
        """Refuse a day that the month never has."""
        sent = super().clean() or {}
        day, month = sent.get("day"), sent.get("month")
        if day and month and day > (last := monthrange(_LEAP_YEAR, month)[1]):
            told = {"month": MONTHS[month].capitalize(), "last": last}
            self.add_error(
                "day", _now("%(month)s has no more than %(last)s days.") % told
            )
        return sent
