"""Forms as the design system draws them. One look, wherever a form stands."""

from __future__ import annotations

from typing import Any

from django import forms
from django.forms.renderers import TemplatesSetting
from django.utils.translation import gettext_lazy as _

_DJANGOS_ROWS = "10"
_OF_MANY = (forms.RadioSelect, forms.CheckboxSelectMultiple)


class Renderer(TemplatesSetting):
    """Draws every form, field and error with the shell's own components."""

    form_template_name = "shell/_form.html"
    field_template_name = "shell/_field.html"


class Form(forms.Form):
    """A form whose fields look and speak like the rest of the page."""

    use_required_attribute = False  # our own messages stand beside the field

    def __init__(self, *arguments: Any, **options: Any) -> None:
        options.setdefault("label_suffix", "")
        super().__init__(*arguments, **options)
        dress(self)


def dress(form: forms.BaseForm) -> None:
    """Give every widget of a form the design system's class.

    Where only some of the fields must be filled in, the others say that they need not.
    """
    some_required = any(field.required for field in form.fields.values())
    for field in form.fields.values():
        field.says_optional = some_required and not field.required  # type: ignore[attr-defined] # for _field.html
        if isinstance(field.widget, _OF_MANY):
            field.widget.template_name = "shell/_choices.html"
        else:
            field.widget.attrs.setdefault("class", "ds-input")
        if field.widget.attrs.get("rows") == _DJANGOS_ROWS:
            field.widget.attrs["rows"] = 4


class Version(forms.IntegerField):
    """Which version of a thing a form was filled in from."""

    def __init__(self) -> None:
        # A browser that fills in what stood there before a reload would bring back an
        # old version.
        widget = forms.HiddenInput(attrs={"autocomplete": "off"})
        super().__init__(min_value=1, widget=widget)


class Example(Form):
    """The gallery's own form: one of each kind of field."""

    sentence = forms.CharField(
        label=_("What have you seen?"), help_text=_("One sentence is enough.")
    )
    kind = forms.ChoiceField(
        label=_("What is it?"),
        choices=[("challenge", _("A challenge")), ("chance", _("A possibility"))],
        widget=forms.RadioSelect,
    )
    where = forms.ChoiceField(
        label=_("Where?"),
        choices=[("", _("Choose")), ("school", _("By the school"))],
        required=False,
    )
    who = forms.MultipleChoiceField(
        label=_("Who noticed it?"),
        choices=[("staff", _("Staff")), ("residents", _("Residents"))],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    year = forms.IntegerField(label=_("Which year?"), required=False, min_value=1990)
    more = forms.CharField(
        label=_("More about it"), required=False, widget=forms.Textarea
    )
    told = forms.BooleanField(label=_("The others have been told"), required=False)
