"""What someone in a service sends in by their link. Three questions, at most."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, cast

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from nabolag_web.knowledge.models import Block, PulseQuestion, QuestionKind
from nabolag_web.knowledge.queries.staff import could_recognise
from nabolag_web.knowledge.recognising import questions_about
from nabolag_web.programmes.models import Programme
from nabolag_web.shell.fields import Form, dress

AGREES = tuple((mark, mark) for mark in "12345")
_LONGEST = 600


class Telling(Form):
    """What someone has seen, where, and that no one can be recognised by it.

    Words that may give someone away are asked about, and the form is sent when they
    have been looked at: ``meant`` is that they stand there on purpose.
    """

    words = forms.CharField(
        label=_("What have you seen that others should know?"),
        max_length=_LONGEST,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_(
            "A sentence or two, without names and addresses. Never tell what people"
            " believe, speak, suffer from or where they come from by what you see."
        ),
    )
    block = forms.ModelChoiceField(
        label=_("Where?"),
        queryset=Block.objects.none(),
        required=False,
        empty_label=_("No place in particular"),
    )
    sure = forms.BooleanField(
        label=_("No one can be recognised: not a person, a family or a stairwell"),
        required=False,
    )
    meant = forms.BooleanField(
        label=_("I have looked at these words, and they give no one away"),
        required=False,
    )

    def __init__(self, *arguments: Any, programme: Programme, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.asked_about: list[str] = []
        field = cast("forms.ModelChoiceField[Block]", self.fields["block"])
        field.queryset = programme.blocks.all()
        self._ask_about(self._typed_words())
        dress(self)

    def _typed_words(self) -> str:
        # Not by the bound field: it would keep the label that the field has so far.
        given = self.data if self.is_bound else self.initial
        return str(given.get("words") or "")

    def _ask_about(self, words: str) -> None:
        self.asked_about = questions_about(could_recognise(words))
        if not self.asked_about:
            del self.fields["meant"]

    def clean(self) -> dict[str, Any]:
        """Ask, before it is sent, whether anyone could be recognised."""
        sent = super().clean() or {}
        if not sent.get("words"):
            return sent
        if not sent.get("sure"):
            self.add_error(
                "sure", _now("Could anyone recognise a person, a family, a stairwell?")
            )
        if self.asked_about and not sent.get("meant"):
            for question in self.asked_about:
                self.add_error("words", question)
        return sent


class Answering(Telling):
    """The month's questions: marks first, and words if there is something to tell.

    ``asked`` are the questions that can be answered now, and ``texts`` what each says.
    """

    def __init__(
        self,
        *arguments: Any,
        programme: Programme,
        asked: Iterable[PulseQuestion],
        texts: Mapping[int, str],
        **options: Any,
    ) -> None:
        super().__init__(*arguments, programme=programme, **options)
        self.scales: list[PulseQuestion] = []
        for question in asked:
            self._ask(question, texts[question.pk])
        self.fields["words"].required = not self.scales
        self.order_fields([*map(_name, self.scales), *self.fields])
        dress(self)

    def _ask(self, question: PulseQuestion, text: str) -> None:
        if question.kind == QuestionKind.WORDS:
            self.fields["words"].label = text
            return
        self.scales.append(question)
        self.fields[_name(question)] = forms.ChoiceField(
            label=text,
            choices=AGREES,
            widget=forms.RadioSelect,
            help_text=_("1 is disagree fully, 5 is agree fully."),
        )

    def marks(self) -> dict[str, int]:
        """Give the marks that were given, by the question's number."""
        return {
            str(question.pk): int(self.cleaned_data[_name(question)])
            for question in self.scales
        }


def _name(question: PulseQuestion) -> str:
    return f"question_{question.pk}"


class SendingBack(Form):
    """What the second reader would have changed."""

    word = forms.CharField(
        label=_("What should be changed?"),
        max_length=300,
        help_text=_("Whoever wrote it sees your words, and not who you are."),
    )
