"""What people may send in about measures: what it is, what it begins with, how it goes."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from nabolag_web.accounts.models import User
from nabolag_web.knowledge.forms.fields import Day
from nabolag_web.knowledge.forms.findings import Sentence, choices, offer
from nabolag_web.knowledge.models import Decision
from nabolag_web.measures.actions import Origin, Told
from nabolag_web.measures.models import Measure, Stage
from nabolag_web.measures.words import STAGES
from nabolag_web.shell.fields import Form, Version

MINE = "mine"


class Filter(Form):
    """Whose measures to show: everyone's, one's own, or a person's."""

    owner = forms.ChoiceField(label=_("Who carries it out"), required=False)

    def __init__(self, *arguments: Any, owners: Iterable[User], me: User) -> None:
        super().__init__(*arguments)
        self.me = me
        others = [(str(user.pk), user.name) for user in owners if user != me]
        offer(self, "owner", [("", _("Everyone")), (MINE, _("I do")), *others])

    def asked(self) -> int | None:
        """Give whose measures are asked for; what is no choice asks for everyone's."""
        chosen = self.cleaned_data.get("owner") if self.is_valid() else ""
        if chosen == MINE:
            return self.me.pk
        return int(chosen) if chosen else None


class NewMeasure(Form):
    """A new measure, and the decision or the order that it begins with."""

    title = Sentence(
        label=_("What is to be done?"),
        help_text=_("Such as “New light in the underpass by the school”."),
        max_length=200,
    )
    decision = forms.ChoiceField(
        label=_("Which decision does it begin with?"), required=False
    )
    ordered = Sentence(
        label=_("Or which political order?"),
        help_text=_(
            "Who gave it, and in which case. Such as “City council, case 41/26”."
        ),
        max_length=200,
        required=False,
    )
    owner_words = forms.CharField(
        label=_("Who carries it out?"), max_length=120, required=False
    )
    due_on = Day(label=_("By when?"), required=False)

    def __init__(
        self, *arguments: Any, decisions: Iterable[Decision], **options: Any
    ) -> None:
        super().__init__(*arguments, **options)
        self.decisions = {str(each.pk): each for each in decisions}
        known = (
            (pk, f"{each.text} ({each.forum})") for pk, each in self.decisions.items()
        )
        offer(self, "decision", [("", _("None: it is an order")), *known])

    def clean_decision(self) -> Decision | None:
        return self.decisions.get(self.cleaned_data["decision"])

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if "decision" in self.errors:
            return given
        if bool(given.get("decision")) == bool(given.get("ordered")):
            self.add_error(
                "decision",
                _("Choose a decision, or write which order it is. Not both."),
            )
        return given

    def told(self) -> Told:
        given = self.cleaned_data
        return Told(
            title=given["title"],
            owner_words=given["owner_words"],
            due_on=given["due_on"],
        )

    def origin(self) -> Origin:
        given = self.cleaned_data
        return Origin(decision=given["decision"], ordered=given["ordered"])

    def tell_taken_back(self) -> None:
        """Say that what it was to begin with no longer counts."""
        self.add_error("decision", _("The decision was taken back meanwhile."))


class Change(Form):
    """How a measure stands now, and why."""

    title = Sentence(label=_("What is to be done?"), max_length=200)
    stage = forms.ChoiceField(
        label=_("How far has it come?"),
        choices=choices(STAGES),
        widget=forms.RadioSelect,
    )
    reason = Sentence(
        label=_("Why?"),
        help_text=_("Such as “The agency began in August”."),
        max_length=400,
    )
    owner = forms.ChoiceField(label=_("Who carries it out?"), required=False)
    owner_words = forms.CharField(
        label=_("Someone else, in words"), max_length=120, required=False
    )
    due_on = Day(label=_("By when?"), required=False)
    money = forms.IntegerField(
        label=_("How much money, in whole kroner?"), min_value=0, required=False
    )
    version = Version()

    def __init__(self, *arguments: Any, people: Iterable[User], **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.people = {str(user.pk): user for user in people}
        named = ((pk, user.name) for pk, user in self.people.items())
        offer(self, "owner", [("", _("No one in the programme")), *named])

    @classmethod
    def of(cls, measure: Measure, data: Any, *, people: Iterable[User]) -> Change:
        """Make the form for a measure, filled with how it stands now."""
        now = {
            "title": measure.title,
            "stage": measure.stage,
            "owner": measure.owner_id or "",
            "owner_words": measure.owner_words,
            "due_on": measure.due_on,
            "money": measure.money,
            "version": measure.version,
        }
        return cls(data, initial=now, people=people)

    def clean_stage(self) -> Stage:
        return Stage(self.cleaned_data["stage"])

    def clean_owner(self) -> User | None:
        return self.people.get(self.cleaned_data["owner"])
