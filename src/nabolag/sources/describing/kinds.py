"""The kind of an indicator where file or recipe does not say it."""

from __future__ import annotations

from nabolag.values import Kind, Topic, sensitive_topic


def usual_kind(*words: str, topic: Topic | None) -> Kind:
    """Give the kind of an indicator by its id and names: a result, unless it is context.

    Said here, so that an indicator is only called forced where someone asked for more.

    >>> usual_kind("turnout", "Valgdeltakelse", topic=None)
    <Kind.RESULT: 'result'>
    """
    context = topic is not None or sensitive_topic(*words) is not None
    return Kind.CONTEXT if context else Kind.RESULT
