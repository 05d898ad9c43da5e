"""Whatever is asked of the open interface, it answers in its own way and never breaks."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

pytestmark = pytest.mark.django_db

WORDS = st.one_of(
    st.sampled_from(["01", "00", "02", "crowded", "low_income", "2023", "latest"]),
    st.text(max_size=12),
)
NUMBERS = st.one_of(st.integers(), st.text(max_size=6))
QUERIES = st.fixed_dictionaries(
    {},
    optional={
        "area": WORDS,
        "indicator": WORDS,
        "period": WORDS,
        "limit": NUMBERS,
        "offset": NUMBERS,
        "lang": st.one_of(st.sampled_from(["nb", "nn", "en"]), st.text(max_size=4)),
    },
)
calmly = settings(
    max_examples=60,
    deadline=None,
    # The programme is only read, so that examples cannot disturb each other.
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


@calmly
@given(what=st.sampled_from(["observations", "standings", "areas"]), query=QUERIES)
def test_any_question_is_answered_or_refused_with_a_remedy(
    opened, client_of, what, query
):
    answer = client_of().get(f"/api/v1/programmes/{opened.slug}/{what}", query)
    assert answer.status_code in (200, 422)
    said = answer.json()
    if answer.status_code == 422:
        assert said["remedy"]
        return
    assert len(said["items"]) <= said["limit"]
    assert said["count"] <= 12
    assert {row["code"] for row in said["items"]} <= {"00", "01"}
    assert "low_income" not in answer.content.decode()


@calmly
@given(slug=st.text(alphabet="abcæ-/%._0 \x00", max_size=12))
def test_any_address_is_answered_in_json(opened, client_of, slug):
    answer = client_of().get(f"/api/v1/programmes/{slug}")
    assert answer.status_code in (200, 404)
    assert answer.headers["Content-Type"].startswith(
        ("application/json", "application/problem+json")
    )


@calmly
@given(limit=st.integers(1, 15), offset=st.integers(0, 15))
def test_parts_of_a_list_put_together_are_the_list(opened, client_of, limit, offset):
    path = f"/api/v1/programmes/{opened.slug}/observations"
    client = client_of()
    whole = client.get(path).json()["items"]
    part = client.get(path, {"limit": limit, "offset": offset}).json()
    assert part["items"] == whole[offset : offset + limit]
    assert (part["next"] is None) == (offset + limit >= len(whole))


@calmly
@given(header=st.text(alphabet=st.characters(min_codepoint=32, max_codepoint=126)))
def test_any_wish_for_a_language_gets_one_of_ours(opened, client_of, header):
    path = f"/api/v1/programmes/{opened.slug}/indicators"
    answer = client_of(language=header).get(path)
    assert answer.status_code == 200
    assert answer.headers["Content-Language"] in ("nb", "nn", "en")


@calmly
@given(tag=st.text(alphabet=st.characters(min_codepoint=32, max_codepoint=126)))
def test_a_mark_that_is_not_ours_is_never_taken_for_one(opened, client_of, tag):
    path = f"/api/v1/programmes/{opened.slug}/areas"
    answer = client_of().get(path, headers={"if-none-match": tag})
    # An asterisk means "whatever there is", and then nothing new is to be told.
    assert answer.status_code == (304 if tag.strip() == "*" else 200)
