"""A recipe from the sections of a TOML file: which key means what.

Every key is described, with an example, in ``docs/recipes.md``.
"""

from __future__ import annotations

from nabolag.sources.describing.kinds import usual_kind
from nabolag.sources.describing.recipes import (
    Breakdown,
    Count,
    Fetch,
    Figure,
    Level,
    LevelBy,
    Match,
    Measured,
    Only,
    Place,
    Recipe,
)
from nabolag.sources.files.sections import Section, break_of
from nabolag.values import (
    Dimension,
    Direction,
    Indicator,
    Kind,
    Measure,
    Note,
    Topic,
)

_TOP = (
    *("id", "title", "publisher", "table", "licence", "address", "division"),
    *("decimal", "signs", "match", "area", "period", "breakdown", "leave_out"),
    *("indicator", "break", "fetch"),
)
_PLACE = ("code", "name", "scheme", "level", "district", "read_as", "leave_out_unknown")
_LEVEL = ("column", "values", "prefix", "ending", "length", "order", "otherwise")
_INDICATOR = (
    *("id", "name", "measure", "unit", "per", "direction", "dimension", "kind"),
    *("counted", "definition", "topic", "value", "numerator", "denominator"),
    *("adds_up", "where"),
)


def recipe_of(top: Section) -> Recipe:
    """Give the recipe a TOML file holds.

    Raises :class:`nabolag.errors.BadInput` with the line for what is misspelt,
    missing or contradicts itself.
    """
    top.only(*_TOP)
    period = top.one("period").only("column", "always")
    recipe = Recipe(
        id=top.needed("id"),
        title=top.pairs("title"),
        publisher=top.needed("publisher"),
        table=top.maybe("table"),
        licence=top.maybe("licence"),
        address=top.maybe("address"),
        division=top.maybe("division"),
        decimal=top.maybe("decimal"),
        signs=_signs(top),
        match=_match(top),
        places=tuple(_place(part) for part in top.several("area")),
        period=period.texts("column"),
        period_always=period.maybe("always"),
        breakdowns=tuple(_breakdown(part) for part in top.sections("breakdown")),
        leave_out=tuple(_left_out(part) for part in top.sections("leave_out")),
        indicators=tuple(_measured(part) for part in top.several("indicator")),
        breaks=tuple(break_of(part) for part in top.sections("break")),
        fetch=_fetch(top),
    )
    _refuse_contradictions(recipe, top)
    return recipe


def _signs(top: Section) -> dict[str, Note]:
    signs = top.section("signs")
    if signs is None:
        return {}
    notes = {sign: signs.choice(sign, Note) for sign in signs.values}
    return {sign: note for sign, note in notes.items() if note is not None}


def _match(top: Section) -> Match:
    match = top.one("match").only("columns", "tables")
    return Match(columns=match.lists("columns"), tables=match.texts("tables"))


def _place(part: Section) -> Place:
    part.only(*_PLACE)
    if not part.texts("code") and not part.texts("name"):
        raise part.refusal(
            found="[area] names no column.",
            expected="code or name, with the column the areas stand in",
            remedy='Add for example name = "bydel".',
            key="area",
        )
    return Place(
        code=part.texts("code"),
        name=part.texts("name"),
        scheme=part.texts("scheme"),
        level=_level(part),
        district=part.texts("district"),
        read_as=part.pairs("read_as"),
        leave_out_unknown=part.switch("leave_out_unknown"),
    )


def _level(part: Section) -> Level | None:
    if not part.has("level"):
        return None
    if not isinstance(part.values["level"], dict):
        return Level(by=LevelBy.ALWAYS, otherwise=part.needed("level"))
    level = part.one("level")
    level.only(*_LEVEL)
    by = next((by for by in LevelBy if level.has(by.value)), None)
    if by is None:
        raise level.refusal(
            found="The level of an area is not told.",
            expected="one of column, prefix, ending, length, order",
            remedy="Say how a row tells its level; docs/recipes.md shows each way.",
        )
    by_text = by in (LevelBy.PREFIX, LevelBy.ENDING, LevelBy.LENGTH)
    return Level(
        by=by,
        column=level.texts("column"),
        levels=level.pairs(by.value if by_text else "values"),
        order=level.texts("order"),
        otherwise=level.maybe("otherwise"),
    )


def _breakdown(part: Section) -> Breakdown:
    part.only("id", "column", "total", "sum")
    total = part.texts("total")
    if bool(total) == part.switch("sum"):
        raise part.refusal(
            found=f"The breakdown “{part.needed('id')}” does not settle its total.",
            expected='either total = "…" or sum = true',
            remedy="Name the row that holds the total, or say that the parts are added.",
        )
    return Breakdown(
        id=part.needed("id"), column=part.needed_texts("column"), total=total
    )


def _left_out(part: Section) -> Only:
    part.only("column", "is", "reason")
    return Only(
        column=part.needed_texts("column"),
        values=part.needed_texts("is"),
        reason=part.needed("reason"),
    )


def _measured(part: Section) -> Measured:
    part.only(*_INDICATOR)
    measured = Measured(
        indicator=_indicator(part),
        where=tuple(_only(condition) for condition in part.sections("where")),
        value=_figure(part),
        numerator=_count(part, "numerator"),
        denominator=_count(part, "denominator"),
        adds_up=part.switch("adds_up"),
    )
    counted = measured.numerator and measured.denominator
    if measured.value is None and not counted:
        raise part.refusal(
            found=f"The indicator “{measured.indicator.id}” has no figures.",
            expected="a value, or a numerator and a denominator",
            remedy="Name the columns its figures stand in.",
            key="indicator",
        )
    return measured


def _indicator(part: Section) -> Indicator:
    id_, names = part.needed("id"), part.pairs("name")
    topic = part.choice("topic", Topic)
    usual = usual_kind(id_, *names.values(), topic=topic)
    return Indicator(
        id=id_,
        names=names,
        measure=part.choice("measure", Measure) or Measure.AMOUNT,
        unit=part.maybe("unit") or "",
        per=part.number("per") or 1.0,
        direction=part.choice("direction", Direction) or Direction.NEITHER,
        dimension=part.choice("dimension", Dimension),
        kind=part.choice("kind", Kind) or usual,
        counted=part.maybe("counted"),
        definition=part.maybe("definition"),
        topic=topic,
    )


def _figure(part: Section) -> Figure | None:
    if not part.has("value"):
        return None
    if not isinstance(part.values["value"], dict):
        return Figure(column=part.needed_texts("value"))
    figure = part.one("value")
    figure.only("column", "divide_by", "decimals", "missing")
    decimals = figure.number("decimals")
    return Figure(
        column=figure.needed_texts("column"),
        divide_by=figure.number("divide_by") or 1.0,
        decimals=None if decimals is None else int(decimals),
        missing=figure.texts("missing"),
    )


def _count(part: Section, key: str) -> Count | None:
    if not part.has(key):
        return None
    if not isinstance(part.values[key], dict):
        return Count(column=part.needed_texts(key))
    count = part.one(key)
    count.only("column", "where")
    where = tuple(_only(condition) for condition in count.sections("where"))
    return Count(column=count.needed_texts("column"), where=where)


def _only(part: Section) -> Only:
    part.only("column", "is", "is_not")
    out = part.has("is_not")
    return Only(
        column=part.needed_texts("column"),
        values=part.needed_texts("is_not" if out else "is"),
        out=out,
    )


def _fetch(top: Section) -> Fetch | None:
    fetch = top.section("fetch")
    if fetch is None:
        return None
    fetch.only("api", "address", "table", "query")
    query = fetch.section("query")
    return Fetch(
        api=fetch.needed("api"),
        address=fetch.needed("address"),
        table=fetch.needed("table"),
        query={} if query is None else {k: query.texts(k) for k in query.values},
    )


def _refuse_contradictions(recipe: Recipe, top: Section) -> None:
    if not recipe.period and not recipe.period_always:
        raise top.refusal(
            found="[period] says nothing.",
            expected="column, or always where the file is of one period",
            remedy='Add for example column = "år".',
            key="period",
        )
    summed = [part.id for part in recipe.breakdowns if part.summed]
    fixed = [m.indicator.id for m in recipe.indicators if not m.summed]
    if summed and fixed:
        raise top.refusal(
            found=f"“{fixed[0]}” has a published value, and “{summed[0]}” is added up.",
            expected="only counts to be added: two percentages have no sum",
            remedy="Read it from a numerator and a denominator, or set adds_up = true "
            "if the value is a count.",
            key="sum",
        )
