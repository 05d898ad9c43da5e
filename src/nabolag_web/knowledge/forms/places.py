"""What people may send in about places: an analysis, a note, a table of scores."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from nabolag_web.areas.forms.files import SentFile
from nabolag_web.areas.models import FocusArea
from nabolag_web.knowledge.actions.place_notes import Noted, Point
from nabolag_web.knowledge.actions.places import Looked
from nabolag_web.knowledge.forms.place_fields import Covered, Degrees, Line, SentPicture
from nabolag_web.knowledge.models import Code, PlaceAnalysis
from nabolag_web.knowledge.place_words import CODES, METHODS
from nabolag_web.programmes.models import Programme
from nabolag_web.shell.fields import Form, Version

_DAY, _WRITTEN = "%Y-%m-%d", "%d.%m.%Y"


class Analysis(Form):
    """A place analysis: what it is called, how, and when."""

    title = Line(
        label=_("What did you look at?"),
        help_text=_("Such as “The footpaths from the station, after dark”."),
        max_length=200,
    )
    method = forms.ChoiceField(
        label=_("How?"), choices=METHODS, widget=forms.RadioSelect, initial="walk"
    )
    on = forms.DateField(
        label=_("When?"),
        widget=forms.DateInput(attrs={"type": "date"}, format=_DAY),
        input_formats=[_DAY, _WRITTEN],
    )
    area = forms.ModelChoiceField(
        label=_("Where?"),
        queryset=FocusArea.objects.none(),
        required=False,
        empty_label=_("The whole area of the programme"),
    )
    took_part = Line(
        label=_("Who took part?"),
        help_text=_(
            "In words and numbers, without names: “six pupils, a caretaker, two from"
            " the planning office”."
        ),
        max_length=300,
        required=False,
    )

    def __init__(self, *sent: Any, programme: Programme, **options: Any) -> None:
        options["initial"] = {"on": localdate(), **options.get("initial", {})}
        super().__init__(*sent, **options)
        areas = programme.focus_areas.all()
        self.fields["area"].queryset = areas  # type: ignore[attr-defined] # a ModelChoiceField
        if not areas.exists():
            del self.fields["area"]

    def clean_on(self) -> object:
        day = self.cleaned_data["on"]
        if day > localdate():
            raise ValidationError(_("The day is still to come. Write the day it was."))
        return day

    def looked(self) -> Looked:
        """Give what was said, as the actions take it."""
        said = {"area": None, **self.cleaned_data}
        return Looked(**{name: said[name] for name in Looked.__dataclass_fields__})


class ChangedAnalysis(Analysis):
    """An analysis that is changed, with the version that was opened."""

    version = Version()

    @staticmethod
    def said_now(analysis: PlaceAnalysis) -> dict[str, object]:
        """Give what the form is filled with."""
        return {
            name: getattr(analysis, name)
            for name in ("title", "method", "on", "area", "took_part", "version")
        }


class NoteLines(Form):
    """What a note says: what was seen or heard, what it is about, and who said it."""

    text = Line(
        label=_("What did you see or hear?"),
        help_text=_(
            "One or two sentences. No names, and no one who can be recognised."
        ),
        max_length=600,
        rows=3,
    )
    code = forms.ChoiceField(
        label=_("What is it about?"), choices=CODES, widget=forms.RadioSelect
    )
    said_by = Line(
        label=_("Who said it?"),
        help_text=_(
            "A role and never a name: resident, shopkeeper, pupil, planner, or"
            " “we saw it ourselves”."
        ),
        max_length=80,
    )

    def noted(self) -> Noted:
        """Give what was said, as the actions take it."""
        said = self.cleaned_data
        return Noted(
            code=Code(said["code"]), text=said["text"], said_by=said["said_by"]
        )


class ChangedNote(NoteLines):
    """A note that is changed, with the version that was opened."""

    version = Version()


class Note(NoteLines):
    """A new note, with a point and a picture where there are any.

    The picture comes last, so that all else is read however large it is.
    """

    latitude = Degrees(label=_("Degrees north"), most=90)
    longitude = Degrees(label=_("Degrees east"), most=180)
    covered = Covered()
    photo_shows = Line(
        label=_("What does the picture show?"),
        help_text=_("For those who cannot see it."),
        max_length=300,
        required=False,
    )
    no_one_seen = forms.BooleanField(
        label=_("I have looked: no face and no number plate can be recognised."),
        required=False,
    )
    photo = SentPicture(
        label=_("Choose a picture"),
        help_text=_("JPEG, PNG or WebP. Where and with what it was taken is removed."),
    )

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or self.cleaned_data
        self._ask_for_both(said)
        photo = said.get("photo")
        if photo is None:
            if "photo" not in self.errors and said.get("photo_shows"):
                self.add_error("photo", _("Choose the picture this tells of."))
            return said
        if not said.get("photo_shows"):
            self.add_error("photo_shows", _("Say in a few words what it shows."))
        if not said.get("no_one_seen"):
            self.add_error(
                "no_one_seen",
                _(
                    "Look through the picture, cover those who can be recognised, and"
                    " tick here. If you cannot cover them, leave the picture out."
                ),
            )
        return said

    def _ask_for_both(self, said: dict[str, Any]) -> None:
        """Refuse half a point."""
        both = ("latitude", "longitude")
        missing = [name for name in both if said.get(name) is None]
        if len(missing) == 1 and missing[0] not in self.errors:
            self.add_error(missing[0], _("Write this too, or leave both out."))

    def point(self) -> Point | None:
        """Give where it was, if that was told."""
        said = self.cleaned_data
        if said["latitude"] is None:
            return None
        return Point(latitude=said["latitude"], longitude=said["longitude"])


class Scores(Form):
    """A table of scores, pasted or as a file, and how far the scale goes."""

    pasted = forms.CharField(
        label=_("Paste the table here"),
        help_text=_("With the headings theme, score and, if you know it, n."),
        widget=forms.Textarea(attrs={"rows": 8, "class": "ds-input nl-paste"}),
        required=False,
        strip=False,
        max_length=settings.LARGEST_TABLE,
    )
    file = SentFile(
        label=_("Or choose a CSV file"), required=False, most=settings.LARGEST_TABLE
    )
    scale = forms.IntegerField(
        label=_("How far does the scale go?"),
        help_text=_("From 1 to this number. The Place Standard Tool goes to 7."),
        min_value=2,
        max_value=100,
        initial=7,
    )

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or self.cleaned_data
        pasted, file = said.get("pasted", ""), said.get("file")
        if not self.errors and bool(pasted.strip()) is bool(file):
            raise ValidationError(_("Paste a table, or choose a file: one of the two."))
        return said

    def table(self) -> str:
        """Give the table as text. Raises UnicodeDecodeError."""
        file = self.cleaned_data["file"]
        if file is None:
            return str(self.cleaned_data["pasted"])
        return bytes(file.read()).decode("utf-8-sig")
