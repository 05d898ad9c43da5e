"""What a page with one form says around it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, cast

from django.forms import Form
from django.http import QueryDict
from django.utils.translation import gettext as _

from nabolag_web.knowledge.models import Case, Meeting


@dataclass(frozen=True, slots=True, kw_only=True)
class FormPage:
    """A page with one form: its title, its button, and the page it belongs to.

    One that asks ``many`` short questions has the choices of each side by side.
    """

    title: str
    button: str
    above: str
    back: str
    lead: str = ""
    many: bool = False


def tell_clash(form: Form, now: Case | Meeting) -> None:
    """Say in a form what someone else wrote meanwhile; what was typed stands in it.

    Sent once more, the form replaces what the other wrote.
    """
    sent = cast("QueryDict", form.data).copy()
    sent["version"] = str(now.version)
    form.data = sent
    form.add_error(
        None,
        _(
            "Someone else changed this while you were writing, so it is not saved yet."
            " What you wrote stands below. Save once more to replace what they wrote,"
            " which is:"
        ),
    )
    for field in form.visible_fields():
        said = _as_read(getattr(now, field.name))
        form.add_error(
            None,
            _("%(field)s %(value)s") % {"field": field.label, "value": said or "–"},
        )


def _as_read(value: Any) -> str:
    return "" if value is None else str(value)
