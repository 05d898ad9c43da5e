"""What commands are told of a run: how many variants, and what is set in the model."""

from __future__ import annotations

from collections.abc import Sequence

from nabolag.errors import WrongUsage

VARIANTS = 1_000
"""Variants that are run where nothing else is said."""


def values_of(settings: Sequence[str]) -> dict[str, float]:
    """Give ``NAME=VALUE`` settings as a mapping; a name may hold signs of equality.

    Raises :class:`WrongUsage` for a setting without a name or a number.

    >>> values_of(["birth rate=0.02"])
    {'birth rate': 0.02}
    """
    values = {}
    for setting in settings:
        name, _, value = setting.rpartition("=")
        try:
            values[name.strip()] = float(value)
        except ValueError:
            name = ""
        if not name:
            raise WrongUsage(
                found=f"--set {setting!r} is no name with a value.",
                expected="NAME=VALUE with a decimal point, such as birth rate=0.02",
                remedy="See the names with: nabolag spirals check MODEL.",
            )
    return values
