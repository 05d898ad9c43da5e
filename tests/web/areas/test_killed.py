"""A process that is killed while it stores figures leaves nothing half done."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time

import pytest

BEGIN = """
import sys
from pathlib import Path
from nabolag_web.config.commands import preparing
folder = Path(sys.argv[1])
preparing.choose_folder(folder)
preparing.make_folder(folder)
preparing.set_up()
preparing.bring_up_to_date()
from django.utils.timezone import now
from nabolag_web.accounts.actions import make_account
from nabolag_web.areas.actions import importing
from nabolag_web.areas.actions.cities import make_city
from nabolag_web.programmes.actions import make_programme
user = make_account(email="k@example.no", name="Kari", password="et langt passord",
                    language="nb", at=now())
programme = make_programme(name="Dalen", municipality="", by=user, at=now())
city = make_city(programme=programme, name="Storvik", by=user, at=now())
batch = importing.keep_file(city=city, file_name="tall.csv",
                            content=sys.stdin.buffer.read(), by=user, at=now())
importing.read_now(batch)
importing.use_import(batch=batch, by=user, at=now())
"""
SEEN = """
import json, sys
from pathlib import Path
from nabolag_web.config.commands import preparing
preparing.choose_folder(Path(sys.argv[1]))
preparing.set_up()
from nabolag_web.areas.models import City, Import, Observation
from nabolag_web.areas.queries.figures import observations
batch = Import.objects.get()
print(json.dumps({"stage": batch.stage, "stored": Observation.objects.count(),
                  "counts": observations(City.objects.get()).table.height,
                  "answers": City.objects.get().results.count()}))
"""
JOBS = "from nabolag_web.config.jobs import main; main()"
AREAS, YEARS, INDICATORS = 200, 10, 20


def figures():
    lines = ["area,name,level,period,indicator,numerator,denominator,unit,direction"]
    for number in range(INDICATORS):
        for year in range(2010, 2010 + YEARS):
            lines += [
                f"A{area},Område {area},area,{year},m{number},{10 + area % 50},100,"
                "share,more_is_worse"
                for area in range(AREAS)
            ]
    return "\n".join(lines).encode()


@pytest.fixture
def run(tmp_path):
    environment = {**os.environ, "NABOLAG_DATA": str(tmp_path)}
    environment.pop("NABOLAG_DATABASE", None)  # a store of its own, in a file
    environment.pop("DJANGO_SETTINGS_MODULE", None)

    def started(code, **options):
        return subprocess.Popen(
            [sys.executable, "-W", "ignore", "-c", code, str(tmp_path)],
            env=environment,
            **options,
        )

    return started


def progress(folder):
    with sqlite3.connect(f"file:{folder}/nabolag.sqlite3?mode=ro", uri=True) as store:
        return store.execute("SELECT stage, progress FROM areas_import").fetchone()


def wait_until(true, *, seconds=60):
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if true():
            return
        time.sleep(0.02)
    pytest.fail("it did not happen in time")


def test_kill_9_while_storing_loses_nothing_and_leaves_nothing_half_done(run, tmp_path):
    begun = run(BEGIN, stdin=subprocess.PIPE)
    begun.communicate(figures())
    assert begun.returncode == 0

    def seen():
        asked = run(SEEN, stdout=subprocess.PIPE)
        return json.loads(asked.communicate()[0])

    worker = run(JOBS)
    wait_until(lambda: 5 < progress(tmp_path)[1] < 75)
    worker.send_signal(signal.SIGKILL)
    worker.wait()
    broken_off = seen()
    assert broken_off["stage"] == "storing"
    assert 0 < broken_off["stored"] < AREAS * YEARS * INDICATORS
    assert broken_off["counts"] == 0
    again = run(JOBS)
    wait_until(lambda: progress(tmp_path) == ("in_use", 100))
    again.send_signal(signal.SIGTERM)
    assert again.wait(timeout=30) == 0
    assert seen() == {
        "stage": "in_use",
        "stored": AREAS * YEARS * INDICATORS,
        "counts": AREAS * YEARS * INDICATORS,
        "answers": 1,
    }
