"""What people may send in about a meeting: when, what it takes up, who came."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, cast

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from nabolag_web.knowledge.actions.agenda import Proposal
from nabolag_web.knowledge.actions.meetings import Closing, When
from nabolag_web.knowledge.forms.fields import Day, Text, TimeOfDay
from nabolag_web.knowledge.models import Came, Case, CaseKind, Meeting, Seat
from nabolag_web.knowledge.queries.agenda import FIRST_CHOICE, Suggestion
from nabolag_web.knowledge.words import CAME, CASE_KINDS
from nabolag_web.shell.fields import Form, Version, dress


class MeetingForm(Form):
    """When and where a meeting is."""

    on = Day(label=_("Which day?"))
    begins = TimeOfDay(label=_("When does it begin?"), required=False)
    place = forms.CharField(label=_("Where?"), max_length=120, required=False)

    def when(self) -> When:
        """Give what was filled in."""
        sent = self.cleaned_data
        return When(on=sent["on"], begins=sent["begins"], place=sent["place"])


class MoveForm(MeetingForm):
    """The same of a meeting that is planned already."""

    version = Version()

    def __init__(self, *arguments: Any, meeting: Meeting) -> None:
        initial = {name: getattr(meeting, name) for name in self.base_fields}
        super().__init__(*arguments, initial=initial)


class AgendaForm(Form):
    """What to put on the agenda, of what is under discussion."""

    chosen = forms.MultipleChoiceField(
        label=_("What should the meeting take up?"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one.")},
    )

    def __init__(
        self, *arguments: Any, suggestions: Iterable[Suggestion], words: Sequence[str]
    ) -> None:
        self.by_key = {key_of(each): each for each in suggestions}
        keys = list(self.by_key)
        super().__init__(*arguments, initial={"chosen": keys[:FIRST_CHOICE]})
        field = cast("forms.MultipleChoiceField", self.fields["chosen"])
        field.choices = list(zip(keys, words, strict=True))

    def suggestions(self) -> list[Suggestion]:
        """Give what was chosen, in the order it was suggested."""
        chosen = set(self.cleaned_data["chosen"])
        return [each for key, each in self.by_key.items() if key in chosen]


def key_of(suggestion: Suggestion) -> str:
    """Give a suggestion's mark in the form."""
    if suggestion.question is not None:
        return f"question-{suggestion.question.pk}"
    return f"finding-{suggestion.finding.pk}"


class CaseForm(Form):
    """A case that someone adds: what it is called, and what is proposed."""

    title = forms.CharField(label=_("What is the case?"), max_length=300)
    kind = forms.TypedChoiceField(
        label=_("What is the meeting to do with it?"),
        coerce=CaseKind,
        choices=[
            (CaseKind.INFORMATION, CASE_KINDS[CaseKind.INFORMATION]),
            (CaseKind.MEASURES, CASE_KINDS[CaseKind.MEASURES]),
            (CaseKind.CONSENT, CASE_KINDS[CaseKind.CONSENT]),
        ],
        initial=CaseKind.INFORMATION,
        widget=forms.RadioSelect,
    )
    proposed = Text(label=_("Proposed decision"), required=False)

    def proposal(self) -> Proposal:
        """Give what was filled in."""
        sent = self.cleaned_data
        return Proposal(
            title=sent["title"], kind=sent["kind"], proposed=sent["proposed"]
        )


class ChangeCaseForm(CaseForm):
    """The same of a case on the agenda; what it was drawn from stays."""

    version = Version()

    def __init__(self, *arguments: Any, case: Case) -> None:
        initial = {name: getattr(case, name) for name in self.base_fields}
        super().__init__(*arguments, initial=initial)
        kind = CaseKind(case.kind)
        field = cast("forms.TypedChoiceField", self.fields["kind"])
        if kind in (CaseKind.FINDING, CaseKind.QUESTION):
            consent = (CaseKind.CONSENT, CASE_KINDS[CaseKind.CONSENT])
            field.choices = [(kind, CASE_KINDS[kind]), consent]


class AttendanceForm(Form):
    """Who came: one question for each seat, everyone present unless said otherwise."""

    def __init__(
        self, *arguments: Any, seats: Iterable[Seat], came: Mapping[int, str]
    ) -> None:
        super().__init__(*arguments)
        self.seats = {f"seat-{seat.pk}": seat for seat in seats}
        for name, seat in self.seats.items():
            self.fields[name] = forms.TypedChoiceField(
                label=str(seat) or _("Someone who has left"),
                coerce=Came,
                choices=list(CAME.items()),
                initial=came.get(seat.pk, Came.PRESENT),
                widget=forms.RadioSelect,
            )
        dress(self)

    def came(self) -> dict[Seat, Came]:
        """Give who came and who did not."""
        return {seat: self.cleaned_data[name] for name, seat in self.seats.items()}


class ClosingForm(Form):
    """What is said of a meeting as a whole: who wrote, who else came, and the next."""

    secretary = forms.ModelChoiceField(
        label=_("Who writes the minutes?"),
        queryset=Seat.objects.none(),
        required=False,
        empty_label=_("Not said"),
    )
    others = forms.CharField(
        label=_("Others who were there"), max_length=300, required=False
    )
    next_on = Day(label=_("When is the next meeting?"), required=False)
    version = Version()

    def __init__(self, *arguments: Any, meeting: Meeting, seats: Any) -> None:
        initial = {name: getattr(meeting, name) for name in self.base_fields}
        super().__init__(*arguments, initial=initial)
        self.meeting = meeting
        cast("forms.ModelChoiceField[Seat]", self.fields["secretary"]).queryset = seats

    def clean(self) -> dict[str, Any]:
        """Refuse a next meeting that is not after this one."""
        sent = super().clean() or {}
        if (day := sent.get("next_on")) and day <= self.meeting.on:
            self.add_error("next_on", _now("The next meeting comes after this one."))
        return sent

    def closing(self) -> Closing:
        """Give what was filled in."""
        sent = {n: v for n, v in self.cleaned_data.items() if n != "version"}
        return Closing(**sent)


class ExemptForm(Form):
    """On which legal ground the minutes are kept from public access, if any."""

    legal_ground = forms.CharField(
        label=_("Legal ground"),
        help_text=_(
            "Such as “offl. § 13 jf. fvl. § 13”. Leave it empty to let the public see"
            " the minutes."
        ),
        max_length=200,
        required=False,
    )
