"""Who works in a programme: roles, their names, leaving, and the last coordinator."""

from __future__ import annotations

import pytest
from django.urls import reverse

from nabolag_web.programmes import actions, presenters, queries, words
from nabolag_web.programmes.models import Membership, Role, RoleName

LIST = reverse("programmes:programmes")


@pytest.fixture
def second(programme, make_user, moment):
    """Another coordinator's place."""
    return actions.join(
        programme=programme,
        user=make_user("Lars Leder"),
        role=Role.COORDINATOR,
        by=None,
        at=moment,
    )


def test_people_stand_with_their_roles_and_what_each_may_do(
    client, url, text, programme, member
):
    member("board")
    said = text(client.get(url("people")))
    assert "2 people in the programme" in said
    assert "Kari Koordinator Coordinator · kari.koordinator@example.no" in said
    assert "Person Board Board member" in said
    for role in Role:
        assert presenters.role_does(role) in said


def test_one_person_is_one_person(client, url, text, programme):
    assert "1 person in the programme" in text(client.get(url("people")))


def test_someone_is_given_another_role(client, url, programme, member):
    place = Membership.objects.get(user=member("reader"))
    assert client.get(url("change_role", place.pk)).status_code == 200
    client.post(url("change_role", place.pk), {"role": "analyst"})
    place.refresh_from_db()
    assert place.role == Role.ANALYST
    client.post(url("change_role", place.pk), {"role": "analyst"})
    assert programme.trail.filter(done="role_changed").count() == 1


@pytest.mark.parametrize("role", ["", "mayor", "administrator"])
def test_a_role_that_is_not_there_is_refused(client, url, programme, member, role):
    place = Membership.objects.get(user=member("reader"))
    answer = client.post(url("change_role", place.pk), {"role": role})
    assert answer.status_code == 422
    place.refresh_from_db()
    assert place.role == Role.READER


def test_the_last_coordinator_keeps_the_role(client, url, text, programme):
    place = programme.memberships.get()
    answer = client.post(url("change_role", place.pk), {"role": "reader"})
    assert answer.status_code == 422
    assert "The programme needs a coordinator." in text(answer)
    place.refresh_from_db()
    assert place.role == Role.COORDINATOR


def test_the_last_coordinator_cannot_leave(client, url, text, programme):
    for address in (url("leave"), url("remove", programme.memberships.get().pk)):
        answer = client.post(address, follow=True)
        assert "The programme needs a coordinator." in text(answer)
    assert programme.memberships.count() == 1


def test_with_two_coordinators_one_can_go(client, url, text, programme, second):
    place = programme.memberships.exclude(pk=second.pk).get()
    answer = client.post(url("remove", place.pk), follow=True)
    assert answer.redirect_chain[-1][0] == LIST
    assert "You are no longer part of Områdeløft Dalen." in text(answer)
    assert programme.memberships.get() == second
    assert programme.trail.first().done == "left"


def test_of_two_coordinators_only_one_can_step_down(programme, second, moment):
    first = programme.memberships.exclude(pk=second.pk).get()
    actions.change_role(place=first, role=Role.READER, by=first.user, at=moment)
    with pytest.raises(actions.LastCoordinator):
        actions.change_role(place=second, role=Role.READER, by=second.user, at=moment)


def test_someone_is_taken_out_and_finds_the_programme_gone(
    client, client_of, url, text, programme, member
):
    user = member("partner")
    place = Membership.objects.get(user=user)
    answer = client.post(url("remove", place.pk), follow=True)
    assert "Person Partner is no longer part of the programme." in text(answer)
    assert client_of(user).get(url("about")).status_code == 404


def test_anyone_can_leave_by_themselves(client_of, url, text, programme, member):
    user = member("reader")
    answer = client_of(user).post(url("leave"), follow=True)
    assert "You are no longer part of Områdeløft Dalen." in text(answer)
    assert not Membership.objects.filter(user=user).exists()


def test_roles_are_called_what_the_programme_calls_them(
    client, url, text, programme, member
):
    member("staff")
    client.post(url("name_roles"), {"staff": "Nærmiljøvert", "board": ""})
    page = client.get(url("people"))
    assert "Person Staff Nærmiljøvert" in text(page)
    assert programme.role_names.count() == 1
    assert 'value="Nærmiljøvert"' in client.get(url("name_roles")).content.decode()
    client.post(url("name_roles"), {"staff": ""})
    assert "Person Staff Front-line staff" in text(client.get(url("people")))
    done = [trace.done for trace in programme.trail.all()[:2]]
    assert done == ["role_unnamed", "role_named"]


def test_the_frame_calls_one_s_role_by_its_own_name(client, url, programme):
    client.post(url("name_roles"), {"coordinator": "Områdeleder"})
    assert "<summary>Områdeleder</summary>" in client.get(url("about")).content.decode()


def test_a_name_of_a_role_can_be_too_long(client, url, programme):
    answer = client.post(url("name_roles"), {"staff": "x" * 61})
    assert answer.status_code == 422
    assert not programme.role_names.exists()


@pytest.mark.parametrize("role", Role)
def test_every_role_has_its_words(role):
    assert words.role_word(role, {})
    assert presenters.role_does(role)


def test_the_page_asks_the_store_as_often_for_many_as_for_one(
    client, url, programme, member, invite, django_assert_num_queries
):
    for role in Role:
        member(role.value)
    invite()
    invite("ola@example.no")
    # session, user, place, role of one, roles of all, people, invitations
    with django_assert_num_queries(7):
        client.get(url("people"))


def test_someone_becomes_a_coordinator_too(client, url, programme, member):
    place = Membership.objects.get(user=member("staff"))
    client.post(url("change_role", place.pk), {"role": "coordinator"})
    assert programme.memberships.filter(role=Role.COORDINATOR).count() == 2


def test_whoever_deletes_their_account_leaves_a_line_without_a_name(
    programme, member, moment
):
    actions.leave_all(member("staff"), moment)
    trace = programme.trail.first()
    assert (trace.done, trace.by, trace.subject) == ("account_deleted", None, "")


def test_the_last_coordinator_hands_the_programme_over_before_leaving_nabolag(
    programme, coordinator, member
):
    (told,) = queries.before_leaving(coordinator)
    assert told.startswith("Områdeløft Dalen needs a coordinator.")
    assert list(queries.before_leaving(member("staff"))) == []


def test_things_are_called_by_what_they_are(programme, goal, task, invite, coordinator):
    invitation, _link = invite()
    assert str(goal) == "Flere møtes"
    assert str(task) == "Årsmelding"
    assert str(invitation) == "nora@example.no"
    assert str(programme.memberships.get()) == f"{coordinator.pk} coordinator"
    assert str(RoleName(name="Nærmiljøvert")) == "Nærmiljøvert"
    assert str(programme.trail.last()) == "programme_made Områdeløft Dalen"
