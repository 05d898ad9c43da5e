"""What each notice on a spiral says."""

from __future__ import annotations

from collections.abc import Mapping

from nabolag.reports.wording.language import message

RUNNING: Mapping[str, str] = {
    "spiral_failed": message(
        "Was no number in %(variants)s of %(of)s variants, first at time %(time)s."
    ),
    "spiral_loops_capped": message(
        "There may be more loops than are listed: at most %(most)s are, of at most"
        " %(longest)s factors."
    ),
    "spiral_step_coarse": message(
        "Half the time step (%(step)s) changes the answer by %(percent)s per cent of its"
        " range. Try a shorter step, or the method rk4."
    ),
    "spiral_stock_negative": message(
        "Went below 0 (steps of all variants together: %(times)s)."
    ),
    "spiral_table_left": message(
        "The table was read outside its points (steps of all variants together:"
        " %(times)s)."
    ),
}
"""Notices of a run."""
