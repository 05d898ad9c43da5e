"""Files that must not be trusted, all the way through the command."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from nabolag.cli import run

HEAD = b"area,name,period,indicator,value,numerator,denominator,unit\n"


def zipped(name: str, content: bytes) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as box:
        box.writestr(name, content)
    return held.getvalue()


HOSTILE = {
    "empty.csv": b"",
    "only_a_header.csv": HEAD,
    "truncated.px": b'CHARSET="ANSI";\nSTUB="area";\nVALUES("area")="a","b";\nDATA=1 ',
    "bomb.xlsx": zipped("xl/worksheets/sheet1.xml", b" " * 30_000_000),
    "escape.xlsx": zipped("../../etc/passwd", b"x"),
    "page.csv": b"<!doctype html><title>502</title><h1>Bad gateway</h1>",
    "wide.csv": b",".join(b"c%d" % n for n in range(1_000_000)) + b"\n",
    "deep.json": b"[" * 100_000,
    "half_a_letter.csv": HEAD + b"1,Gr\xc3\xb8nland og Gr\xc3,2024,x,0.5,1,2,share\n",
    "mixed.csv": HEAD + b'1,A,2024,x,"0,5",,,share\n2,B,2024,x,0.5,,,share\n',
    "more_than_all.csv": HEAD + b"1,A,2024,x,,3,2,share\n",
    "less_than_none.csv": HEAD + b"1,A,2024,x,,-3,2,share\n",
    "two_descriptions.csv": HEAD + b"1,A,2024,x,1,,,kr\n2,B,2024,x,1,,,m2\n",
    "unknown_place.csv": (
        b'"valg\xe5r";"bosted";"alder";"kj\xf8nn";"valgdeltagelse (prosent)";'
        b'"antall stemmer";"antall stemmeberettigede"\n'
        b'"2023";"Atlantis";"Alder i alt";"Begge kj\xf8nn";50.0;1;2\n'
    ),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_the_command_refuses_with_the_file_and_something_to_do(name, tmp_path, capsys):
    path = tmp_path / name
    path.write_bytes(HOSTILE[name])
    before = sorted(tmp_path.iterdir())
    out = tmp_path / "report.html"
    code = run(["areas", "diagnose", str(path), "--json", "--out", str(out)])
    said = capsys.readouterr()
    assert code == 3
    assert said.out == ""
    assert name in said.err
    assert "Expected" in said.err
    assert sorted(tmp_path.iterdir()) == before


def test_names_with_markup_are_only_text_in_a_report(tmp_path: Path):
    path = tmp_path / "names.csv"
    evil = "<script>alert(1)</script>"
    rows = [f"{n},{evil},2024,x,,{n},9,share" for n in range(1, 4)]
    path.write_bytes(HEAD + "\n".join(rows).encode())
    out = tmp_path / "report.html"
    assert run(["areas", "diagnose", str(path), "--out", str(out)]) == 0
    page = out.read_text(encoding="utf-8")
    assert evil not in page
    assert "&lt;script&gt;" in page
