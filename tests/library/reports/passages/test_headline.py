"""What a report of one area says first."""

from __future__ import annotations

import pytest

from nabolag.reports.passages.headline import main_of, title, verdict
from nabolag.reports.standings.reading import reading_of
from nabolag.reports.standings.trend import trends_of
from nabolag.reports.wording.language import words

EN, NB = words("en"), words("nb")


def newest(city, said=EN):
    return reading_of(city.answer(), said).newest("01")


def text(spans):
    return "".join(span.text for span in spans)


def test_the_clearest_distance_with_a_wish_opens_the_page(city):
    main = main_of(newest(city))
    assert main.indicator.id == "turnout"
    assert (
        title(main, "Almdalen", EN) == "Voted: 46% in Almdalen against 64% in the city"
    )


def test_context_never_opens_the_page(empty_city):
    only = empty_city.figure("01", "born_abroad", value=0.3, other=0.2, half=0.01)
    assert main_of(newest(only)) is None


def test_a_clearer_distance_without_a_wish_gives_way_to_one_with(empty_city):
    both = empty_city.figure("01", "rented", value=0.6, other=0.3, half=0.01)
    both = both.figure("01", "crowded", value=0.15, other=0.14, half=0.02)
    main = main_of(newest(both, NB))
    assert main.indicator.id == "crowded"
    assert title(main, "Almdalen", NB).endswith(
        "15\u00a0% i Almdalen mot 14\u00a0% i byen, men forskjellen er usikker"
    )


def test_without_wishes_the_clearest_of_the_judged_is_chosen(empty_city):
    one = empty_city.figure("01", "price", value=38_400.0, other=46_300.0)
    two = one.figure("01", "rented", value=0.6, other=0.3, half=0.01)
    assert main_of(newest(two)).indicator.id == "rented"
    assert title(main_of(newest(one, NB)), "Almdalen", NB) == (
        "Boligpris: kr\u00a038\u202f400 per m² i Almdalen mot"
        " kr\u00a046\u202f300 per m² i byen"
    )


def test_a_value_alone_opens_the_page_where_nothing_can_be_compared(empty_city):
    alone = empty_city.figure("01", "turnout", value=0.46)
    assert title(main_of(newest(alone)), "Almdalen", EN) == "Voted: 46% in Almdalen"


def test_an_area_without_figures_says_so(empty_city):
    hidden = empty_city.figure("01", "turnout", note="confidential")
    assert title(main_of(newest(hidden)), "Almdalen", EN) == "No figures for Almdalen"


@pytest.mark.parametrize(
    ("values", "said"),
    [
        (
            (0.46, 0.65),
            "On 1 of 2 measures X differs from the rest of the city, on 1 the",
        ),
        ((0.46, 0.80), "On 2 of 2 measures X differs from the rest of the city."),
        ((0.64, 0.65), "On none of 2 measures is it certain that X differs"),
    ],
)
def test_the_verdict_counts_the_sure_and_the_uncertain(empty_city, values, said):
    city = empty_city
    for id_, value in zip(("turnout", "crowded"), values, strict=True):
        city = city.figure("01", id_, value=value, other=0.64, half=0.02)
    assert text(verdict(newest(city), [], "X", EN)).startswith(said)


def test_the_verdict_says_where_nothing_can_be_judged(empty_city):
    price = empty_city.figure("01", "price", value=1.0, other=2.0)
    told = text(verdict(newest(price), [], "X", EN))
    assert told.startswith("No source gives the spread")
    assert told.count(".") == 1


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ([], ""),
        (
            [False, False],
            " No distance has changed by more than chance since last time.",
        ),
        (
            [True, False],
            " Since last time the distance has changed by more than chance",
        ),
    ],
)
def test_the_verdict_says_what_is_new(empty_city, changes, said):
    city = empty_city.figure("01", "turnout", value=0.5, other=0.64, half=0.02)
    told = text(verdict(newest(city), changes, "X", EN))
    assert said in told
    assert ("last time" in told) == bool(said)


def test_the_verdict_is_three_sentences_at_most_and_tells_what_is_not_known(city):
    judged = [s for s in newest(city) if not s.context]
    spans = verdict(judged, [True], "Almdalen", EN)
    assert text(spans).endswith("For 1 measure we cannot tell.")
    assert text(spans).count(". ") == 2
    assert [s.text for s in spans if s.strong] == ["3 of 4 measures"]


def test_the_verdict_says_where_it_goes_before_what_is_new(empty_city):
    city = empty_city.figure("01", "turnout", value=0.5, other=0.64, half=0.02)
    city = city.figure("01", "price", value=1.0, other=2.0)
    city = city.trending(
        "01", "turnout", "widening", slope=-0.01, half=0.001, points=(-0.1, -0.2)
    )
    trends = tuple(trends_of(reading_of(city.answer(), EN), "01").values())
    told = text(verdict(newest(city), [False], "X", EN, trends=trends))
    assert told == (
        "On 1 of 1 measures X differs from the rest of the city. Falling behind: voted."
        " No distance has changed by more than chance since last time."
    )


def test_trends_that_say_nothing_leave_room_for_what_is_not_known(empty_city):
    city = empty_city.figure("01", "turnout", value=0.5, other=0.64, half=0.02)
    city = city.figure("01", "price", value=1.0, other=2.0)
    city = city.trending(
        "01", "turnout", "unchanged", slope=0.0, half=0.001, points=(-0.1, -0.1)
    )
    trends = tuple(trends_of(reading_of(city.answer(), EN), "01").values())
    told = text(verdict(newest(city), [], "X", EN, trends=trends))
    assert told.endswith("the rest of the city. For 1 measure we cannot tell.")
