"""Pages made from a kept answer say the same as pages made from the whole one."""

from __future__ import annotations

from dataclasses import replace

import pytest

from nabolag.areas.keeping.keeping import area_parts, read_kept, shared_part
from nabolag.areas.result import Diagnosis
from nabolag.errors import WrongUsage
from nabolag.reports.page import Edition
from nabolag.reports.story import page

DALEN, CITY = "S601", Edition(place="Storvik")


@pytest.fixture(scope="module")
def parts(storvik) -> dict[str, bytes]:
    return dict(area_parts(storvik))


@pytest.fixture(scope="module")
def shared(storvik) -> bytes:
    return shared_part(storvik)


def test_every_areas_page_is_the_same_from_its_own_part(storvik, shared, parts):
    for code, part in parts.items():
        kept = read_kept(shared, part)
        edition = Edition(place="Storvik", area=code)
        assert page(kept, edition) == page(storvik, edition), code


def test_the_citys_page_needs_the_shared_part_only(storvik, shared):
    assert page(read_kept(shared), CITY) == page(storvik, CITY)


@pytest.mark.parametrize("language", ["nn", "en"])
def test_the_page_is_the_same_in_other_languages_too(storvik, shared, parts, language):
    edition = Edition(place="Storvik", area=DALEN, language=language)
    kept = read_kept(shared, parts[DALEN])
    assert page(kept, edition) == page(storvik, edition)


def test_areas_that_are_compared_are_read_together(storvik, shared, parts):
    together = list(parts)[:4]
    kept = read_kept(shared, *(parts[code] for code in together))
    for code in together:
        edition = Edition(place="Storvik", area=code)
        assert page(kept, edition) == page(storvik, edition)


def test_decimals_suit_the_figures_of_all_years_also_those_not_read(city):
    whole = (
        city.figure("02", "price", "1999", value=123_456.5, latest=False)
        .figure("02", "burglary", "1999", value=7.25, latest=False)
        .answer()
    )
    edition = Edition(place="Prøveby", area="01")
    assert page(_kept(whole)("01"), edition) == page(whole, edition)


def test_areas_sources_and_years_of_older_figures_are_still_told_of(city):
    old = replace(city, names=city.names | {"04": "Lia"}).figure(
        "04", "turnout", "2009", value=0.5, latest=False, source="older"
    )
    newest = old.figure("04", "turnout", "2031", note="missing", latest=False)
    whole = newest.answer()
    kept = _kept(whole)()
    assert set(kept.table["source"]) == set(whole.table["source"])
    assert "04" in set(kept.table["code"])
    assert page(kept, Edition(place="Prøveby")) == page(whole, Edition(place="Prøveby"))
    edition = Edition(place="Prøveby", area="01")
    assert page(_kept(whole)("01"), edition) == page(whole, edition)


def test_an_unknown_area_is_refused_from_a_kept_answer_too(shared):
    with pytest.raises(WrongUsage):
        page(read_kept(shared), Edition(place="Storvik", area="nowhere"))


def _kept(whole: Diagnosis):
    parts, shared = dict(area_parts(whole)), shared_part(whole)

    def answer(*codes: str) -> Diagnosis:
        return read_kept(shared, *(parts[code] for code in codes))

    return answer
