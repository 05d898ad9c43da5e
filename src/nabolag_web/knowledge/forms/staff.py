"""What the team sends in about services, whom to ask, blocks and questions."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from nabolag_web.areas.models import FocusArea
from nabolag_web.knowledge.models import Block, PulseQuestion, Service
from nabolag_web.knowledge.queries.staff import could_recognise
from nabolag_web.programmes.models import Programme
from nabolag_web.shell.fields import Form


class NamedOnce(Form):
    """A name that no other of its kind in the programme has."""

    name = forms.CharField(label=_("Name"), max_length=120)

    def __init__(
        self,
        *arguments: Any,
        others: QuerySet[Service] | QuerySet[Block],
        **options: Any,
    ) -> None:
        super().__init__(*arguments, **options)
        self.others = others

    def clean_name(self) -> str:
        """Refuse a name that is in use."""
        name: str = self.cleaned_data["name"]
        if self.others.filter(name__iexact=name).exists():
            raise forms.ValidationError(
                _now("There is one called “%(name)s” already."), params={"name": name}
            )
        return name


class NewService(NamedOnce):
    """What a service is called."""

    name = forms.CharField(
        label=_("What is the service called?"),
        max_length=120,
        help_text=_("Such as “Dalen library”. Name a place of work, never a person."),
    )


class ChangedService(NewService):
    """A service's name, and whether it is asked."""

    is_active = forms.BooleanField(
        label=_("It is asked, and its links work"), required=False
    )
    field_order = ("name", "is_active")


class NewContact(Form):
    """Whom to ask in a service, and how they get their link."""

    name = forms.CharField(
        label=_("Name or role"),
        max_length=120,
        help_text=_("Only coordinators see it."),
    )
    email = forms.EmailField(
        label=_("E-mail address"),
        max_length=254,
        required=False,
        help_text=_("The link is sent there every month."),
    )
    phone = forms.CharField(
        label=_("Telephone"),
        max_length=30,
        required=False,
        help_text=_("For those you give the link to yourself, by text message."),
    )

    def clean(self) -> dict[str, Any]:
        """Refuse someone who cannot be reached."""
        sent = super().clean() or {}
        if not sent.get("email") and not sent.get("phone") and not self.errors:
            self.add_error("email", _now("Give an e-mail address or a telephone."))
        return sent


class NewBlock(NamedOnce):
    """A part of an area that staff may point at."""

    name = forms.CharField(
        label=_("What is the block called?"),
        max_length=120,
        help_text=_(
            "Such as “Around the square”. Large enough that no one is recognised by"
            " it: never one stairwell or one house."
        ),
    )
    area = forms.ModelChoiceField(
        label=_("Which area is it in?"),
        queryset=FocusArea.objects.none(),
        required=False,
        empty_label=_("Not said"),
    )

    def __init__(self, *arguments: Any, programme: Programme, **options: Any) -> None:
        super().__init__(*arguments, others=programme.blocks.all(), **options)
        field = cast("forms.ModelChoiceField[FocusArea]", self.fields["area"])
        field.queryset = FocusArea.objects.filter(programme=programme)

    def clean_name(self) -> str:
        """Refuse an address: no place is told finer than a block."""
        name = super().clean_name()
        if any(found.sign == "address" for found in could_recognise(name)):
            raise forms.ValidationError(
                _now("“%(name)s” is an address. Name something larger."),
                params={"name": name},
            )
        return name


class QuestionTexts(Form):
    """What a question says, in each language."""

    nb = forms.CharField(label=_("Bokmål"), max_length=200)
    nn = forms.CharField(label=_("Nynorsk"), max_length=200)
    en = forms.CharField(label=_("English"), max_length=200)

    def __init__(
        self, *arguments: Any, question: PulseQuestion, **options: Any
    ) -> None:
        super().__init__(*arguments, initial=question.texts, **options)


class WhichObservations(forms.Form):
    """Which of the observations to show: of a service, of a month."""

    service = forms.ModelChoiceField(queryset=Service.objects.none(), required=False)
    month = forms.DateField(required=False, input_formats=["%Y-%m"])

    def __init__(self, *arguments: Any, programme: Programme, **options: Any) -> None:
        super().__init__(*arguments, **options)
        field = cast("forms.ModelChoiceField[Service]", self.fields["service"])
        field.queryset = programme.staff_services.all()
