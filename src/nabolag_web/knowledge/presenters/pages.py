"""What a page with one form says around it."""

from __future__ import annotations

from dataclasses import dataclass


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
