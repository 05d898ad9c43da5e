"""Scores from a place-standard tool: read whole or not at all, and told line by line."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nabolag_web.knowledge.actions.score_tables import (
    MOST_ROWS,
    BadScores,
    ScoreRow,
    Wrong,
    read_scores,
)
from nabolag_web.knowledge.models import Score

TABLE = "theme;score;n\nTraffic;3,5;12\nPlay;4;4\nNature;6.25;\n"


def row(theme, score, respondents=None):
    return ScoreRow(theme=theme, score=score, respondents=respondents)


@pytest.mark.parametrize(
    "text",
    [
        TABLE,
        "\ufeff" + TABLE.replace("\n", "\r\n"),
        "\n\nTheme ; SCORE;N\n Traffic;3,5 ;12\n\nPlay;4;4\nNature;6.25;\n;;\n",
        TABLE.replace(";", "\t"),
        "theme,score,n\nTraffic,3.5,12\nPlay,4,4\nNature,6.25,\n",
        'theme,score,n\n"Traffic","3,5",12\nPlay,4,4\nNature,"6,25",\n',
        "n;tema;skår\n12;Traffic;3,5\n4;Play;4\n;Nature;6.25\n",
        "theme;note;score;n\nTraffic;x;3,5;12\nPlay;;4;4\nNature;;6.25;\n",
    ],
)
def test_a_table_is_read_however_it_is_written(text):
    assert read_scores(text, scale=7) == (
        row("Traffic", 3.5, 12),
        row("Play", 4, 4),
        row("Nature", 6.25),
    )


def test_how_many_answered_need_not_be_known():
    assert read_scores("tema,poeng\nTraffic,7", scale=7) == (row("Traffic", 7),)


@pytest.mark.parametrize(
    ("text", "line", "wrong", "found"),
    [
        ("", 1, Wrong.NO_HEAD, ""),
        ("\n \nTraffic;3,5", 3, Wrong.NO_HEAD, "Traffic, 3,5"),
        ("theme;points\nTraffic;3", 1, Wrong.NO_HEAD, "theme, points"),
        ("theme;score", 1, Wrong.NO_ROWS, ""),
        ("theme,score\nTraffic,3,5", 2, Wrong.WIDTH, "3"),
        ("theme;score\nTraffic", 2, Wrong.WIDTH, "1"),
        ("theme;score\n;3", 2, Wrong.NO_THEME, ""),
        ("theme;score\nA;3\n\na;4", 4, Wrong.TWICE, "a"),
        ("theme;score\nA;good", 2, Wrong.NO_NUMBER, "good"),
        ("theme;score\nA;", 2, Wrong.NO_NUMBER, ""),
        ("theme;score\nA;0,9", 2, Wrong.OUTSIDE, "0,9"),
        ("theme;score\nA;7,1", 2, Wrong.OUTSIDE, "7,1"),
        ("theme;score\nA;nan", 2, Wrong.OUTSIDE, "nan"),
        ("theme;score\nA;inf", 2, Wrong.OUTSIDE, "inf"),
        ("theme;score;n\nA;3;0", 2, Wrong.NO_COUNT, "0"),
        ("theme;score;n\nA;3;4.5", 2, Wrong.NO_COUNT, "4.5"),
        ("theme;score;n\nA;3;²", 2, Wrong.NO_COUNT, "²"),
        ("theme;score;n\nA;3;999999999", 2, Wrong.NO_COUNT, "999999999"),
        ("theme;score\n" + "x" * 121 + ";3", 2, Wrong.LONG_THEME, "x" * 121),
    ],
)
def test_the_first_line_that_cannot_be_used_is_told(text, line, wrong, found):
    with pytest.raises(BadScores) as refused:
        read_scores(text, scale=7)
    told = refused.value
    assert (told.line, told.wrong, told.found) == (line, wrong, found)


def test_a_cell_without_end_is_refused():
    with pytest.raises(BadScores) as refused:
        read_scores("theme;score\n" + "x" * 140_000 + ";3", scale=7)
    assert refused.value.wrong is Wrong.LONG_THEME


def test_a_table_of_endlessly_many_themes_is_refused():
    lines = "\n".join(f"Theme {number};3" for number in range(MOST_ROWS + 1))
    with pytest.raises(BadScores) as refused:
        read_scores(f"theme;score\n{lines}", scale=7)
    assert refused.value.wrong is Wrong.TOO_MANY


themes = st.text(st.characters(categories=["L"]), min_size=1, max_size=20)


@given(
    st.dictionaries(themes, st.integers(100, 700), min_size=1, max_size=14).filter(
        lambda scores: len({name.casefold() for name in scores}) == len(scores)
    )
)
def test_what_is_written_out_is_read_back(scores):
    text = "theme;score\n" + "".join(
        f"{theme};{score / 100:.2f}\n".replace(".", ",")
        for theme, score in scores.items()
    )
    read = read_scores(text, scale=7)
    assert {each.theme: round(each.score * 100) for each in read} == scores


@pytest.fixture
def send(asked_by, url, look):
    """Sends a table of scores to an analysis, as staff."""
    analysis = look()
    client = asked_by("staff")

    def sent(**fields):
        fields = {"scale": "7", **fields}
        return client.post(url("place_scores", analysis.pk), fields, follow=True)

    return sent


def stored():
    return list(Score.objects.values_list("theme", "score", "scale", "respondents"))


def test_scores_are_pasted_and_shown_in_the_order_of_the_table(send):
    page = send(pasted=TABLE).content.decode()
    assert stored() == [
        ("Traffic", 3.5, 7, 12),
        ("Play", 4, 7, 4),
        ("Nature", 6.25, 7, None),
    ]
    assert page.index("Traffic") < page.index("Play") < page.index("Nature")


def test_scores_come_as_a_file_with_another_scale(send, sent):
    send(file=sent("tema;skår\nTrafikk;3,5".encode("utf-8-sig"), "a.csv"), scale="5")
    assert stored() == [("Trafikk", 3.5, 5, None)]


def test_the_scale_decides_where_the_dot_stands(send):
    page = send(pasted="theme;score\nA;1\nB;3\nC;5", scale="5").content.decode()
    assert [page.count(f'cx="{x}"') for x in ("8.0", "80.0", "152.0")] == [1, 1, 1]
    assert "From 1 to 5" in page


def test_what_fewer_than_five_have_given_is_hidden(send):
    page = send(pasted="theme;score;n\nPlay;4,4;4\nTraffic;3,3;5").content.decode()
    assert "4.4" not in page
    assert ("Hidden" in page, "Fewer than five" in page) == (True, True)
    assert page.count("kn-scale") == 1
    assert "3.3" in page


def test_new_scores_come_in_the_place_of_the_old(send):
    send(pasted=TABLE)
    send(pasted="theme;score\nTraffic;2")
    assert stored() == [("Traffic", 2, 7, None)]


@pytest.mark.parametrize("wrong", ["theme;score\nA;3\nB;8", "A;3", "theme;score\nB;"])
def test_nothing_is_loaded_halfway_and_what_was_pasted_stands_there(send, wrong):
    send(pasted=TABLE)
    answer = send(pasted=wrong)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert wrong.splitlines()[-1] in page
    assert "Nothing was loaded." in page
    assert len(stored()) == 3


def test_what_is_wrong_is_told_with_its_line_and_what_to_do(send):
    page = send(pasted="theme,score\nTraffic,3,5").content.decode()
    assert "Line 2: This line has 3 cells" in page
    assert "put a semicolon between the cells" in page


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"pasted": " \n"},
        {"pasted": TABLE, "scale": ""},
        {"pasted": TABLE, "scale": "1"},
    ],
)
def test_a_form_without_a_table_or_a_scale_is_given_back(send, fields):
    assert send(**fields).status_code == 422
    assert stored() == []


def test_a_table_that_is_pasted_and_a_file_at_once_is_given_back(send, sent):
    answer = send(pasted=TABLE, file=sent(TABLE.encode(), "a.csv"))
    assert "one of the two" in answer.content.decode()


def test_a_file_that_is_no_text_is_given_back(send, sent):
    answer = send(file=sent("theme;score\nMørk;3".encode("cp1252"), "a.csv"))
    assert "Save it as CSV in UTF-8." in answer.content.decode()
    assert stored() == []
