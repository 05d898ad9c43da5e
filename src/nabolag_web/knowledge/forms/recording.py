"""What the secretary sends in, one case at a time; and decisions made by e-mail."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, cast

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from nabolag_web.knowledge.actions.deciding import Decided
from nabolag_web.knowledge.forms.fields import Day, Text
from nabolag_web.knowledge.models import Finding, Seat
from nabolag_web.shell.fields import Form, Version

_MOST_VOTES = 999


class SaidForm(Form):
    """What was said of a case; ``over`` is the version it may replace knowingly."""

    said = Text(label=_("What was said"), rows=8, required=False)
    version = Version()
    over = forms.IntegerField(required=False, widget=forms.HiddenInput)


class DecisionForm(Form):
    """What was decided, who carries it out and by when."""

    text = Text(label=_("Decision"))
    owner = forms.ModelChoiceField(
        label=_("Who carries it out?"),
        queryset=Seat.objects.none(),
        required=False,
        empty_label=_("No one in the forum"),
    )
    owner_words = forms.CharField(
        label=_("Someone else, in words"),
        help_text=_("A service, or someone who is not in the forum."),
        max_length=120,
        required=False,
    )
    due_on = Day(label=_("By when?"), required=False)
    votes_for = forms.IntegerField(
        label=_("Votes for"), min_value=0, max_value=_MOST_VOTES, required=False
    )
    votes_against = forms.IntegerField(
        label=_("Votes against"), min_value=0, max_value=_MOST_VOTES, required=False
    )
    minority = forms.CharField(
        label=_("What the minority wanted"), max_length=600, required=False
    )

    def __init__(self, *arguments: Any, seats: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        cast("forms.ModelChoiceField[Seat]", self.fields["owner"]).queryset = seats

    def clean(self) -> dict[str, Any]:
        """Refuse votes of one side only, and two who are to do the same."""
        sent = super().clean() or {}
        if (sent.get("votes_for") is None) != (sent.get("votes_against") is None):
            missing = "votes_for" if sent.get("votes_for") is None else "votes_against"
            self.add_error(missing, _now("Count the votes of both sides, or of none."))
        if sent.get("owner") and sent.get("owner_words"):
            told = _now("Choose one in the forum, or write someone else; not both.")
            self.add_error("owner_words", told)
        return sent

    def decided(self) -> Decided:
        """Give what was filled in."""
        names = DecisionForm.base_fields
        return Decided(**{name: self.cleaned_data[name] for name in names})


class EmailDecisionForm(DecisionForm):
    """A decision made by e-mail, the day it was made, and the findings it rests on.

    Findings come with the newest first. So many of them can be chosen from a list; the
    others by their numbers.
    """

    MOST = 15

    on = Day(label=_("Which day was it decided?"))
    findings = forms.MultipleChoiceField(
        label=_("Which findings does it rest on?"),
        help_text=_("The decision then stands on each finding's page, and leads on."),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    others = forms.CharField(
        label=_("Older findings it rests on, by their numbers"),
        help_text=_("Such as “4, 17”. The numbers stand in the list of findings."),
        max_length=120,
        required=False,
    )
    field_order = ("text", "on")

    def __init__(
        self, *arguments: Any, findings: Sequence[Finding], today: date, **options: Any
    ) -> None:
        super().__init__(*arguments, **options)
        self.today = today
        self.by_number = {str(each.number): each for each in findings}
        chosen = self["findings"].value() or ()  # also one that is older by now
        near = [
            (number, f"{number}. {finding.sentence}")
            for place, (number, finding) in enumerate(self.by_number.items())
            if place < self.MOST or number in chosen
        ]
        cast("forms.MultipleChoiceField", self.fields["findings"]).choices = near
        if not near:
            del self.fields["findings"]
        if len(findings) <= self.MOST:
            del self.fields["others"]

    def clean_on(self) -> date:
        """Refuse a day that has not come."""
        on: date = self.cleaned_data["on"]
        if on > self.today:
            raise forms.ValidationError(_now("The day has not come yet."))
        return on

    def clean_others(self) -> list[str]:
        """Refuse what is no number of a finding that is discussed or shared."""
        numbers: list[str] = self.cleaned_data["others"].replace(",", " ").split()
        if unknown := [each for each in numbers if each not in self.by_number]:
            told = _now("No finding that is discussed or shared has number %(number)s.")
            raise forms.ValidationError(told % {"number": unknown[0]})
        return numbers

    def rests_on(self) -> list[Finding]:
        """Give the findings that were chosen, each once, the newest first."""
        sent = self.cleaned_data
        chosen = {*sent.get("findings", ()), *sent.get("others", ())}
        return [found for number, found in self.by_number.items() if number in chosen]


class DisqualifyForm(Form):
    """Who took no part in a case, and on which ground."""

    seat = forms.ModelChoiceField(
        label=_("Who took no part?"),
        queryset=Seat.objects.none(),
        empty_label=_("Choose"),
    )
    ground = forms.CharField(
        label=_("On which ground?"),
        help_text=_("Such as “fvl. § 6: sits on the board of the cooperative”."),
        max_length=200,
    )

    def __init__(self, *arguments: Any, seats: Any) -> None:
        super().__init__(*arguments)
        cast("forms.ModelChoiceField[Seat]", self.fields["seat"]).queryset = seats
