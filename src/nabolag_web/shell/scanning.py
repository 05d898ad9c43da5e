"""Files put before the machine's own virus scanner, where it has one."""

from __future__ import annotations

import logging
import subprocess
from collections.abc import Sequence

_LOG = logging.getLogger(__name__)
_PATIENCE = 60.0


class Harmful(Exception):
    """The scanner said no to a file."""


class NotScanned(Exception):
    """The scanner did not answer, so that nothing is known of a file."""


def scan(
    content: bytes, *, command: Sequence[str], patience: float = _PATIENCE
) -> None:
    """Give a file to a command on its standard input; 0 lets it in, all else does not.

    Without a command nothing is checked. ``patience`` is in seconds. Raises
    :class:`Harmful` and :class:`NotScanned`.
    """
    if not command:
        return
    try:
        ended = subprocess.run(  # noqa: S603 - the server owner's own command
            list(command),
            input=content,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=patience,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired) as failed:
        _LOG.exception("The virus scanner did not answer, so a file was not taken in.")
        raise NotScanned from failed
    if ended.returncode != 0:
        _LOG.warning("The virus scanner said no to a file: %s.", ended.returncode)
        raise Harmful
