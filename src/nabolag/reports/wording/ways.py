"""What ways of working are called."""

from __future__ import annotations

from nabolag.residents.methods_advice import Way


def way_name(way: Way) -> str:
    """Give a way's method with its channel, where it has one.

    >>> way_name(Way("stand", "street")), way_name(Way("door", ""))
    ('stand, street', 'door')
    """
    return ", ".join(part for part in way if part)
