"""What a server owner may choose, and what is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from nabolag.errors import WrongUsage
from nabolag_web.config.environment import (
    Database,
    Mail,
    OpenId,
    key_file,
    read_environment,
)

KEY = "k" * 50
OPENID = {
    "NABOLAG_OPENID_SERVER": "https://id.example.no",
    "NABOLAG_OPENID_CLIENT": "nabolag",
    "NABOLAG_OPENID_SECRET": "hush",
}


def chosen_with(**variables):
    return read_environment({"NABOLAG_SECRET_KEY": KEY, **variables})


def test_with_nothing_chosen_only_this_machine_is_answered():
    chosen = read_environment({})
    assert chosen.hosts == ("localhost", "127.0.0.1", "[::1]")
    assert chosen.https == "off"
    assert chosen.language == "nb"
    assert chosen.data == Path.cwd() / "var"
    assert chosen.mail is None
    assert chosen.mail_from == "nabolag@localhost"
    assert chosen.openid is None
    assert not chosen.demo


def test_a_local_start_without_a_folder_makes_a_long_key_of_its_own_each_time(tmp_path):
    nowhere = {"NABOLAG_DATA": str(tmp_path)}
    first, second = read_environment(nowhere), read_environment(nowhere)
    assert len(first.secret_key) >= 50
    assert first.secret_key != second.secret_key


def test_the_key_that_is_kept_in_the_folder_is_used(tmp_path):
    key_file(tmp_path).write_text(f"{KEY}\n")
    others = {"NABOLAG_DATA": str(tmp_path), "NABOLAG_HOSTS": "nabolag.example.no"}
    assert read_environment(others).secret_key == KEY
    chosen = read_environment(others | {"NABOLAG_SECRET_KEY": "x" * 60})
    assert chosen.secret_key == "x" * 60


def test_pages_that_others_can_reach_need_a_key_and_get_https():
    chosen = chosen_with(NABOLAG_HOSTS="nabolag.example.no")
    assert chosen.secret_key == KEY
    assert chosen.https == "proxy"
    assert chosen.mail_from == "nabolag@nabolag.example.no"


def test_several_hosts_are_divided_by_commas():
    assert chosen_with(NABOLAG_HOSTS="a.no, b.no,,").hosts == ("a.no", "b.no")


def test_the_owner_of_an_inner_network_may_leave_https_off():
    chosen = chosen_with(NABOLAG_HOSTS="nabolag.local", NABOLAG_HTTPS="off")
    assert chosen.https == "off"


def test_anyone_may_be_anyone_in_the_demo_on_this_machine_only():
    assert chosen_with(NABOLAG_DEMO="yes").demo
    assert not chosen_with(NABOLAG_DEMO="yes", NABOLAG_HOSTS="a.no").demo
    assert not chosen_with(NABOLAG_DEMO="no").demo


# Where everything is kept


def test_sqlite_is_a_file_in_the_folder(tmp_path):
    chosen = chosen_with(NABOLAG_DATA=str(tmp_path))
    assert chosen.database == Database(
        is_postgresql=False, name=str(tmp_path / "nabolag.sqlite3")
    )


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        (
            "postgresql://kari:p%40ss@db.example.no:5433/nabolag",
            {
                "name": "nabolag",
                "user": "kari",
                "password": "p@ss",
                "host": "db.example.no",
                "port": "5433",
            },
        ),
        ("postgres://localhost/n", {"name": "n", "host": "localhost"}),
        (
            "postgresql://nabolag@/n?host=/run/postgresql&port=5433",
            {
                "name": "n",
                "user": "nabolag",
                "host": "/run/postgresql",
                "port": "5433",
            },
        ),
    ],
)
def test_postgresql_is_one_address(address, expected):
    chosen = chosen_with(NABOLAG_DATABASE=address)
    assert chosen.database == Database(is_postgresql=True, **expected)


# Mail, and the municipality's own sign-in


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("smtp://localhost", ("localhost", 25, "", "", "smtp")),
        (
            "smtp+starttls://kari:p%40ss@mail.example.no",
            ("mail.example.no", 587, "kari", "p@ss", "smtp+starttls"),
        ),
        ("smtps://mail.example.no:4650", ("mail.example.no", 4650, "", "", "smtps")),
    ],
)
def test_a_mail_server_is_one_address(address, expected):
    names = ("host", "port", "user", "password", "security")
    mail = chosen_with(NABOLAG_MAIL=address, NABOLAG_MAIL_FROM="post@example.no")
    assert mail.mail == Mail(**dict(zip(names, expected, strict=True)))
    assert mail.mail_from == "post@example.no"


def test_the_municipality_s_own_sign_in_takes_three_settings_and_may_have_a_name():
    chosen = chosen_with(**OPENID, NABOLAG_OPENID_NAME="ID-porten").openid
    assert chosen == OpenId(
        name="ID-porten",
        server="https://id.example.no",
        client="nabolag",
        secret=OPENID["NABOLAG_OPENID_SECRET"],
    )
    (app,) = chosen.provider()["APPS"]
    assert (app["name"], app["client_id"]) == ("ID-porten", "nabolag")
    assert app["settings"]["server_url"] == "https://id.example.no"
    assert chosen_with(**OPENID).openid.name == "OpenID"


# Nonsense


@pytest.mark.parametrize(
    ("variables", "said"),
    [
        ({"NABOLAG_HOSTS": "*"}, "NABOLAG_HOSTS holds “*”"),
        ({"NABOLAG_HOSTS": "https://a.no"}, "holds “https://a.no”"),
        ({"NABOLAG_HOSTS": "a.no b.no"}, "holds “a.no b.no”"),
        ({"NABOLAG_HOSTS": "a.no"}, "NABOLAG_SECRET_KEY has 0 characters"),
        ({"NABOLAG_SECRET_KEY": "short"}, "NABOLAG_SECRET_KEY has 5 characters"),
        ({"NABOLAG_HTTPS": "yes"}, "NABOLAG_HTTPS is “yes”"),
        ({"NABOLAG_LANGUAGE": "no"}, "NABOLAG_LANGUAGE is “no”"),
        ({"NABOLAG_DATABASE": "mysql://a/b"}, "NABOLAG_DATABASE starts with “mysql”"),
        (
            {"NABOLAG_DATABASE": "nabolag.db"},
            "NABOLAG_DATABASE starts with “nabolag.db”",
        ),
        ({"NABOLAG_DATABASE": "postgresql://a/"}, "names no database"),
        ({"NABOLAG_DATABASE": "postgresql://a:b/c"}, "has a port that is no number"),
        ({"NABOLAG_MAIL": "mail.example.no"}, "NABOLAG_MAIL starts with “mail.example"),
        ({"NABOLAG_OPENID_CLIENT": "nabolag"}, "but NABOLAG_OPENID_SERVER is not"),
    ],
)
def test_nonsense_stops_the_start_with_a_sentence(variables, said, tmp_path):
    with pytest.raises(WrongUsage) as refused:
        read_environment({"NABOLAG_DATA": str(tmp_path), **variables})
    assert said in str(refused.value)
    assert refused.value.exit_code == 2


def test_a_refusal_never_shows_a_secret():
    for variables in (
        {"NABOLAG_SECRET_KEY": "hunter2"},
        {"NABOLAG_DATABASE": "mysql://kari:hunter2@a/b"},
        {"NABOLAG_MAIL": "http://kari:hunter2@a"},
    ):
        with pytest.raises(WrongUsage) as refused:
            read_environment(variables)
        assert "hunter2" not in str(refused.value)


def test_a_virus_scanner_is_a_command_with_its_words():
    assert chosen_with().scanner == ()
    chosen = chosen_with(NABOLAG_SCANNER="sh -c 'exit 0'")
    assert chosen.scanner == ("sh", "-c", "exit 0")


@pytest.mark.parametrize("command", ["no-such-scanner-here -", "sh -c 'exit"])
def test_a_virus_scanner_that_cannot_be_run_stops_the_start(command):
    with pytest.raises(WrongUsage, match="NABOLAG_SCANNER"):
        chosen_with(NABOLAG_SCANNER=command)
