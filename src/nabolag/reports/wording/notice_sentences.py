"""What each notice code says, as messages with the notice's facts as placeholders.

A code whose sentence depends on one of its facts has a line in :data:`VARIANTS`, and
its other sentence stands under the code with the variant after a colon.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from nabolag.reports.wording.language import message
from nabolag.reports.wording.notice_sentences_areas import CALCULATING
from nabolag.reports.wording.notice_sentences_spirals import EXCHANGED, RUNNING

VARIANTS: Mapping[str, tuple[str, str | None]] = MappingProxyType(
    {
        "context_only:forced": ("forced", "yes"),
        "division_changed:inferred": ("inferred", "yes"),
        "mojibake:meant": ("meant", None),
        "plan_too_short:new": ("which", "new"),
        "status_not_read:meaning": ("meaning", None),
    }
)
"""Variant → the fact that chooses it, and the value it must have (or any)."""

READING: Mapping[str, str] = {
    "apostrophe_removed": message(
        "An apostrophe that an export had put before text like “%(found)s” is taken away"
        " again (cells: %(count)s)."
    ),
    "boundaries_mended": message(
        "The boundaries of %(areas)s of %(of)s areas crossed themselves and were mended."
    ),
    "columns_not_used": message("Columns that are not used: %(columns)s."),
    "counts_not_whole": message(
        "Some counts are not whole numbers, as %(example)s (cells: %(count)s). They are"
        " estimates or averages, and are used as they stand."
    ),
    "decimal_unclear": message(
        "“%(found)s” may be read in two ways and is read as %(read)s. Say the decimal"
        " sign in a recipe if that is wrong."
    ),
    "figure_under_sign": message(
        "Cells marked “%(status)s” hold a figure that should not be shown. The figure is"
        " not used (cells: %(cells)s)."
    ),
    "formula_text": message(
        "Text that a spreadsheet would run as a formula: “%(found)s” (cells: %(count)s)."
        " It is kept as text, and made harmless in exports."
    ),
    "hidden_cells": message(
        "The sheet has hidden rows or columns (%(count)s). They are read like the others."
    ),
    "hidden_characters": message(
        "Characters that do not show were taken away, as in “%(found)s” (cells:"
        " %(count)s)."
    ),
    "label_missing": message(
        "Code %(code)s in %(column)s has no label, so the code stands instead (rows:"
        " %(rows)s)."
    ),
    "macros_ignored": message("The file holds macros. They are never run."),
    "merged_cells": message(
        "The sheet has merged cells (%(count)s). Their text counts for every cell they"
        " cover."
    ),
    "mojibake": message(
        "Letters look as if they were read with the wrong code page: “%(found)s” (cells:"
        " %(count)s). Ask for the file in UTF-8."
    ),
    "mojibake:meant": message(
        "Letters look as if they were read with the wrong code page: “%(found)s”, meant"
        " as “%(meant)s” (cells: %(count)s). Ask for the file in UTF-8."
    ),
    "moves_figure_not_used": message(
        "A figure stands where moves of this kind have none, and is not used (status:"
        " %(status)s, rows: %(rows)s)."
    ),
    "note_not_known": message(
        "The note “%(example)s” is not known, and is left out (rows: %(rows)s)."
    ),
    "percent_mixed": message(
        "Some figures of the column have a per cent sign and some have none, as"
        " “%(found)s” (cells: %(count)s). They are read alike."
    ),
    "rows_left_out": message("Rows that the recipe leaves out: %(rows)s (%(reason)s)."),
    "status_not_read": message(
        "The status “%(status)s” is not known (cells: %(cells)s). A figure under it"
        " stands; an empty cell counts as missing."
    ),
    "status_not_read:meaning": message(
        "The status “%(status)s” is not known; the publisher says it means “%(meaning)s”"
        " (cells: %(cells)s). A figure under it stands; an empty cell counts as missing."
    ),
    "unit_decided": message(
        "The file does not say the unit. The figures are read as %(unit)s."
    ),
}
"""What was found in a file while it was read."""

CHECKING: Mapping[str, str] = {
    "area_ambiguous": message(
        "Names that may mean more than one area are set aside: %(names)s (rows: %(rows)s)."
        " Give their codes."
    ),
    "area_outside_years": message(
        "Areas with figures for years when the division does not have them: %(names)s"
        " (rows: %(rows)s). The figures are kept."
    ),
    "areas_left_out": message(
        "Areas the division does not know are left out, as the recipe says: %(names)s"
        " (rows: %(rows)s)."
    ),
    "copied_period": message(
        "The figures copy those of %(copied)s: %(equal)s of %(rows)s are exactly equal."
        " They are not used as new figures."
    ),
    "division_changed": message(
        "The division changed. New: %(appeared)s. Gone: %(disappeared)s. Figures before"
        " and after are not compared."
    ),
    "division_changed:inferred": message(
        "The areas are not the same as the period before. New: %(appeared)s. Gone:"
        " %(disappeared)s. Figures before and after are not compared."
    ),
    "duplicate_conflict": message(
        "Rows about the same thing contradict each other and are all set aside:"
        " %(names)s (rows: %(rows)s, lines %(lines)s). Ask the publisher which is right."
    ),
    "duplicate_rows": message(
        "Rows that stand more than once are counted once (repeats: %(rows)s, lines"
        " %(lines)s)."
    ),
    "name_on_two_levels": message(
        "The same name is used for a larger and a smaller area: %(names)s. They are"
        " counted apart."
    ),
    "small_numbers_rounded": message(
        "The publisher seems to have rounded small numbers: there are many threes"
        " (%(threes)s) and no ones or twos. Small counts may be off by one or two."
    ),
    "totals_differ": message(
        "The areas together give %(sum)s, but the published total is %(total)s (times:"
        " %(times)s). Both are used as they stand."
    ),
    "unplaced_twice": message(
        "People without an area stand once for each level, and are counted once:"
        " %(names)s (rows: %(rows)s)."
    ),
    "value_disagrees": message(
        "The published value %(value)s for %(area)s is not what its counts give,"
        " %(computed)s (rows: %(count)s). The counts are used."
    ),
}
"""What was found when figures were held against each other."""

SENTENCES: Mapping[str, str] = MappingProxyType(
    {**READING, **CHECKING, **CALCULATING, **RUNNING, **EXCHANGED}
)
"""Every sentence by its code."""

CODED: Mapping[str, str] = MappingProxyType(
    {
        "origin": message("origin"),
        "language": message("language"),
        "religion": message("religion"),
        "health": message("health"),
        "division_changed": message("the division changed"),
        "not_a_district": message("not a district"),
        "not_in_the_city": message("not in the city"),
        "share": message("shares between 0 and 1"),
        "percent": message("per cent"),
        "amount": message("amounts"),
        "per 1000": message("events per 1,000"),
    }
)
"""Facts that are codes themselves, in words; other facts are said as they are."""
