"""Whoever watches over an installation is told whether it can answer."""

from __future__ import annotations

import json
from importlib.metadata import version

import pytest
from django.db import DatabaseError, connection
from django.db.migrations.recorder import MigrationRecorder

from nabolag_web.shell import health


def told(*, is_answering=True, is_up_to_date=True):
    answer = health.told(
        is_answering=lambda: is_answering, is_up_to_date=lambda: is_up_to_date
    )
    return answer.status_code, json.loads(answer.content)["status"]


def test_all_is_well(client, db):
    answer = client.get("/health")
    assert answer.status_code == 200
    assert answer.json() == {"status": "ok", "version": version("nabolag")}
    assert client.head("/health").status_code == 200
    assert client.post("/health").status_code == 405


def test_a_store_that_does_not_answer_is_told_of():
    assert told(is_answering=False) == (503, "store does not answer")


def test_a_store_that_is_not_up_to_date_is_told_of():
    assert told(is_up_to_date=False) == (503, "store is not up to date")


def test_any_name_for_this_machine_may_be_used(client, db):
    assert client.get("/health", headers={"host": "10.0.0.7"}).status_code == 200


def test_it_asks_the_store_itself(db):
    assert health.is_answering()


def test_it_tells_when_the_store_cannot_be_asked(db):
    class Refuses:
        def cursor(self):
            raise DatabaseError

    assert not health.is_answering(Refuses())


@pytest.mark.django_db(transaction=True)
def test_a_step_that_is_missing_is_seen_and_once_taken_not_looked_for_again(
    django_assert_num_queries,
):
    known = health.UpToDate()
    recorder = MigrationRecorder(connection)
    recorder.record_unapplied("methods", "0001_initial")
    try:
        assert not known(connection)
    finally:
        recorder.record_applied("methods", "0001_initial")
    assert known(connection)
    with django_assert_num_queries(0):
        assert known(connection)
