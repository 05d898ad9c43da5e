"""What a server owner may choose, and what is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from nabolag.errors import WrongUsage
from nabolag_web.config.environment import read_environment

KEY = "k" * 50


def test_with_nothing_chosen_only_this_machine_is_answered():
    chosen = read_environment({})
    assert chosen.hosts == ("localhost", "127.0.0.1", "[::1]")
    assert chosen.https == "off"
    assert chosen.language == "nb"
    assert chosen.reports == Path.cwd() / "var" / "reports"


def test_a_local_start_makes_a_long_key_of_its_own_each_time():
    first, second = read_environment({}), read_environment({})
    assert len(first.secret_key) >= 50
    assert first.secret_key != second.secret_key


def test_pages_that_others_can_reach_need_a_key_and_get_https():
    chosen = read_environment(
        {"NABOLAG_HOSTS": "nabolag.example.no", "NABOLAG_SECRET_KEY": KEY}
    )
    assert chosen.secret_key == KEY
    assert chosen.https == "proxy"


def test_several_hosts_are_divided_by_commas():
    chosen = read_environment(
        {"NABOLAG_HOSTS": "a.no, b.no,,", "NABOLAG_SECRET_KEY": KEY}
    )
    assert chosen.hosts == ("a.no", "b.no")


def test_the_owner_of_an_inner_network_may_leave_https_off():
    chosen = read_environment(
        {
            "NABOLAG_HOSTS": "nabolag.local",
            "NABOLAG_SECRET_KEY": KEY,
            "NABOLAG_HTTPS": "off",
        }
    )
    assert chosen.https == "off"


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
    ],
)
def test_nonsense_stops_the_start_with_a_sentence(variables, said):
    with pytest.raises(WrongUsage) as refused:
        read_environment(variables)
    assert said in str(refused.value)
    assert refused.value.exit_code == 2


def test_a_refusal_never_shows_the_key_itself():
    with pytest.raises(WrongUsage) as refused:
        read_environment({"NABOLAG_SECRET_KEY": "hunter2"})
    assert "hunter2" not in str(refused.value)
