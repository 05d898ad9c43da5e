"""What a form says when someone else was first: what they wrote, field by field."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any, cast

from django.forms import BoundField, ChoiceField, Form
from django.http import QueryDict
from django.utils.choices import flatten_choices
from django.utils.formats import date_format
from django.utils.translation import gettext as _

_NOTHING = "–"


def tell_clash(form: Form, now: Any, *, called: str = "") -> None:
    """Say in a form what someone else wrote meanwhile; what was typed stands in it.

    ``now`` is the row as it stands, with its ``version``, and ``called`` what it says,
    where the form's own fields do not. Sent once more, the form replaces what the other
    wrote.
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
    if called:
        form.add_error(None, _("“%(said)s”") % {"said": called})
    for field in form.visible_fields():
        if hasattr(now, field.name):
            said = _as_read(field, getattr(now, field.name))
            told = {"field": field.label, "value": said or _NOTHING}
            form.add_error(None, _("%(field)s %(value)s") % told)


def _as_read(field: BoundField, value: Any) -> str:
    """Give a value in the words that the form has for it."""
    if value is None:
        return ""
    if isinstance(value, date):
        return date_format(value)
    if isinstance(field.field, ChoiceField):
        asked = str(getattr(value, "pk", value))
        choices: Any = field.field.choices
        every: Iterator[tuple[Any, Any]] = flatten_choices(choices)
        return next((str(word) for key, word in every if str(key) == asked), str(value))
    return str(value)
