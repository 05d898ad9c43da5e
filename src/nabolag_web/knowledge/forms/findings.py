"""What people may send in about findings: what they say, and why they change."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from nabolag_web.knowledge.models import Bears, Evidence, Finding, Status
from nabolag_web.knowledge.words import BEARS, DIMENSIONS, KINDS, STATUS
from nabolag_web.programmes.models import Programme
from nabolag_web.shell.fields import Form, Version

Choices = Sequence[tuple[str, Any]]


class Sentence(forms.CharField):
    """One sentence: what was written over several lines becomes one."""

    def __init__(self, *, max_length: int = 300, **options: Any) -> None:
        super().__init__(
            max_length=max_length, widget=forms.Textarea(attrs={"rows": 2}), **options
        )

    def to_python(self, value: Any) -> str:
        return " ".join(str(super().to_python(value)).split())


def choices(words: Any, *, first: Any = None) -> Choices:
    """Give a table of words as choices, with one that stands first if any."""
    return [*([] if first is None else [("", first)]), *words.items()]


def offer(form: forms.Form, name: str, allowed: Choices) -> None:
    """Let one field of a form offer these choices."""
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)  # noqa: S101 - for the types
    field.choices = list(allowed)


def numbered(programme: Programme, number: int | None) -> Finding | None:
    """Give the finding that has a number, nothing without one, or say that none has."""
    if number is None:
        return None
    found = programme.findings.filter(number=number, removed_at=None).first()
    if found is None:
        raise forms.ValidationError(
            _("There is no finding with that number. See the list of findings.")
        )
    return found


class NewFinding(Form):
    """A new finding: one sentence and where it comes from is enough."""

    sentence = Sentence(
        label=_("What have you found?"),
        help_text=_(
            "One sentence about how it is. Such as “Fewer here than elsewhere know"
            " their neighbours”."
        ),
    )
    kind = forms.ChoiceField(
        label=_("What does it come from?"),
        choices=choices(KINDS),
        widget=forms.RadioSelect,
    )
    title = Sentence(
        label=_("Where exactly?"),
        help_text=_(
            "Such as “Conversation at the health station, 12 March”. No names."
        ),
        max_length=200,
    )
    bears = forms.ChoiceField(
        label=_("Is it a challenge or a possibility?"),
        choices=choices(BEARS),
        widget=forms.RadioSelect,
        required=False,
    )

    def clean_bears(self) -> str:
        return self.cleaned_data["bears"] or Bears.CHALLENGE


class Change(Form):
    """What a finding says now, and why it is changed."""

    version = Version()
    sentence = Sentence(label=_("What have you found?"))
    reason = Sentence(
        label=_("Why is it changed?"),
        help_text=_("So that those who knew it as it was can understand."),
        max_length=400,
    )
    bears = forms.ChoiceField(
        label=_("Is it a challenge or a possibility?"),
        choices=choices(BEARS),
        widget=forms.RadioSelect,
    )
    dimension = forms.ChoiceField(
        label=_("Which dimension does it belong to?"),
        choices=choices(DIMENSIONS, first=_("None yet")),
        required=False,
    )
    area = forms.ChoiceField(label=_("Which area is it about?"), required=False)

    @classmethod
    def of(cls, finding: Finding, data: Any) -> Change:
        """Make the form for a finding, filled with what it says now."""
        now = {
            "sentence": finding.sentence,
            "bears": finding.bears,
            "dimension": finding.dimension,
            "area": finding.area_id,
            "version": finding.version,
        }
        form = cls(data, initial=now)
        offer(form, "area", _areas(finding.programme))
        return form

    def clean_area(self) -> int | None:
        return int(self.cleaned_data["area"]) if self.cleaned_data["area"] else None


def _areas(programme: Programme) -> Choices:
    own = programme.focus_areas.values_list("pk", "name")
    return [("", _("All of the programme's areas")), *((str(pk), n) for pk, n in own)]


class MoveOn(Form):
    """Where the discussion of a finding has come, and why."""

    version = Version()
    status = forms.ChoiceField(
        label=_("How far has the discussion come?"),
        choices=choices(STATUS),
        widget=forms.RadioSelect,
    )
    reason = Sentence(
        label=_("Why?"),
        help_text=_("Such as “Discussed in the project group, no one objected”."),
        max_length=400,
    )

    def clean_status(self) -> Status:
        return Status(self.cleaned_data["status"])


class Merge(Form):
    """Which finding this one goes into, and why."""

    number = forms.IntegerField(
        label=_("Which finding does it go into?"),
        help_text=_("Its number, as it stands at the top of its page."),
        min_value=1,
    )
    reason = Sentence(label=_("Why?"), max_length=400)

    def __init__(self, *arguments: Any, finding: Finding, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.finding = finding

    def clean_number(self) -> Finding | None:
        if self.cleaned_data["number"] == self.finding.number:
            raise forms.ValidationError(_("That is this finding. Choose another."))
        return numbered(self.finding.programme, self.cleaned_data["number"])


class Split(Form):
    """What the new finding says, which evidence goes with it, and why."""

    sentence = Sentence(label=_("What does the new finding say?"))
    evidence = forms.MultipleChoiceField(
        label=_("Which evidence goes with it?"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    reason = Sentence(label=_("Why?"), max_length=400)

    def __init__(
        self, *arguments: Any, evidence: Iterable[Evidence], **options: Any
    ) -> None:
        super().__init__(*arguments, **options)
        offer(self, "evidence", [(str(each.pk), each.title) for each in evidence])

    def clean_evidence(self) -> list[int]:
        return [int(each) for each in self.cleaned_data["evidence"]]


class Filter(Form):
    """Which findings to show."""

    q = forms.CharField(required=False, max_length=200)
    status = forms.ChoiceField(
        label=_("Status"), choices=choices(STATUS, first=_("All")), required=False
    )
    bears = forms.ChoiceField(
        label=_("Challenge or possibility"),
        choices=choices(BEARS, first=_("Both")),
        required=False,
    )
    dimension = forms.ChoiceField(
        label=_("Dimension"),
        choices=choices(DIMENSIONS, first=_("All")),
        required=False,
    )
    lacks = forms.ChoiceField(
        label=_("Without evidence from"),
        choices=choices(KINDS, first=_("Does not matter")),
        required=False,
    )
