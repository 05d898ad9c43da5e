"""The trail: everything that is done stands there, in words, for those who see it."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import nabolag_web
from nabolag_web.programmes import actions, presenters
from nabolag_web.programmes.models import Membership, Role
from nabolag_web.shell import registry

SOURCE = Path(nabolag_web.__file__).parent


def _codes(file):
    """Give the codes that a file's actions write in a programme's trail."""
    tree = ast.parse(file.read_text("utf-8"))
    others = dict(_taken_in(tree))
    if not others and not _writes_in_the_trail(tree, file):
        return
    takers = {"note": 1, **dict(_takers(tree)), **others}
    for call in ast.walk(tree):
        if isinstance(call, ast.Call) and (name := _called(call)) in takers:
            yield from _words(call.args[takers[name]])


def _writes_in_the_trail(tree, file):
    if file.parent == SOURCE / "programmes" / "actions":
        return True
    taken = [line for line in ast.walk(tree) if isinstance(line, ast.ImportFrom)]
    return any(
        (line.module or "").startswith("nabolag_web.programmes.actions")
        or (
            line.module == "nabolag_web.programmes"
            and any(alias.name == "actions" for alias in line.names)
        )
        for line in taken
    )


def _taken_in(tree):
    """Give what a file takes in from its room's own actions that takes a code further."""
    for line in ast.walk(tree):
        module = getattr(line, "module", None) or ""
        if ".actions." in module and not module.startswith("nabolag_web.programmes"):
            path = SOURCE.parent.joinpath(*module.split(".")).with_suffix(".py")
            within = ast.parse(path.read_text("utf-8"))
            if not _writes_in_the_trail(within, path):
                continue  # another trail, such as an account's own
            names = {alias.name for alias in line.names}
            for function in ast.walk(within):
                if isinstance(function, ast.FunctionDef) and function.name in names:
                    taken = [argument.arg for argument in function.args.args]
                    if "done" in taken:
                        yield function.name, taken.index("done")


def _takers(tree):
    """Give the file's own functions that take a code further, and where they do."""
    for function in ast.walk(tree):
        if isinstance(function, ast.FunctionDef):
            names = [argument.arg for argument in function.args.args]
            if "done" in names and function.name != "note":
                yield function.name, names.index("done")


def _called(call):
    return (
        call.func.attr
        if isinstance(call.func, ast.Attribute)
        else getattr(call.func, "id", "")
    )


def _words(code):
    if isinstance(code, ast.Constant):
        yield code.value
    elif isinstance(code, ast.IfExp):
        yield from (*_words(code.body), *_words(code.orelse))
    else:
        assert ast.unparse(code) == "done", "a code is written out, so it can be read"


ACTION_FILES = [
    file for room in SOURCE.iterdir() for file in sorted(room.glob("actions*/**/*.py"))
] + sorted(SOURCE.glob("*/actions.py"))


def test_every_code_that_any_action_writes_has_words():
    written = {code for file in set(ACTION_FILES) for code in _codes(file)}
    assert {"programme_made", "experience_written"} <= written
    assert written <= registry.done_words().keys()


def test_no_room_keeps_words_for_what_no_one_does():
    """A code that is no longer written stays, if ever, where old trails hold it."""
    written = {code for file in set(ACTION_FILES) for code in _codes(file)}
    assert presenters.DONE_WORDS.keys() <= written


def test_what_was_done_stands_with_who_and_when(
    client, url, text, programme, goal, task
):
    said = text(client.get(url("trail")))
    newest = said.index("Kari Koordinator added “Årsmelding” to the year")
    older = said.index("Kari Koordinator added the goal “Flere møtes”")
    oldest = said.index("Kari Koordinator made the programme Områdeløft Dalen")
    assert newest < older < oldest
    assert "2 March 2026 10:00" in said  # Norwegian time


def test_a_change_and_its_trace_are_one(programme, coordinator, moment):
    with pytest.raises(ValueError, match="Cannot assign"):
        actions.add_goal(
            programme=programme, text="Aldri", above=None, by="no one", at=moment
        )
    assert not programme.goals.exists()


def test_whom_something_was_done_with_is_told_while_they_have_an_account(
    client, url, text, programme, coordinator, member, moment
):
    user = member("reader")
    place = Membership.objects.get(user=user)
    actions.change_role(place=place, role=Role.ANALYST, by=coordinator, at=moment)
    actions.remove_person(place=place, by=coordinator, at=moment)
    said = text(client.get(url("trail")))
    assert "Kari Koordinator gave Person Reader another role (Analyst)" in said
    assert "Kari Koordinator took Person Reader out of the programme" in said
    assert "Person Reader joined the programme" in said
    user.delete()
    said = text(client.get(url("trail")))
    assert "Person Reader" not in said
    assert "took someone who has left out of the programme" in said
    assert "Someone who has left joined the programme" in said


def test_whoever_did_something_and_left_has_no_name(
    client_of, url, text, programme, coordinator, member
):
    board = member("board")
    programme.trail.update(by=None)
    assert "Someone who has left made the programme" in text(
        client_of(board).get(url("trail"))
    )


def test_phases_and_roles_are_told_by_their_names(client, url, text, programme):
    client.post(url("phase", 4))
    client.post(url("name_roles"), {"staff": "Nærmiljøvert"})
    said = text(client.get(url("trail")))
    assert "moved the programme to the phase “Carry out and follow up”" in said
    assert "gave the role Front-line staff the name “Nærmiljøvert”" in said


def test_a_long_trail_has_several_pages_and_asks_the_store_no_more(
    client, url, text, programme, coordinator, moment, django_assert_num_queries
):
    for number in range(60):
        actions.note(
            programme,
            "goal_added",
            by=coordinator,
            at=moment,
            subject=f"Mål {number}",
            person=coordinator.pk,
        )
    # session, user, place, role, count, lines, names
    with django_assert_num_queries(7):
        first = text(client.get(url("trail")))
    assert "Mål 59" in first
    assert "Mål 3”" not in first
    assert "Page 1 of 2 Older" in first
    last = text(client.get(url("trail"), {"page": "2"}))
    assert "Mål 3”" in last
    assert "Newer Page 2 of 2" in last


@pytest.mark.parametrize("page", ["99", "0", "-1", "x"])
def test_a_page_that_is_not_there_is_the_nearest(client, url, text, programme, page):
    assert "made the programme" in text(client.get(url("trail"), {"page": page}))
