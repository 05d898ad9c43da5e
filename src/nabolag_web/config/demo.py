"""What the demo opens on: a fictional programme full of life, and Oslo's real figures.

Storvik, Dalen and everyone in them are invented, and every page says so. Oslo's figures
are published ones; nothing is invented about Oslo, so its programme is only a name.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.utils.crypto import get_random_string
from django.utils.translation import override

from nabolag_web.accounts import queries as accounts
from nabolag_web.accounts.actions import make_account
from nabolag_web.accounts.models import User
from nabolag_web.areas.actions import cities, loading
from nabolag_web.config.demo_knowledge import load_knowledge
from nabolag_web.methods.actions import write_note
from nabolag_web.programmes import actions as programmes
from nabolag_web.programmes.models import Phase, Programme, Role
from nabolag_web.programmes.presenters import goal_trees, usual_year

EXAMPLES = Path("examples")
DALEN = "S601"


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Someone invented, who works with Dalen."""

    name: str
    role: Role

    @property
    def email(self) -> str:
        """Give an address that can never receive mail (RFC 2606)."""
        return f"{self.role.value}@storvik.invalid"


TEAM = (
    Person(name="Ingrid Holm", role=Role.COORDINATOR),
    Person(name="Amir Rahimi", role=Role.ANALYST),
    Person(name="Lise Berg", role=Role.STAFF),
    Person(name="Torstein Vik", role=Role.BOARD),
    Person(name="Hanna Moe", role=Role.PARTNER),
    Person(name="Jonas Lie", role=Role.READER),
)

NOTES = (
    (
        Role.STAFF,
        "Vi sto i inngangen på butikken to ettermiddager og spurte om gangveiene.",
        "Vi fikk 60 korte svar, flest fra folk vi ikke hadde møtt før.",
        "Vi gjør det igjen, men tar med kart som folk kan peke på.",
    ),
    (
        Role.COORDINATOR,
        "Vi la fram tallene i prosjektgruppa før vi spurte hva de betyr.",
        "Diskusjonen handlet om tallene, ikke om hva folk ser.",
        "Neste gang spør vi først, og viser tallene etterpå.",
    ),
)


def load(*, at: datetime, examples: Path = EXAMPLES) -> None:
    """Load both examples."""
    people = _team(at)
    _dalen(people, examples / "dalen", at=at)
    _oslo(people[Role.COORDINATOR], examples / "oslo", at=at)


def is_loaded() -> bool:
    """Tell whether the examples are here already."""
    return accounts.account(TEAM[0].email) is not None


def _team(at: datetime) -> dict[Role, User]:
    return {
        person.role: make_account(
            email=person.email,
            name=person.name,
            # No one signs in with it: the demo's start page lets people in.
            password=get_random_string(40),
            language="nb",
            at=at,
        )
        for person in TEAM
    }


def _dalen(people: dict[Role, User], folder: Path, *, at: datetime) -> None:
    leader = people[Role.COORDINATOR]
    with override("nb"):
        programme = programmes.make_programme(
            name="Områdeløft Dalen",
            municipality="Storvik kommune (oppdiktet)",
            by=leader,
            at=at,
            made_up=True,
        )
        _describe(programme, leader, at=at)
    for role, user in people.items():
        if user != leader:
            programmes.join(programme=programme, user=user, role=role, by=leader, at=at)
    _figures_of_storvik(programme, leader, folder, at=at)
    load_knowledge(programme, people, folder / "knowledge", at=at)
    for role, did, happened, again in NOTES:
        write_note(
            programme=programme,
            did=did,
            happened=happened,
            again=again,
            page="",
            about="",
            by=people[role],
            at=at,
        )


def _describe(programme: Programme, leader: User, *, at: datetime) -> None:
    tree = goal_trees()[0]
    programmes.describe_programme(
        programme=programme,
        first_year=at.year - 2,
        last_year=at.year + 4,
        phase=Phase.DOING,
        by=leader,
        at=at,
    )
    programmes.take_goals(
        programme=programme, main=tree.main, goals=tree.goals, by=leader, at=at
    )
    programmes.add_tasks(programme=programme, tasks=usual_year(), by=leader, at=at)
    programmes.show_to_the_public(programme=programme, public=True, by=leader, at=at)


def _figures_of_storvik(
    programme: Programme, leader: User, folder: Path, *, at: datetime
) -> None:
    city = cities.make_city(programme=programme, name="Storvik", by=leader, at=at)
    loading.load_division(
        city=city,
        division=folder / "division.toml",
        boundaries=folder / "boundaries.geojson",
        tiles=[folder / "tiles_area.csv", folder / "tiles_district.csv"],
        by=leader,
        at=at,
    )
    loading.load_files(
        city=city,
        figures=sorted((folder / "statistics").glob("*.csv")),
        moves=folder / "moves.csv",
        dimensions=folder / "dimensions.csv",
        by=leader,
        at=at,
    )
    cities.set_focus(programme=programme, areas={DALEN: "Dalen"}, by=leader, at=at)
    shown = frozenset(city.indicators.values_list("key", flat=True))
    cities.publish_indicators(city=city, keys=shown, by=leader, at=at)


def _oslo(leader: User, folder: Path, *, at: datetime) -> None:
    programme = programmes.make_programme(
        name="Oslo: publiserte tall", municipality="Oslo", by=leader, at=at
    )
    city = cities.make_city(programme=programme, name="Oslo", by=leader, at=at)
    loading.load_shipped_division(city=city, key="oslo", by=leader, at=at)
    loading.load_files(
        city=city, figures=sorted(folder.glob("*.csv")), by=leader, at=at
    )
