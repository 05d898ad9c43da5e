"""What people may send in to draw evidence from something that is stored."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from nabolag_web.knowledge.forms.evidence import Weighed
from nabolag_web.knowledge.forms.findings import (
    Choices,
    Sentence,
    choices,
    numbered,
    offer,
)
from nabolag_web.knowledge.models import Document, Finding, Source, kind_of
from nabolag_web.knowledge.queries.sources import Offered
from nabolag_web.knowledge.words import KINDS
from nabolag_web.programmes.models import Programme


class _Drawn(Weighed):
    """How a source speaks, and what more there is to say of it."""

    kind = forms.ChoiceField(
        label=_("What kind of source is the document?"),
        help_text=_("What is noted, and what staff tell, is of its own kind."),
        choices=choices(KINDS, first=_("Choose")),
        required=False,
    )
    page_reference = forms.CharField(
        label=_("Where in the document?"),
        help_text=_("Such as “pages 12–14”."),
        max_length=60,
        required=False,
    )
    note = Sentence(
        label=_("What more is there to say?"),
        help_text=_("In your own words. No one may be recognised by it."),
        max_length=600,
        required=False,
    )

    def __init__(self, *arguments: Any, programme: Programme, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.programme = programme

    def settle(self, source: Source) -> None:
        """Say what kind the evidence is of: the source's own, or as a document is."""
        given = self.cleaned_data
        if (own := kind_of(source)) is not None:
            given.update(kind=own.value, page_reference="")
        elif not given.get("kind"):
            self.add_error("kind", _("Choose what kind of source the document is."))


class FromSource(_Drawn):
    """Which source says so about a finding."""

    source = forms.ChoiceField(
        label=_("What says so?"),
        error_messages={
            "invalid_choice": _("It has been taken out. Choose another."),
        },
    )
    field_order = ("source", "supports", "strength", "kind", "page_reference", "note")

    def __init__(
        self,
        *arguments: Any,
        offered: Iterable[Offered],
        choices: Sequence[tuple[str, Choices]],
        **options: Any,
    ) -> None:
        super().__init__(*arguments, **options)
        self.sources = {each.key: each.source for each in offered}
        offer(self, "source", [("", _("Choose")), *choices])

    def clean_source(self) -> Source:
        return self.sources[self.cleaned_data["source"]]

    def clean(self) -> None:
        if "source" in self.cleaned_data:
            self.settle(self.cleaned_data["source"])


class UseSource(_Drawn):
    """Which finding a source says something about."""

    number = forms.IntegerField(
        label=_("Which finding does it say something about?"),
        help_text=_("Its number, as it stands at the top of its page."),
        min_value=1,
    )
    field_order = ("number", "supports", "strength", "kind", "page_reference", "note")

    def __init__(self, *arguments: Any, source: Source, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.source = source
        if not isinstance(source, Document):
            del self.fields["kind"], self.fields["page_reference"]

    def clean_number(self) -> Finding | None:
        return numbered(self.programme, self.cleaned_data["number"])

    def clean(self) -> None:
        self.settle(self.source)
