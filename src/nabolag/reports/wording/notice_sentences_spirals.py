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

EXCHANGED: Mapping[str, str] = {
    "xmile_distributions": message(
        "XMILE has no distributions. The middle is written of %(names)s."
    ),
    "xmile_measured": message("Left out is what was measured of %(names)s."),
    "xmile_arrows": message(
        "Left out are arrows with their judgements and evidence; their equations are"
        " written: %(names)s."
    ),
    "xmile_evidence": message("Left out is the evidence of %(names)s."),
    "xmile_better": message("Left out is whether more is better of %(names)s."),
    "xmile_correlations": message("Left out is that these go together: %(names)s."),
    "xmile_events": message("Left out are the events %(names)s."),
    "xmile_areas": message(
        "One area is written, with the values of the model itself. Left out are"
        " %(names)s."
    ),
    "xmile_from_areas": message(
        "What comes from other areas is written as what leaves this one, in %(names)s."
    ),
    "xmile_outputs": message("Left out is that these are told of first: %(names)s."),
    "xmile_sources": message("Left out are the sources."),
    "xmile_fictional": message("Left out is that the model tells of no real place."),
    "xmile_renamed": message(
        "XMILE would not tell these names from others, so they are written with a"
        " number: %(names)s."
    ),
    "xmile_non_negative": message(
        "Stops at 0, which some programs read differently: %(names)s."
    ),
}
"""Notices of a model that is written for other programs."""
