"""Times the workbench on a large city: 600 areas, 40 indicators, 20 years, on SQLite.

Loads it as people do (read, decide, store, compute), opens every page of it, makes a
safe copy and puts it back. Prints a line for each job beside its bar; written by
``./dev bench workbench``.
"""

from __future__ import annotations

import http
import io
import logging
import os
import secrets
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

AREAS, INDICATORS, YEARS = 600, 40, 20
OPENINGS = 7


def figures() -> bytes:
    """Make the city's figures in the long format; every number follows a rule."""
    out = io.StringIO()
    out.write(
        "area,name,level,period,indicator,numerator,denominator,unit,direction,"
        "dimension,kind,source,publisher,title\n"
    )
    dimensions = ("physical", "social", "reputational", "structural")
    for number in range(INDICATORS):
        dimension = dimensions[number % 4]
        for year in range(2004, 2004 + YEARS):
            total = 0
            for area in range(AREAS):
                base = 100 + (area * 37 + number * 11) % 140
                count = base + (area * 7 + year * 13 + number * 3) % 23
                total += count
                out.write(
                    f"A{area:03d},Område {area:03d},area,{year},m{number:02d},{count},"
                    f"1000,share,more_is_worse,{dimension},result,s,Storby,Tall\n"
                )
            out.write(
                f"C,Storby,city,{year},m{number:02d},{total},{1000 * AREAS},share,"
                f"more_is_worse,{dimension},result,s,Storby,Tall\n"
            )
    return out.getvalue().encode()


def main() -> None:
    """Time every job and print the table."""
    logging.disable(logging.WARNING)  # a line a request would drown it
    folder = Path(tempfile.mkdtemp(prefix="nabolag-bench-"))
    os.environ["NABOLAG_DATA"] = str(folder)
    from nabolag_web.config.commands import preparing

    preparing.make_folder(folder)
    preparing.set_up()
    preparing.bring_up_to_date()
    from django.conf import settings

    settings.TASKS = {
        "default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}
    }
    programme, user, city = _begin()
    seconds, result = _load(city, user)
    say("import of 480,000 figures, all of it", seconds, bar=60)
    _show_to_anyone(programme, city, user)
    for name, address in _pages(programme):
        first, again = time_page(user, address)
        say(f"{name}, first opening", first)
        say(f"{name}, median of {OPENINGS}", again, bar=0.2)
    _copy(folder)
    sys.stdout.write(f"computing alone took {result.seconds:.1f} s\n")


def say(what: str, seconds: float, *, bar: float | None = None) -> None:
    """Print one line of the table."""
    held = (
        ""
        if bar is None
        else f"  bar {bar:g} s  {'met' if seconds < bar else 'MISSED'}"
    )
    sys.stdout.write(f"{what:<52} {seconds:8.3f} s{held}\n")
    sys.stdout.flush()


def _begin():
    from django.utils.timezone import now

    from nabolag_web.accounts.actions import make_account
    from nabolag_web.areas.actions.cities import make_city, set_focus
    from nabolag_web.programmes.actions import make_programme

    user = make_account(
        email="bench@example.no",
        name="Bench",
        password=secrets.token_urlsafe(20),
        language="nb",
        at=now(),
    )
    programme = make_programme(name="Stort", municipality="", by=user, at=now())
    city = make_city(programme=programme, name="Storby", by=user, at=now())
    set_focus(programme=programme, areas={"A007": "Område 007"}, by=user, at=now())
    return programme, user, city


def _load(city, user):
    from django.utils.timezone import now

    from nabolag_web.areas.actions import importing
    from nabolag_web.areas.actions.computing import compute

    content = figures()
    begun = time.perf_counter()
    batch = importing.keep_file(
        city=city, file_name="storby.csv", content=content, by=user, at=now()
    )
    importing.read_now(batch)
    say("  of it reading and checking", time.perf_counter() - begun)
    stored = time.perf_counter()
    importing.store_now(batch, by=user, at=now())
    say("  of it storing", time.perf_counter() - stored)
    computed = time.perf_counter()
    result = compute(city=city, at=now())
    say("  of it computing and keeping", time.perf_counter() - computed)
    return time.perf_counter() - begun, result


def _show_to_anyone(programme, city, user) -> None:
    from django.utils.timezone import now

    from nabolag_web.areas.actions.cities import publish_indicators
    from nabolag_web.programmes.actions import show_to_the_public

    keys = frozenset(city.indicators.values_list("key", flat=True))
    publish_indicators(city=city, keys=keys, by=user, at=now())
    show_to_the_public(programme=programme, public=True, by=user, at=now())


def _pages(programme):
    base = f"/p/{programme.slug}"
    yield "overview", f"{base}/"
    yield "area", f"{base}/areas/at/A007/"
    yield "another area", f"{base}/areas/at/A400/"
    yield "city", f"{base}/areas/city/"
    yield "indicator", f"{base}/areas/indicators/m07/"
    yield "compare", f"{base}/areas/compare/?a=A007&a=A400"
    yield "figures", f"{base}/areas/imports/"
    yield "choose areas", f"{base}/areas/focus"
    yield "load figures", f"{base}/areas/imports/new"
    yield "what is measured", f"{base}/areas/measures"
    yield "describe a measure", f"{base}/areas/measures/m07/describe"
    yield "which are public", f"{base}/areas/public"
    yield "division", f"{base}/areas/division"
    yield "fetched", f"{base}/areas/fetched"
    yield "about the programme", f"{base}/about/"
    yield "people", f"{base}/people/"
    yield "the year", f"{base}/year/"
    yield "trail", f"{base}/trail/"
    yield "experience", f"{base}/experience/"
    yield "search", f"{base}/search?q=007"
    yield "programmes", "/programmes/"
    yield "my account", "/account/"
    yield "public programme", f"/public/{programme.slug}/"
    yield "public area", f"/public/{programme.slug}/areas/A007/"
    yield "public indicator", f"/public/{programme.slug}/indicators/m07/"
    yield "open interface, figures", f"/api/v1/programmes/{programme.slug}/observations"


def time_page(user, address: str) -> tuple[float, float]:
    """Open a page as someone; gives the first time and the median of the others."""
    from django.test import Client

    client = Client(headers={"host": "localhost"})
    client.force_login(user)
    times = []
    for _ in range(OPENINGS + 1):
        begun = time.perf_counter()
        answer = client.get(address)
        times.append(time.perf_counter() - begun)
        if answer.status_code != http.HTTPStatus.OK:
            sys.exit(f"{address} answered {answer.status_code}.")
    return times[0], statistics.median(times[1:])


def _copy(folder: Path) -> None:
    """Take a copy and put it back elsewhere, with the commands people use."""
    path = folder / "copy.nabolag"
    say("safe copy of everything", _run("backup", path, folder))
    size = path.stat().st_size / 1_000_000
    say(f"putting its {size:.0f} MB back", _run("restore", path, folder / "back"))


def _run(command: str, path: Path, folder: Path) -> float:
    begun = time.perf_counter()
    nabolag = Path(sys.executable).with_name("nabolag")
    subprocess.run([nabolag, command, path, "--data", folder], check=True)  # noqa: S603
    return time.perf_counter() - begun


if __name__ == "__main__":
    main()
