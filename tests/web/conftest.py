"""People, a programme and a moment, as the pages' tests need them."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test import Client
from django.utils.translation import override

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
PASSWORD = "grønne trær ved elva"


@pytest.fixture
def moment():
    """A moment at which things are done."""
    return NOW


@pytest.fixture(autouse=True)
def _on_its_store(request):
    """Some tests are about what one store does in its own way."""
    vendor = connection.vendor
    for only in ("sqlite", "postgresql"):
        if request.node.get_closest_marker(f"only_{only}") and vendor != only:
            pytest.skip(f"is about {only}, and these tests run on {vendor}")


@pytest.fixture(autouse=True)
def _apart(settings, tmp_path):
    """Files of a test go nowhere else, and its jobs are done at once."""
    settings.DATA_FOLDER = tmp_path
    settings.MEDIA_ROOT = tmp_path / "files"
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.TASKS = {
        "default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}
    }


@pytest.fixture(autouse=True)
def _in_english():
    """No test takes over the language of the one before it."""
    with override("en"):
        yield


@pytest.fixture
def make_user(db):
    """Makes an account: ``make_user("Kari")``."""
    from nabolag_web.accounts.actions import make_account

    def made(name, **options):
        address = f"{name.lower().replace(' ', '.')}@example.no"
        return make_account(
            **{
                "email": address,
                "name": name,
                "password": PASSWORD,
                "language": "en",
                "at": NOW,
                **options,
            }
        )

    return made


@pytest.fixture
def coordinator(make_user):
    return make_user("Kari Koordinator")


@pytest.fixture
def programme(coordinator):
    """A programme that the coordinator has made."""
    from nabolag_web.programmes.actions import make_programme

    return make_programme(
        name="Områdeløft Dalen", municipality="Storvik", by=coordinator, at=NOW
    )


@pytest.fixture
def member(programme, make_user):
    """Someone with a role in the programme: ``member("analyst")``."""
    from nabolag_web.programmes.actions import join
    from nabolag_web.programmes.models import Role

    def joined(role):
        user = make_user(f"Person {role.title()}")
        join(programme=programme, user=user, role=Role(role), by=None, at=NOW)
        return user

    return joined


@pytest.fixture
def stranger(make_user):
    """Someone with an account and no programme."""
    return make_user("Frida Fremmed")


@pytest.fixture
def other_coordinator(make_user):
    """Someone who coordinates another programme."""
    from nabolag_web.programmes.actions import make_programme

    user = make_user("Olav Annen")
    make_programme(name="Områdeløft Kvernlia", municipality="", by=user, at=NOW)
    return user


@pytest.fixture
def client_of():
    """A browser where someone is signed in, or no one: ``client_of(user)``."""

    def opened(user=None, language="en"):
        client = Client(headers={"accept-language": language})
        if user is not None:
            client.force_login(user)
        return client

    return opened


@pytest.fixture
def asked_by(programme, coordinator, member, stranger, other_coordinator, client_of):
    """A browser of whoever is named: a role, ``stranger``, ``other`` or ``nobody``."""

    known = {
        "nobody": None,
        "stranger": stranger,
        "other": other_coordinator,
        "coordinator": coordinator,
    }

    def opened(who):
        if who not in known:
            known[who] = member(who)
        return client_of(known[who])

    return opened


AREAS = ("Dalen", "Furuvoll", "Kvernlia", "Sentrum")


def long_table(*, areas=AREAS, years=range(2018, 2024), step=0.02):
    """Two shares with counts, in the long format; Dalen's distance grows."""
    lines = [
        "area,name,level,period,indicator,indicator_nb,numerator,denominator,unit,"
        "direction,dimension,kind,source,publisher,title"
    ]
    for key, name, base in (
        ("crowded", "Trangbodde husholdninger", 0.10),
        ("low_income", "Barn i lavinntekt", 0.12),
    ):
        for year in years:
            counted = 0
            for number, area in enumerate(areas):
                grows = step * (year - 2018) if number == 0 else 0.0
                count = round((base + 0.01 * number + grows) * 2000)
                counted += count
                lines.append(
                    f"{number + 1:02d},{area},area,{year},{key},{name},{count},2000,"
                    "share,more_is_worse,social,result,s,Storvik,Tall"
                )
            lines.append(
                f"00,Storvik,city,{year},{key},{name},{counted},{2000 * len(areas)},"
                "share,more_is_worse,social,result,s,Storvik,Tall"
            )
    return "\n".join(lines).encode()


PASTED = "Område\t2022\t2023\nHele byen\t14,2 %\t14,0 %\nDalen\t21,4 %\t21,1 %\nLia\t9,0 %\t9,1 %\n"
"""What someone marks in a spreadsheet and pastes."""


@pytest.fixture
def figures():
    return long_table()


@pytest.fixture
def city(programme, coordinator, moment):
    """A city that the programme keeps, without figures."""
    from nabolag_web.areas.actions.cities import make_city

    return make_city(programme=programme, name="Storvik", by=coordinator, at=moment)


@pytest.fixture
def loaded(city, figures, coordinator, moment, django_capture_on_commit_callbacks):
    """The city with figures in use and an answer, its jobs done."""
    from nabolag_web.areas.actions import importing

    with django_capture_on_commit_callbacks(execute=True):
        batch = importing.begin_import(
            city=city,
            file_name="tall.csv",
            content=figures,
            by=coordinator,
            at=moment,
        )
    batch.refresh_from_db()
    with django_capture_on_commit_callbacks(execute=True):
        importing.use_import(batch=batch, by=coordinator, at=moment)
    city.batch = batch
    batch.refresh_from_db()
    return city


@pytest.fixture
def focused(loaded, programme, coordinator, moment):
    """The same, with Dalen as the programme's own area."""
    from nabolag_web.areas.actions.cities import set_focus

    set_focus(programme=programme, areas={"01": "Dalen"}, by=coordinator, at=moment)
    return loaded
