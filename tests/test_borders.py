"""What linters cannot see: borders between packages, and between code and docs."""

from __future__ import annotations

import re
import runpy
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

ROOT = Path(__file__).parents[1]
SRC = ROOT / "src"
DOCS = ROOT / "docs"
LONGEST_FILE, LARGEST_FILE = 300, 400_000
LONGER_FILES = {
    "nabolag/values.py": "the words all rooms share, read best in one place",
}
"""Source files that are allowed to be longer, each with its reason."""
LICENCE_NOT_STATED = {"oslo_households_with_children", "oslo_tenure"}
"""Recipes for files whose publisher states no licence: such files are never shipped."""


def in_a_new_process(program: str) -> str:
    run = subprocess.run(
        [sys.executable, "-W", "error", "-c", program],
        capture_output=True,
        text=True,
        check=False,
        cwd=SRC,
    )
    assert run.returncode == 0, run.stderr
    return run.stdout


def our_files() -> list[Path]:
    """Every file that is committed, or would be."""
    git = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(git, capture_output=True, text=True, check=True, cwd=ROOT)
    paths = [ROOT / name for name in listed.stdout.split("\0") if name]
    return [path for path in paths if path.is_file()]


def text_of(path: Path) -> str:
    return path.read_text("utf-8", errors="replace")


# The library without the web


def test_every_part_of_the_library_works_where_django_is_absent():
    program = """
import importlib, pkgutil, sys
for absent in ("django", "whitenoise", "granian", "nabolag_web"):
    sys.modules[absent] = None
import nabolag
for module in pkgutil.walk_packages(nabolag.__path__, "nabolag."):
    if not module.name.endswith("__main__"):
        importlib.import_module(module.name)
        print(module.name)
"""
    assert "nabolag.areas.diagnosis" in in_a_new_process(program).split()


@pytest.mark.parametrize("module", ["nabolag", "nabolag.cli"])
def test_starting_the_command_line_loads_nothing_heavy(module):
    heavy = ["polars", "numpy", "scipy", "django", "babel", "jinja2", "nabolag_web"]
    program = f"""
import sys
import {module}
print(*[name for name in {heavy!r} if name in sys.modules])
"""
    assert in_a_new_process(program).split() == []


def test_reading_and_calculating_never_load_scipys_statistics():
    program = """
import sys
import nabolag.areas.diagnosis, nabolag.sources.reading
print(*[name for name in ("scipy.stats", "pandas", "django") if name in sys.modules])
"""
    assert in_a_new_process(program).split() == []


# Documents


def commands() -> Iterator[tuple[str, click.Command]]:
    from nabolag.cli import root

    yield from _below("nabolag", root)


def _below(name: str, command: click.Command) -> Iterator[tuple[str, click.Command]]:
    if not isinstance(command, click.Group):
        yield name, command
        return
    context = click.Context(command)
    for verb in command.list_commands(context):
        found = command.get_command(context, verb)
        assert found is not None
        yield from _below(f"{name} {verb}", found)


def section(text: str, heading: str) -> str:
    """The part of a document under a heading, down to the next one."""
    found = re.search(rf"^#+ `{re.escape(heading)}`.*?(?=^#+ |\Z)", text, re.M | re.S)
    return found.group() if found else ""


def test_every_command_and_option_is_in_the_docs():
    text = text_of(DOCS / "command-line.md")
    missing = []
    for name, command in commands():
        part = section(text, name)
        options = [opt for param in command.params for opt in param.opts if "-" in opt]
        missing += [name] * (not part)
        missing += [f"{name} {opt}" for opt in options if f"`{opt}" not in part]
    assert missing == []


def test_every_setting_is_in_the_docs():
    places = [*SRC.rglob("*.py"), ROOT / "dev", *(ROOT / "tools").iterdir()]
    places += (ROOT / "tests").rglob("*.py")
    read = set()
    for path in places:
        if path.is_file() and path.suffix in {".py", ".bash", ""}:
            read |= set(re.findall(r"\bNABOLAG_[A-Z][A-Z_]*[A-Z]\b", text_of(path)))
    documented = text_of(DOCS / "configuration.md")
    assert [name for name in sorted(read) if f"`{name}`" not in documented] == []


def test_every_key_of_the_json_document_is_in_the_docs(tmp_path):
    from nabolag.areas.diagnosis import diagnose
    from nabolag.reports.editions.answer import as_json
    from nabolag.sources.reading import read_observations

    figures = tmp_path / "figures.csv"
    figures.write_text(
        "area,name,level,period,indicator,value,numerator,denominator\n"
        "0,Storvik,city,2022,Turnout,0.6,60,100\n"
        "1,Dalen,area,2022,Turnout,0.5,10,20\n"
        "0,Storvik,city,2023,Turnout,0.6,60,100\n"
        "1,Dalen,area,2023,Turnout,:,,\n"
    )
    document = as_json(diagnose(read_observations(figures)))
    text = text_of(DOCS / "json.md")
    assert document["warnings"]
    assert [key for key in sorted(keys_of(document)) if f"`{key}`" not in text] == []


def keys_of(document: object) -> set[str]:
    """Every key in a document, but not those of facts, which differ by code."""
    if isinstance(document, list):
        return {key for each in document for key in keys_of(each)}
    if not isinstance(document, dict):
        return set()
    below = {k for name in document.keys() - {"facts"} for k in keys_of(document[name])}
    return set(document) | below


def test_documents_made_from_the_code_say_what_the_code_says():
    made = runpy.run_path(str(ROOT / "tools" / "made_pages.py"))
    stale = [
        path.name for path, text in made["pages"]().items() if text_of(path) != text
    ]
    assert not stale, "make them anew: .venv/bin/python tools/made_pages.py"


def test_links_between_documents_lead_somewhere():
    broken = [
        f"{page.relative_to(ROOT)}: {target}"
        for page in [*ROOT.glob("*.md"), *DOCS.rglob("*.md")]
        for target in re.findall(r"\]\(([^)#\s]+)[^)]*\)", text_of(page))
        if "://" not in target and not (page.parent / target).exists()
    ]
    assert broken == []


def test_every_shipped_recipe_names_its_publisher_and_the_licence_where_there_is_one():
    paths = sorted((SRC / "nabolag/sources/shipped/recipes").glob("*.toml"))
    recipes = {path.stem: tomllib.loads(text_of(path)) for path in paths}
    assert recipes
    assert [name for name, recipe in recipes.items() if not recipe["publisher"]] == []
    without = {name for name, recipe in recipes.items() if not recipe.get("licence")}
    assert without == LICENCE_NOT_STATED


def test_the_door_tells_its_commands_and_refuses_what_it_does_not_know():
    def door(*words: str) -> subprocess.CompletedProcess[str]:
        command = ["bash", str(ROOT / "dev"), *words]
        return subprocess.run(command, capture_output=True, text=True, check=False)

    help_ = door()
    assert help_.returncode == 0
    for command in ("demo", "test", "check", "bench", "setup", "fonts", "lock"):
        assert f"./dev {command}" in help_.stdout
        assert f"./dev {command}" in text_of(DOCS / "development.md")
    assert door("nonsense").returncode == 2


# What may be committed


def test_no_committed_file_names_a_registry_or_a_place_on_this_machine():
    from pip._internal.models.index import PyPI

    hosts = [PyPI.netloc, PyPI.file_storage_domain, ".".join(["npmjs", "org"])]
    places = [f"{ROOT}/", f"{Path.home()}/"] if len(Path.home().parts) > 1 else []
    found = [
        f"{path.relative_to(ROOT)}: {bad}"
        for path in our_files()
        for bad in (*hosts, *places)
        if bad in text_of(path)
    ]
    assert found == []


def test_nothing_compiled_third_party_or_huge_is_committed():
    made = {".mo", ".pyc", ".so", ".whl", ".woff", ".woff2", ".ttf", ".otf", ".xlsx"}
    foreign = re.compile(r"\.min\.(js|css)$|^(uv|poetry|pdm)\.lock$")
    wrong = [
        str(path.relative_to(ROOT))
        for path in our_files()
        if path.suffix in made
        or foreign.search(path.name)
        or path.stat().st_size > LARGEST_FILE
    ]
    assert wrong == []


def test_no_source_file_is_too_long_to_read_at_once():
    lengths = {
        str(path.relative_to(SRC)): len(text_of(path).splitlines())
        for path in SRC.rglob("*.py")
    }
    too_long = {name for name, lines in lengths.items() if lines > LONGEST_FILE}
    assert too_long == set(LONGER_FILES)
