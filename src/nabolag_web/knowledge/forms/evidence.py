"""What people may send in about evidence, questions and what residents have said."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from nabolag_web.knowledge.forms.findings import (
    Choices,
    Sentence,
    choices,
    numbered,
    offer,
)
from nabolag_web.knowledge.models import Evidence, Finding, kind_of
from nabolag_web.knowledge.words import ASKS, KINDS, STRENGTHS
from nabolag_web.programmes.models import Programme
from nabolag_web.shell.fields import Form

FOR, AGAINST = "for", "against"
WAYS = [(FOR, _("For the finding")), (AGAINST, _("Against the finding"))]


class Weighed(Form):
    """Which way a source speaks, and how much it says by itself."""

    supports = forms.ChoiceField(
        label=_("Which way does it speak?"),
        choices=WAYS,
        widget=forms.RadioSelect,
        initial=FOR,
    )
    strength = forms.ChoiceField(
        label=_("How much does it say by itself?"),
        choices=choices(STRENGTHS),
        widget=forms.RadioSelect,
        required=False,
    )

    def clean_supports(self) -> bool:
        return bool(self.cleaned_data["supports"] == FOR)

    def clean_strength(self) -> int:
        return int(self.cleaned_data["strength"] or 1)


class NewEvidence(Weighed):
    """A piece of evidence: what says so, which way, and how much that weighs."""

    kind = forms.ChoiceField(
        label=_("What kind of source is it?"),
        choices=choices(KINDS),
        widget=forms.RadioSelect,
    )
    title = Sentence(
        label=_("What says so?"),
        help_text=_("Such as “Walk with the school, 4 May: no lights on the path”."),
        max_length=200,
    )
    same_as = forms.ChoiceField(
        label=_("Does it rest on the same source as another?"),
        help_text=_("Two that rest on the same count as one."),
        required=False,
    )
    note = Sentence(
        label=_("What more is there to say?"), max_length=600, required=False
    )
    about_cause = forms.BooleanField(
        label=_("It tells why it is so, and not only that it is"), required=False
    )
    field_order = ("kind", "title", "supports", "strength", "same_as", "note")

    def __init__(
        self, *arguments: Any, others: Iterable[Evidence], **options: Any
    ) -> None:
        super().__init__(*arguments, **options)
        self.others = {str(each.pk): each for each in others}
        alike = ((pk, each.title) for pk, each in self.others.items())
        offer(self, "same_as", [("", _("No, on a source of its own")), *alike])

    def clean_same_as(self) -> Evidence | None:
        return self.others.get(self.cleaned_data["same_as"])


class ChangedEvidence(NewEvidence):
    """A piece of evidence as it shall be said from now on; what it rests on stays."""

    page_reference = forms.CharField(
        label=_("Where in the document?"), max_length=60, required=False
    )

    def __init__(self, *arguments: Any, piece: Evidence, **options: Any) -> None:
        now = {name: getattr(piece, name) for name in self.base_fields}
        now |= {
            "supports": FOR if piece.supports else AGAINST,
            "same_as": piece.same_as_id or "",
        }
        super().__init__(*arguments, initial=now, **options)
        if piece.document_id is None:
            del self.fields["page_reference"]
        if piece.rests_on is not None and kind_of(piece.rests_on):
            self.fields["kind"].disabled = True  # its source settles it


class Ask(Form):
    """What someone asks about a finding."""

    text = Sentence(
        label=_("What do you ask?"),
        help_text=_("Such as “Is it so in the whole city?”."),
        max_length=400,
    )
    asks = forms.ChoiceField(
        label=_("What kind of question is it?"),
        choices=choices(ASKS),
        widget=forms.RadioSelect,
        required=False,
    )

    def clean_asks(self) -> str:
        return self.cleaned_data["asks"] or "question"


class Answer(Form):
    """The answer to a question."""

    text = Sentence(label=_("What is the answer?"), max_length=600)


class WrittenInput(Form):
    """What a resident has said, with how and when it was heard."""

    text = Sentence(
        label=_("What did they say?"),
        help_text=_("In their own words. No names, and nothing about others' health."),
        max_length=600,
    )
    channel = forms.CharField(
        label=_("How did it come?"),
        help_text=_("Such as “café dialogue”, “telephone” or “letter”."),
        max_length=120,
    )
    heard_on = forms.DateField(
        label=_("When?"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    number = forms.IntegerField(
        label=_("Which finding does it say something about?"),
        help_text=_("Its number, as it stands at the top of its page."),
        required=False,
        min_value=1,
    )

    def __init__(self, *arguments: Any, programme: Programme, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.programme = programme

    def clean_number(self) -> Finding | None:
        return numbered(self.programme, self.cleaned_data["number"])


class Pin(Form):
    """Which figure to pin, and which way it speaks about a finding."""

    area = forms.ChoiceField(widget=forms.HiddenInput)  # chosen before the figure
    indicator = forms.ChoiceField(label=_("Which figure?"))
    supports = forms.ChoiceField(
        label=_("Which way does it speak?"),
        choices=WAYS,
        widget=forms.RadioSelect,
        initial=FOR,
    )

    def __init__(
        self, *arguments: Any, areas: Choices, indicators: Choices, **options: Any
    ) -> None:
        super().__init__(*arguments, **options)
        offer(self, "area", areas)
        offer(self, "indicator", [("", _("Choose")), *indicators])

    def clean_supports(self) -> bool:
        return bool(self.cleaned_data["supports"] == FOR)


class PinTo(Pin):
    """Which figure to pin, to which finding, and which way it speaks."""

    number = forms.IntegerField(
        label=_("Which finding does it say something about?"),
        help_text=_("Its number, as it stands at the top of its page."),
        min_value=1,
    )
    field_order = ("area", "indicator", "number", "supports")

    def __init__(self, *arguments: Any, programme: Programme, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.programme = programme

    def clean_number(self) -> Finding | None:
        return numbered(self.programme, self.cleaned_data["number"])
