"""What people may send in about documents: the file, and what it is as a record."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from nabolag_web.areas.forms.files import SentFile
from nabolag_web.knowledge.actions.attachments import File, Record, looked_at
from nabolag_web.knowledge.actions.pictures import NotAPicture, TooManyPixels
from nabolag_web.knowledge.forms.place_fields import Line
from nabolag_web.knowledge.models import Document
from nabolag_web.knowledge.place_words import STATUSES
from nabolag_web.shell.contents import OtherThanItsName, UnknownKind
from nabolag_web.shell.fields import Form
from nabolag_web.shell.scanning import Harmful, NotScanned

_NAMES = ".pdf,.docx,.xlsx,.odt,.png,.jpg,.jpeg,.txt,.csv"


class SentDocument(SentFile):
    """A document; gives it as it can be stored, once it has been looked at."""

    default_error_messages = {
        "too_large": _(
            "The file is %(size)s MB. At most %(most)s MB can be taken in. Leave out"
            " pictures or pages that are not needed."
        ),
    }

    def __init__(self, **options: Any) -> None:
        widget = forms.FileInput(attrs={"accept": _NAMES})
        super().__init__(widget=widget, **options)

    def clean(self, data: Any, initial: Any = None) -> File:
        self.most = settings.LARGEST_DOCUMENT
        file = super().clean(data, initial)
        try:
            return looked_at(bytes(file.read()), name=file.name)
        except OtherThanItsName as other:
            raise ValidationError(
                _(
                    "The file's name says one thing and its content another: it holds"
                    " %(kind)s. Save it anew from the program it was made in."
                ),
                params={"kind": other.kind.ending},
            ) from other
        except (UnknownKind, NotAPicture, TooManyPixels) as unknown:
            raise ValidationError(
                _(
                    "This kind of file is not taken in, whatever it is called. PDF,"
                    " Word, Excel, OpenDocument text, PNG, JPEG, text and CSV are. Files"
                    " with macros are not."
                )
            ) from unknown
        except Harmful as harmful:
            raise ValidationError(
                _(
                    "The virus scanner said no to this file, so it was not taken in."
                    " Tell whoever you have it from."
                )
            ) from harmful
        except NotScanned as silent:
            raise ValidationError(
                _(
                    "The virus scanner does not answer, so the file was not taken in."
                    " Tell those who run Nabolag, and try again later."
                )
            ) from silent


class RecordLines(Form):
    """What a document is called, and what it is by law."""

    title = Line(label=_("What is it called?"), max_length=200)
    status = forms.ChoiceField(
        label=_("What is it by law?"),
        choices=STATUSES,
        widget=forms.RadioSelect,
        help_text=_(
            "A working document is a draft within your own office. What has been sent"
            " to or from others, or belongs to a case, is a case document."
        ),
        initial="working",
    )
    legal_ground = Line(
        label=_("If it is exempt from public access: on which ground?"),
        help_text=_("Such as “offl. § 14”. Leave it empty where it is public."),
        max_length=200,
        required=False,
    )

    def record(self) -> Record:
        """Give what was said, as the actions take it."""
        said = self.cleaned_data
        return Record(
            title=said["title"],
            status=said["status"],
            legal_ground=said["legal_ground"],
        )

    @staticmethod
    def said_now(document: Document) -> dict[str, object]:
        """Give what the form is filled with."""
        return {
            name: getattr(document, name)
            for name in ("title", "status", "legal_ground")
        }


class NewDocument(RecordLines):
    """A new document, with its file."""

    file = SentDocument(
        label=_("File"),
        help_text=_(
            "PDF, Word, Excel, OpenDocument text, PNG, JPEG, text or CSV. Leave out what"
            " tells of single persons."
        ),
    )
