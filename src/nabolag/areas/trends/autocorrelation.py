"""How alike the errors of neighbouring periods are, one answer for all areas.

One short series says next to nothing of it, so all areas of an indicator are asked
together: the likelihood of what is left beside each area's own line and own scatter
(restricted likelihood, Patterson and Thompson 1971), multiplied over the areas. What
is thought beforehand is the reference prior for a stationary first-order series
(Berger and Yang 1994): the correlation is the sine of an angle, and all angles are
equally likely. Below 0 is left out, since it would only make intervals narrower.

Short series can hardly tell what lasts for long from what lasts for ever, and the
interval for the slope turns on it. Where people are counted, chance says more: figures
that scatter far less than chance about their line do so because what lies beside it
lasts, and the years shown have not yet let it all come out.
"""

from __future__ import annotations

import numpy as np

from nabolag.areas.trends.fitted import Correlation, Floats
from nabolag.areas.trends.whitening import Lines

ANGLES = 40
"""Possible correlations tried; they lie closest together near 1, where it matters."""


def possible(step: float) -> Correlation:
    """Give possible correlations one year apart, as likely as they are beforehand.

    They are spread evenly (as angles) for periods ``step`` years apart.
    """
    per_step = np.sin(np.arange(ANGLES) / ANGLES * np.pi / 2)
    weight = np.ones(ANGLES)
    weight[0] = 0.5  # the first stands at the edge, and for half as many angles
    return Correlation(per_year=per_step ** (1 / step), weight=weight / weight.sum())


def mindful_of_chance(lines: Lines, beforehand: Correlation) -> Correlation:
    """Give what is thought beforehand where figures are counts, and chance is known.

    A correlation under which most areas would scatter less than by chance is thought
    less likely by as much: by half where the scatter is half of chance's own. Scatter
    beyond chance says nothing. Areas that lie exactly on their line say nothing.
    """
    speaking = ~lines.exact
    if not speaking.any():
        return beforehand
    scatter = lines.scatter[speaking] / lines.freedom[speaking, None]
    weight = beforehand.weight * np.minimum(np.median(scatter, axis=0), 1.0)
    return Correlation(per_year=beforehand.per_year, weight=weight / weight.sum())


def likely(lines: Lines, beforehand: Correlation) -> Correlation:
    """Give how likely each correlation is after the figures are seen.

    ``lines`` are fitted for the correlations of ``beforehand``. Areas that lie exactly
    on their line say nothing.
    """
    speaking = ~lines.exact
    together = log_likelihood(lines)[speaking].sum(axis=0)
    weight = beforehand.weight * np.exp(together - together.max())
    return Correlation(per_year=beforehand.per_year, weight=weight / weight.sum())


def log_likelihood(lines: Lines) -> Floats:
    """Give each area's restricted log likelihood, its own scatter taken out, (A, K)."""
    design = lines.design
    variances = design.level_variance * design.slope_variance - design.covariance**2
    return np.asarray(
        -lines.freedom[:, None] / 2 * np.log(lines.scatter)
        - design.links.log_determinant() / 2
        + np.log(variances) / 2
    )


def independent() -> Correlation:
    """Give the certainty that figures are independent of each other."""
    return Correlation(per_year=np.zeros(1), weight=np.ones(1))
