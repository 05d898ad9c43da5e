"""What the notices of the calculation say: what is refused, and what to read with care."""

from __future__ import annotations

from collections.abc import Mapping

from nabolag.reports.wording.language import message

STANDING: Mapping[str, str] = {
    "break": message(
        "Break: figures before and after this period are not compared (%(reason)s)."
    ),
    "context_only": message(
        "Tells of %(topic)s and is for orientation only: never judged, ranked or drawn."
    ),
    "context_only:forced": message(
        "Tells of %(topic)s and is for orientation only, though the file gives it a"
        " direction: never judged, ranked or drawn."
    ),
    "no_city_row": message(
        "The figure for the whole city is not published, so the areas are added together"
        " instead."
    ),
    "no_counts": message(
        "The source gives no counts, so the figures have no interval."
    ),
    "no_spread": message(
        "The source does not give the spread of an average, so it has no interval."
    ),
    "nobody_counted": message("Nobody to count in: %(areas)s."),
    "nothing_to_compare": message(
        "There is no figure for the city to compare with (areas: %(areas)s)."
    ),
    "ratio_impossible": message(
        "The rest of the city is nought, so there is no ratio (areas: %(areas)s)."
    ),
    "rest_impossible": message(
        "The rest of the city cannot be found by subtraction: the published figures do"
        " not fit together (areas: %(areas)s)."
    ),
    "value_confidential": message(
        "Hidden by the source, to protect the people behind the figure: %(areas)s."
    ),
    "value_missing": message("The source has no figure for: %(areas)s."),
    "value_not_possible": message("A figure cannot occur in: %(areas)s."),
}
"""Why a figure is missing, or cannot be held against its city."""

FOLLOWING: Mapping[str, str] = {
    "plan_too_short": message(
        "The plan gives %(figures)s figures, and a trend needs %(needed)s. No change can be"
        " shown yet."
    ),
    "plan_too_short:new": message(
        "A change that starts now gives %(figures)s figures, and a trend needs"
        " %(needed)s. It cannot be shown yet."
    ),
    "plan_without_past": message(
        "There are too few figures to learn how much they swing from year to year. The plan"
        " reckons with chance alone, so a change may have to be larger to be seen."
    ),
    "plan_without_scatter": message(
        "How much the figures swing is not known, so no change can be planned for (areas:"
        " %(areas)s; %(count)s in all)."
    ),
    "regression_to_the_mean": message(
        "These areas lay far from the city at first, and have come nearer: %(areas)s"
        " (%(n)s in all). Areas that are chosen because they lay far off tend to come"
        " nearer by chance alone."
    ),
    "trend_before_break": message(
        "The trend is of %(first)s to %(last)s, before a break. The figures since then, up"
        " to %(newest)s, are too few for a trend."
    ),
    "trend_held_otherwise": message(
        "Some figures are held against something else than the others are, and are not part"
        " of the trend (figures: %(figures)s)."
    ),
    "trend_same_moment": message(
        "Several periods are of the same year: %(periods)s. There is no trend of them."
    ),
    "trend_too_few_periods": message(
        "There are figures for %(periods)s comparable periods, and a trend needs %(needed)s."
    ),
    "trend_too_short": message(
        "Too few comparable figures for a trend, which needs %(needed)s: %(areas)s"
        " (%(count)s in all)."
    ),
    "trend_without_scatter": message(
        "The figures lie on a line without any swing, so it cannot be told how sure it is"
        " (areas: %(areas)s; %(count)s in all)."
    ),
    "trend_without_year": message(
        "No year can be read from these periods, and they are not part of the trend:"
        " %(periods)s."
    ),
}
"""What is told of change over time, and of plans to see it."""

TOGETHER: Mapping[str, str] = {
    "concentration_too_few": message(
        "Figures for %(areas)s areas are too few to tell how concentrated a challenge is. It"
        " takes %(needed)s."
    ),
    "concentration_without_counts": message(
        "The figure is not a count of those affected, so it cannot be told how concentrated"
        " they live."
    ),
    "fifth_one_period": message(
        "There is only one figure for each area and no counts, so it cannot be told how"
        " sure it is who is where the challenge is greatest."
    ),
    "fifth_too_few_areas": message(
        "Figures for %(areas)s areas are too few to speak of a fifth of them. It takes"
        " %(needed)s (measures: %(indicators)s)."
    ),
    "pile_up_not_measured": message(
        "No dimension has two measures that can be counted, so it cannot be told where"
        " difficulties pile up."
    ),
    "similar_too_few": message(
        "Figures for %(areas)s areas are too few to tell which are alike. It takes"
        " %(needed)s."
    ),
    "similar_too_few_indicators": message(
        "There are too few measures to tell which areas are alike: %(indicators)s of at"
        " least %(needed)s."
    ),
}
"""What is told of all areas together."""

MOVING: Mapping[str, str] = {
    "bounds_without_rest": message(
        "The rest of the city is not counted, so what is told is of the area's own change:"
        " %(areas)s (%(count)s in all)."
    ),
    "moves_not_in_figures": message(
        "Moves are counted for areas that have no figures here: %(areas)s (%(count)s in"
        " all)."
    ),
    "split_rest_lacks_areas": message(
        "Some areas are not tabulated, so the rest of the city that the split is held"
        " against is not whole: it has %(percent)s per cent of its people."
    ),
    "split_withheld": message(
        "A count of those who stayed or moved is hidden or missing, so the change is not"
        " split exactly: %(areas)s (%(count)s in all)."
    ),
    "split_without_rest": message(
        "Too little of the rest of the city is tabulated, so the area's own change is split:"
        " %(areas)s (%(count)s in all)."
    ),
    "turnover_incomplete": message(
        "A count of moves is hidden or missing, so there is no rate: %(areas)s (%(count)s in"
        " all)."
    ),
}
"""What is told of moving in and out."""

CALCULATING: Mapping[str, str] = {**STANDING, **FOLLOWING, **TOGETHER, **MOVING}
"""Every sentence on what is calculated, by its code."""
