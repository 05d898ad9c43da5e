"""The small table of which indicators count for which dimension."""

from __future__ import annotations

from unicodedata import normalize

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nabolag.areas.fifths.mapping import Counted, own_mapping
from nabolag.errors import BadInput
from nabolag.sources.describing.dimensions import read_dimensions, written_dimensions
from nabolag.values import Dimension, Direction, Indicator, Topic

MORE, LESS = Direction.MORE_IS_WORSE, Direction.MORE_IS_BETTER
HEADING = "indicator,dimension,challenge"


def indicator(id_, direction=Direction.NEITHER, dimension=None, topic=None):
    return Indicator(
        id=id_, names={}, direction=direction, dimension=dimension, topic=topic
    )


KNOWN = (
    indicator("crowded", MORE, Dimension.PHYSICAL),
    indicator("turnout", LESS, Dimension.SOCIAL),
    indicator("rented"),
    indicator("abroad", topic=Topic.ORIGIN),
)


@pytest.fixture
def read(tmp_path):
    def make(*lines, heading=HEADING, encoding="utf-8"):
        path = tmp_path / "dimensions.csv"
        path.write_bytes("\n".join([heading, *lines, ""]).encode(encoding))
        return read_dimensions(path, KNOWN)

    return make


def test_dimension_and_challenge_are_read_as_they_stand(read):
    assert read("crowded,physical,more", "turnout,social,less") == (
        Counted(indicator="crowded", dimension=Dimension.PHYSICAL, challenge=MORE),
        Counted(indicator="turnout", dimension=Dimension.SOCIAL, challenge=LESS),
    )


def test_the_table_may_turn_an_indicator_and_give_one_a_direction(read):
    assert read("crowded,social,less", "rented,structural,more") == (
        Counted(indicator="crowded", dimension=Dimension.SOCIAL, challenge=LESS),
        Counted(indicator="rented", dimension=Dimension.STRUCTURAL, challenge=MORE),
    )


def test_an_empty_challenge_is_the_indicators_own(read):
    assert [c.challenge for c in read("crowded,physical,", "turnout,social,")] == [
        MORE,
        LESS,
    ]


def test_an_indicator_without_dimension_or_line_does_not_count(read):
    assert read("crowded,,more", "rented,,", "abroad,,") == ()


@pytest.mark.parametrize(
    ("word", "dimension"),
    [
        ("fysisk", Dimension.PHYSICAL),
        ("Sosialt", Dimension.SOCIAL),
        ("sosial", Dimension.SOCIAL),
        ("OMDØMME", Dimension.REPUTATIONAL),
        ("strukturelt", Dimension.STRUCTURAL),
        ("strukturell", Dimension.STRUCTURAL),
    ],
)
@pytest.mark.parametrize(("way", "challenge"), [("mer", MORE), ("Mindre", LESS)])
def test_norwegian_words_are_known(read, word, dimension, way, challenge):
    told = read(
        f"rented;{word};{way}",
        heading="Indikator;Dimensjon;Utfordring",
        encoding="cp1252",
    )
    assert told == (
        Counted(indicator="rented", dimension=dimension, challenge=challenge),
    )


def test_nynorsk_is_known_too(read):
    assert read("rented,sosialt,meir")[0].challenge is MORE


def test_the_table_may_be_a_workbook(tmp_path, xlsx):
    path = tmp_path / "dimensions.xlsx"
    path.write_bytes(
        xlsx(ark=[HEADING.split(","), ["crowded", "physical", ""], ["rented", "", ""]])
    )
    assert [c.indicator for c in read_dimensions(path, KNOWN)] == ["crowded"]


def refused(read, *lines, **more):
    with pytest.raises(BadInput) as caught:
        read(*lines, **more)
    return caught.value


def test_an_unknown_indicator_is_refused_with_the_nearest(read):
    error = refused(read, "crowded,physical,", "turnuot,social,")
    assert (error.where.line, error.where.column) == (3, "indicator")
    assert error.where.file.endswith("dimensions.csv")
    assert error.found == "The figures have no indicator “turnuot”."
    assert "crowded, turnout, rented" in error.expected
    assert error.remedy == "Did you mean “turnout”?"


def test_an_indicator_like_no_other_is_to_be_taken_out(read):
    assert refused(read, "zzz,social,").remedy == "Take the line out."


@pytest.mark.parametrize("topic", list(Topic))
def test_protected_topics_can_never_be_counted(tmp_path, topic):
    path = tmp_path / "dimensions.csv"
    path.write_text(f"{HEADING}\nx,social,more\n")
    with pytest.raises(BadInput, match="can never be counted") as caught:
        read_dimensions(path, [indicator("x", topic=topic)])
    assert caught.value.where.line == 2
    assert f"is about {topic.value}" in caught.value.found


def test_an_indicator_stands_once(read):
    error = refused(read, "crowded,physical,", "turnout,social,", "crowded,social,")
    assert error.where.line == 4
    assert error.found == "“crowded” stands on line 2 too."


@pytest.mark.parametrize(
    ("line", "column", "words"),
    [
        ("crowded,phsyical,", "dimension", "physical, social"),
        ("crowded,physical,worse", "challenge", "more, less"),
        ("crowded,,worse", "challenge", "more, less"),
    ],
)
def test_unknown_words_are_refused_with_the_known(read, line, column, words):
    error = refused(read, line)
    assert (error.where.line, error.where.column) == (2, column)
    assert f"is not a known {column}" in error.found
    assert words in error.expected


def test_somebody_must_say_which_way_is_the_challenge(read):
    error = refused(read, "crowded,physical,", "rented,structural,")
    assert (error.where.line, error.where.column) == (3, "challenge")
    assert error.found == "“rented” has no direction of its own."


@pytest.mark.parametrize(
    ("heading", "line", "found"),
    [
        ("indicator,dimension", "crowded,physical", "The table lacks challenge."),
        (
            "indicator,dimension,challenge,note",
            "crowded,physical,more,why",
            "The table has also note.",
        ),
        (
            "indicator,dimension,chalenge",
            "crowded,physical,more",
            "The table lacks challenge.",
        ),
    ],
)
def test_other_columns_are_refused(read, heading, line, found):
    error = refused(read, line, heading=heading)
    assert error.found == found
    assert "indicator, dimension, challenge" in error.expected


def test_the_table_to_start_from_says_what_is_used_without_one():
    assert written_dimensions(KNOWN) == (
        "indicator,dimension,challenge\n"
        "crowded,physical,more\n"
        "turnout,social,less\n"
        "rented,,\n"
    )


# Figures' own texts are read with letters in one piece, so ids are too.
WORDS = st.text(
    st.characters(codec="utf-8", categories=["L", "N"]), min_size=1, max_size=8
).map(lambda text: normalize("NFC", text))
INDICATORS = st.lists(
    st.builds(
        indicator,
        WORDS | st.sampled_from(["=1+1", "a,b", 'say "x"', "-x", "@y"]),
        st.sampled_from(Direction),
        st.none() | st.sampled_from(Dimension),
        st.none() | st.sampled_from(Topic),
    ),
    min_size=1,
    max_size=6,
    unique_by=lambda i: i.id,
).filter(lambda some: any(i.topic is None for i in some))


@settings(max_examples=40)
@given(INDICATORS)
def test_what_is_written_is_read_back_as_the_indicators_own(tmp_path_factory, some):
    path = tmp_path_factory.mktemp("dimensions") / "dimensions.csv"
    path.write_text(written_dimensions(some), encoding="utf-8")
    assert read_dimensions(path, some) == own_mapping(some)
