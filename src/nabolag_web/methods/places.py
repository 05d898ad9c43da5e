"""The page that a note belongs to, carried through an address so that it stays true."""

from __future__ import annotations

from dataclasses import dataclass

from django.core.signing import BadSignature, Signer
from django.utils.encoding import escape_uri_path

_signer = Signer(salt="nabolag.experience")
_LONGEST_PAGE, _LONGEST_TITLE = 300, 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A page of a programme and what it is called; empty for the programme itself."""

    page: str = ""
    about: str = ""

    def sealed(self) -> str:
        """Give the place for an address: what is sealed cannot be rewritten there."""
        return _signer.sign_object([self.page, self.about])


NOWHERE = Place()


def place(*, page: str, about: str) -> Place:
    """Give a page as a place; one with an address too long to keep is left out."""
    if len(page) > _LONGEST_PAGE:
        return NOWHERE
    return Place(page=page, about=about[:_LONGEST_TITLE])


def opened(sealed: str, *, slug: str) -> Place:
    """Give the place that was sealed, if it is a page of this programme.

    Anything else gives the programme itself, so that no one loses what they wrote
    because an address was cut short on its way.
    """
    try:
        page, about = _signer.unsign_object(sealed)
    except BadSignature:
        return NOWHERE
    if not page.startswith(f"/p/{slug}/"):
        return NOWHERE
    return Place(page=page, about=about)


def address_of(page: str) -> str:
    """Give the address of a stored page, whatever letters an area's code has."""
    return escape_uri_path(page)
