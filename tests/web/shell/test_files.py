"""Style sheets, pictures and scripts: kept by browsers, changed at once, and light."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import staticfiles_storage
from django.urls import reverse

import nabolag_web
from nabolag.reports.editions.fragments import style_rules
from nabolag_web.shell.files import mark_of

A_YEAR = 365 * 24 * 3600
TEMPLATES = sorted(Path(nabolag_web.__file__).parent.glob("*/templates/**/*.html"))
SHEETS = sorted(Path(nabolag_web.__file__).parent.glob("*/static/*/*.css"))
OURS = "".join(s.read_text("utf-8") for s in SHEETS if s.parent.name != "vendor")


@pytest.mark.parametrize("file", ["shell.css", "shell.js", "mark.svg"])
def test_a_file_s_address_changes_with_its_content_so_that_it_is_kept(client, file):
    address = staticfiles_storage.url(f"shell/{file}")
    content = Path(finders.find(f"shell/{file}")).read_bytes()
    assert address == f"/static/shell/{file}?v={mark_of(content)}"
    answer = client.get(address)
    assert answer.content == content
    assert f"max-age={A_YEAR}" in answer["Cache-Control"]
    again = client.get(address, headers={"if-none-match": answer["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_a_mark_is_another_one_for_other_content():
    assert mark_of(b"a") != mark_of(b"b")
    assert mark_of(b"a") == mark_of(b"a")


def test_a_file_that_is_not_there_has_an_address_and_no_mark(client):
    assert staticfiles_storage.url("shell/none.css") == "/static/shell/none.css"
    assert client.get("/static/shell/none.css").status_code == 404


def test_the_figures_rules_are_the_library_s_own_and_kept_as_long(client, db, linked):
    (address,) = [a for a in linked(client.get("/")) if "figures" in a]
    assert address.startswith(f"{reverse('shell:figures_css')}?v=")
    answer = client.get(address)
    assert answer.content.decode() == style_rules()
    assert answer["Content-Type"] == "text/css; charset=utf-8"
    assert f"max-age={A_YEAR}" in answer["Cache-Control"]
    again = client.get(address, headers={"if-none-match": answer["ETag"]})
    assert again.status_code == 304


@pytest.mark.parametrize(
    "address", ["/gallery", "/figures.css", "/static/shell/shell.css"]
)
def test_what_is_sent_is_packed_for_those_who_can_unpack(client, db, address):
    plain = client.get(address)
    assert "Content-Encoding" not in plain
    packed = client.get(address, headers={"accept-encoding": "gzip"})
    assert packed["Content-Encoding"] == "gzip"
    assert "Accept-Encoding" in packed["Vary"]
    assert len(packed.content) < len(plain.content) / 2
    assert len(gzip.decompress(packed.content)) == len(plain.content)


@pytest.mark.parametrize("address", ["/figures.css", "/static/shell/shell.css"])
def test_what_was_packed_is_not_sent_again_while_it_is_the_same(client, db, address):
    packs = {"accept-encoding": "gzip"}
    mark = client.get(address, headers=packs)["ETag"]
    again = client.get(address, headers={**packs, "if-none-match": mark})
    assert (again.status_code, again.content) == (304, b"")


def test_a_first_visit_weighs_less_than_100_kilobytes(client, db, linked):
    packed = {"accept-encoding": "gzip"}
    front = client.get("/", headers=packed)
    files = [a for a in linked(client.get("/")) if not a.endswith(".svg")]
    typeface = "/static/shell/fonts/inter-latin-wght-normal.woff2"
    sent = [client.get(a, headers=packed) for a in (*files, typeface)]
    assert [answer.status_code for answer in sent] == [200] * len(sent)
    assert len(front.content) + sum(len(a.content) for a in sent) < 100_000


def _used(prefix):
    for template in TEMPLATES:
        text = re.sub(r"{[%#].*?[%#]}", " ", template.read_text("utf-8"))
        for classes in re.findall(r'class="([^"]*)"', text):
            for name in re.findall(rf"\b{prefix}-[\w-]+", classes):
                yield name, template.name


def _ruled(sheet):
    return set(
        re.findall(r"\.([a-z][\w-]*)", re.sub(r"(?s)/\*.*?\*/|url\([^)]*\)", "", sheet))
    )


def test_every_class_of_ours_in_a_template_has_a_rule():
    only_names = {"nl-experience", "nl-tabs"}
    have = _ruled(OURS) | _ruled(style_rules()) | only_names
    assert {name for name, _ in _used("nl")} <= have


def test_every_class_of_the_design_system_is_one_it_has():
    have = _ruled(Path(finders.find("vendor/designsystemet.css")).read_text("utf-8"))
    assert {name for name, _ in _used("ds")} <= have


def test_no_rule_of_ours_is_left_over():
    widgets = sorted(Path(nabolag_web.__file__).parent.glob("*/forms*/**/*.py"))
    widgets += sorted(Path(nabolag_web.__file__).parent.glob("*/forms.py"))
    used = {name for name, _ in _used("nl")}
    used |= set(
        re.findall(r"nl-[\w-]+", " ".join(w.read_text("utf-8") for w in widgets))
    )
    assert {name for name in _ruled(OURS) if name.startswith("nl-")} <= used


def test_our_rules_and_the_library_s_do_not_name_the_same_parts():
    frame = Path(finders.find("shell/shell.css")).read_text("utf-8")
    assert _ruled(frame) & _ruled(style_rules()) <= {"small"}
