from __future__ import annotations

import hashlib
import os
import socket
from pathlib import Path

import pytest

from nabolag.errors import BadInput, Where
from nabolag.sources.files.opening import (
    LIMITS,
    File,
    Limits,
    open_file,
    printable,
    shown_name,
    sniff,
    too_large,
)


def test_a_file_is_opened_with_its_bytes_its_name_and_its_fingerprint(tmp_path):
    path = tmp_path / "votes.csv"
    path.write_bytes(b"a;b\n1;2\n")
    file = open_file(path)
    assert file.data == b"a;b\n1;2\n"
    assert file.name == str(path)
    assert file.sha256 == hashlib.sha256(b"a;b\n1;2\n").hexdigest()


def test_a_link_counts_as_what_it_leads_to(tmp_path):
    (tmp_path / "votes.csv").write_bytes(b"a;b")
    link = tmp_path / "link.csv"
    link.symlink_to(tmp_path / "votes.csv")
    assert open_file(link).data == b"a;b"


def _missing(folder: Path) -> Path:
    return folder / "nowhere.csv"


def _empty(folder: Path) -> Path:
    path = folder / "empty.csv"
    path.touch()
    return path


def _large(folder: Path) -> Path:
    path = folder / "large.csv"
    path.write_bytes(b"x" * 2_000_001)
    return path


def _folder(folder: Path) -> Path:
    return folder


def _pipe(folder: Path) -> Path:
    path = folder / "pipe.csv"
    os.mkfifo(path)
    return path


def _device(_: Path) -> Path:
    return Path("/dev/zero")


def _loop(folder: Path) -> Path:
    path = folder / "loop.csv"
    path.symlink_to(path)
    return path


def _nul(folder: Path) -> Path:
    return folder / "vo\0tes.csv"


def _too_long(folder: Path) -> Path:
    return folder / ("x" * 300)


@pytest.mark.parametrize(
    ("make", "says"),
    [
        (_missing, "no such file"),
        (_empty, "is empty"),
        (_large, "too large. Expected at most 2 MB"),
        (_folder, "a folder"),
        (_pipe, "a pipe"),
        (_device, "a device"),
        (_loop, "cannot be opened"),
        (_nul, "cannot be opened"),
        (_too_long, "cannot be opened"),
    ],
)
def test_what_is_not_an_ordinary_file_of_a_fair_size_is_refused(tmp_path, make, says):
    with pytest.raises(BadInput, match=says) as refused:
        open_file(make(tmp_path), limits=Limits(bytes_=2_000_000))
    assert refused.value.exit_code == 3


def test_a_socket_is_refused(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with socket.socket(socket.AF_UNIX) as door:
        door.bind("door")
        with pytest.raises(BadInput, match="a socket"):
            open_file(Path("door"))


class _Locked(type(Path())):
    def stat(self, **_: object) -> os.stat_result:
        raise PermissionError


def test_a_file_one_may_not_read_is_refused():
    with pytest.raises(BadInput, match="may not be read"):
        open_file(_Locked("secret.csv"))


@pytest.mark.parametrize(
    ("path", "shown"),
    [
        ("data/votes.csv", "data/votes.csv"),
        ("-rf", "-rf"),
        ("a/gr\u202eø.csv", "gr\\u202eø.csv"),
        ("a/\x1b[31m.csv", "\\x1b[31m.csv"),
        ("a/line\nbreak.csv", "line\\nbreak.csv"),
    ],
)
def test_names_are_shown_without_characters_that_disturb(path, shown):
    assert shown_name(Path(path)) == shown
    assert printable(shown) == shown


def test_a_refusal_for_size_says_what_to_do():
    refused = too_large(Where(file="a.csv"), found="Too much.", expected="less")
    assert "fewer areas, years or columns" in str(refused)


_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504


@pytest.mark.parametrize(
    ("kind", "content"),
    [
        ("csv", "a;b\n1;2\n"),
        ("csv", "\ufeffa;b\n1;2\n"),
        ("csv", "a;b\n1;2\n".encode("utf-16")),
        ("csv", "a;b\n1;2\n".encode("utf-16-le")),
        ("csv", b"a;b\n1\0;2\n"),
        ("csv", "bare ord"),
        ("unknown", bytes(range(256)) * 10),
        ("unknown", b"ab\0\0\0\0" * 100),
        ("px", 'CHARSET="ANSI";\nAXIS-VERSION="2013";'),
        ("px", 'TITLE[en]="Votes";'),
        ("px", 'VALUES("sex")="Men","Women";'),
        ("px", 'CHARSET="AN'),
        ("px", "\ufeffDECIMALS=1;"),
        ("csv", "AREA=1\n"),
        ("jsonstat", '{"class": "dataset", "value": []}'),
        ("jsonstat", '{"dataset": {"dimension": {}, "value": [1]}}'),
        ("geojson", '{"type": "FeatureCollection", "features": []}'),
        ("json", '[{"a": 1}]'),
        ("html", "\n<!DOCTYPE html><title>404</title>"),
        ("html", "<?xml version='1.0'?><html xmlns='x'>"),
        ("gml", "<?xml version='1.0'?><x xmlns:gml='http://www.opengis.net/gml/3.2'>"),
        ("xml", "<?xml version='1.0'?><rows/>"),
        ("pdf", b"%PDF-1.7\n"),
        ("pdf", b"\n\n%PDF-1.4"),
        ("parquet", b"PAR1...."),
        ("sqlite", b"SQLite format 3\0" + b"\0" * 84),
        ("geopackage", b"SQLite format 3\0" + b"\0" * 52 + b"GPKG" + b"\0" * 28),
        ("packed", b"\x1f\x8b\x08\0"),
        ("image", b"\x89PNG\r\n"),
        ("shapefile", b"\0\0\x27\x0a" + b"\0" * 96),
        ("excel", _OLE + "Workbook".encode("utf-16-le")),
        ("ole", _OLE + "WordDocument".encode("utf-16-le")),
        ("zip", b"PK\x03\x04 cut off"),
    ],
)
def test_a_file_is_known_by_its_content(file_of, kind, content):
    assert sniff(file_of(content)) == kind


@pytest.mark.parametrize(
    ("kind", "members"),
    [
        ("excel", {"[Content_Types].xml": "", "xl/workbook.xml": ""}),
        ("zip", {"[Content_Types].xml": "", "word/document.xml": ""}),
        ("shapefile", {"grunnkretser.shp": "", "grunnkretser.dbf": ""}),
        ("zip", {"votes.csv": "a;b"}),
        (
            "zip",
            {"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": ""},
        ),
    ],
)
def test_an_archive_is_known_by_its_members(file_of, archive, kind, members):
    assert sniff(file_of(archive(members))) == kind


def test_an_opendocument_spreadsheet_is_a_workbook(file_of, ods):
    assert sniff(file_of(ods(""))) == "excel"


def test_an_archive_of_very_many_members_is_not_looked_into(file_of, archive):
    crowd = archive({"xl/workbook.xml": ""}) + b"PK\x01\x02" * (LIMITS.members + 1)
    assert sniff(file_of(crowd)) == "zip"


def test_a_file_cannot_be_changed():
    file = File(name="votes.csv", data=b"a;b", sha256="")
    with pytest.raises(AttributeError):
        file.name = "other.csv"  # type: ignore[misc]
