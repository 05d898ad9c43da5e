"""What is told of Dalen's year and a half: it hangs together, and names no real place."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from nabolag_web.knowledge.models import Asks, Bears, ForumType, Kind, Status

FOLDER = Path(__file__).parents[3] / "examples" / "dalen" / "knowledge"
REAL = re.compile(
    r"Oslo|Groruddal|Stovner|Romsås|Furuset|Holmlia|Tøyen|Bergen|Trondheim|Stavanger"
)


def read(name):
    return tomllib.loads((FOLDER / name).read_text("utf-8"))


@pytest.fixture(scope="module")
def findings():
    return read("findings.toml")["finding"]


@pytest.fixture(scope="module")
def met():
    return read("meetings.toml")


def test_there_are_forty_findings_four_forums_and_25_meetings(findings, met):
    assert len(findings) == 40
    assert len({each["says"] for each in findings}) == 40
    assert (len(met["forum"]), len(met["meeting"])) == (4, 25)
    assert {forum["type"] for forum in met["forum"]} <= set(ForumType.values)
    assert 500 < max(each["ago"] for each in findings) < 560


def test_findings_are_of_every_status_dimension_and_both_ways(findings):
    statuses = {each.get("status", "draft") for each in findings}
    assert statuses == set(Status.values)
    assert {each.get("bears", "challenge") for each in findings} == set(Bears.values)
    assert len({each["dimension"] for each in findings}) == 4


def test_every_piece_of_evidence_and_every_question_can_be_read(findings):
    piece = re.compile(rf"-?(figure|{'|'.join(Kind.values)})(:[a-z.0-9]+)? [123] \S.*")
    later = re.compile(rf"\d+ {piece.pattern}")
    asks = re.compile(rf"({'|'.join(Asks.values)}) \S.*")
    for each in findings:
        assert each["evidence"], each["says"]
        assert all(piece.fullmatch(line) for line in each["evidence"]), each["says"]
        assert all(later.fullmatch(line) for line in each.get("later", ()))
        assert all(asks.fullmatch(line) for line in each.get("asks", ()))


def rests(findings):
    """What each piece rests on, where that is told, and how many days ago it came."""
    for each in findings:
        first = ((each["ago"] - n, one) for n, one in enumerate(each["evidence"], 1))
        after = (one.split(" ", 1) for one in each.get("later", ()))
        for ago, line in (*first, *after):
            if found := re.match(r"-?(place|staff):(\S+)", line):
                yield *found.groups(), int(ago)


def test_what_evidence_rests_on_was_there_before_it(findings):
    places = read("places.toml")
    staff = read("staff.toml")
    came = {("staff", each["key"]): each["ago"] for each in staff["answer"]}
    for each in (*places["analysis"], *places["document"]):
        came["place", each["key"]] = each["ago"]
        for number, _note in enumerate(each.get("notes", ()), start=1):
            came["place", f"{each['key']}.{number}"] = each["ago"]
    came["staff", "pulse.1"] = max(each["ago"] for each in staff["round"]) - 14
    used = list(rests(findings))
    assert len(used) > 10
    for kind, key, ago in used:
        assert came[kind, key] > ago, key


def test_every_service_is_named_in_every_round_and_marks_two_scales():
    staff = read("staff.toml")
    assert len(staff["round"]) > 12
    for asked in staff["round"]:
        assert asked.keys() == {"ago", *staff["services"]}
        for service, many in staff["services"].items():
            marks = asked[service].split()
            assert len(marks) <= many
            assert all(re.fullmatch("[1-5][1-5]", each) for each in marks)
    for answer in staff["answer"]:
        assert answer["service"] in staff["services"]
        assert answer.get("block", staff["blocks"][0]) in staff["blocks"]


def test_what_is_shared_has_no_open_question(findings):
    for each in findings:
        if each.get("status") == "shared":
            assert all("|" in line for line in each.get("asks", ())), each["says"]


def test_everyone_who_sits_in_a_forum_marks_what_is_known_by_then(findings, met):
    seats = {forum["name"]: len(forum["seats"]) for forum in met["forum"]}
    for meeting in met["meeting"]:
        for number, marks in meeting["marks"].items():
            assert len(marks) == seats[meeting["forum"]]
            assert set(marks) <= set("12345")
            assert findings[int(number) - 1]["ago"] > meeting["ago"]


def mean(marks):
    return sum(map(int, marks)) / len(marks)


def apart(met, number):
    """How far apart forums stand on a finding: first and last time each marked it."""
    first, last = {}, {}
    for meeting in sorted(met["meeting"], key=lambda each: -each["ago"]):
        if marks := meeting["marks"].get(str(number)):
            first.setdefault(meeting["forum"], mean(marks))
            last[meeting["forum"]] = mean(marks)
    return (
        max(first.values()) - min(first.values()),
        max(last.values()) - min(last.values()),
    )


def test_disagreement_narrows_on_one_finding_and_widens_on_another(met):
    before, after = apart(met, 1)
    assert before > 1.2 > 1.1 > after
    before, after = apart(met, 7)
    assert before < after
    assert after > 3


def test_no_real_place_is_named():
    for path in FOLDER.glob("*.toml"):
        assert REAL.search(path.read_text("utf-8")) is None
