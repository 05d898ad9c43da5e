"""Who may see and do what in forums and meetings: every address, everyone's story."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import URLPattern, reverse

from nabolag_web.knowledge.actions import approving, deciding, meetings, recording
from nabolag_web.knowledge.actions.deciding import Decided
from nabolag_web.knowledge.models import Duty, ForumType, Meeting
from nabolag_web.knowledge.urls import FORUMS

ALL = (
    "coordinator",
    "secretary",
    "chair",
    "sitter",
    "other_forum",
    "analyst",
    "reader",
)
LEADS = ("coordinator",)
SITS = ("coordinator", "secretary", "chair", "sitter")
WRITES = ("coordinator", "secretary")
APPROVES = ("coordinator", "chair")
OUTSIDE = ("stranger", "other")

PAGES = {
    "forums": ALL,
    "found_forum": LEADS,
    "forum": ALL,
    "change_forum": LEADS,
    "seat": LEADS,
    "change_seat": LEADS,
    "plan": WRITES,
    "decide_by_email": WRITES,
    "decision": SITS,
    "meeting": SITS,
    "move_meeting": WRITES,
    "agenda": WRITES,
    "attendance": WRITES,
    "close": WRITES,
    "minutes": SITS,
    "minutes_file": SITS,
    "papers": SITS,
    "exempt": WRITES,
    "add_case": WRITES,
    "case": SITS,
    "change_case": WRITES,
}
ACTIONS = {
    "end_forum": LEADS,
    "reopen_forum": LEADS,
    "unseat": LEADS,
    "call": WRITES,
    "begin": WRITES,
    "consent": WRITES,
    "approve": APPROVES,
    "move_case": WRITES,
    "drop_case": WRITES,
    "put_case_back": WRITES,
    "write_said": WRITES,
    "decide": WRITES,
    "retract": WRITES,
    "put_decision_back": WRITES,
    "disqualify": WRITES,
    "requalify": WRITES,
    "done": ("coordinator", "secretary", "chair"),  # the chair carries it out
    "not_done": ("coordinator", "secretary", "chair"),
}
MARKS = {
    "marks",
    "open_marks",
    "close_marks",
    "count_hands",
    "drop_hands",
    "write_minority",
    "free_seat",
    "phone",
    "shared_understanding",
}
"""What is told of in the tests of marks."""

SENT = {
    "write_said": {"said": "Nytt", "version": 1},
    "decide": {"said": "", "version": 1, "text": "Vi ber om lys."},
}


@pytest.fixture
def here(programme, held, case, found, sit, member, done_by, finding):
    """A forum where a meeting is being recorded, and another one beside it."""
    finding()  # something to draw an agenda from
    forum = held.forum
    people = {
        "secretary": (forum, member("staff"), Duty.SECRETARY),
        "chair": (forum, member("board"), Duty.CHAIR),
        "sitter": (forum, member("partner"), Duty.MEMBER),
    }
    seats = {who: sit(*how) for who, how in people.items()}
    decided = Decided(text="Vi måler lyset.", owner=seats["chair"])
    decision = deciding.decide(case=case, decided=decided, **done_by)
    noted = recording.disqualify(
        case=case, seat=seats["sitter"], ground="fvl. § 6", **done_by
    )
    known = {
        "pk": forum.pk,
        "seat_pk": seats["sitter"].pk,
        "case_pk": case.pk,
        "decision_pk": decision.pk,
        "noted_pk": noted.pk,
    }
    return known | {"meeting": held.pk, "users": {w: s.user for w, s in seats.items()}}


@pytest.fixture
def asked(here, asked_by, client_of, found, sit, make_user, programme, moment):
    """A browser of whoever is named, with a seat where their story has one."""
    from nabolag_web.programmes.actions import join
    from nabolag_web.programmes.models import Role

    def opened(who):
        if who in here["users"]:
            return client_of(here["users"][who])
        if who != "other_forum":
            return asked_by(who)
        user = make_user("Nora i et annet forum")
        join(programme=programme, user=user, role=Role.STAFF, by=None, at=moment)
        sit(found("Ledergruppa"), user, Duty.CHAIR)
        return client_of(user)

    return opened


@pytest.fixture
def address(here):
    """The address with a name, whatever it takes."""

    def found(name):
        pattern = NAMED[name]
        takes = {**here, "pk": here["pk"]}
        if "forums/meetings/" in pattern:
            takes["pk"] = here["meeting"]
        if "decisions/<int:pk>" in pattern:
            takes["pk"] = here["decision_pk"]
        names = [key for key in takes if f"<int:{key}>" in pattern]
        named = {key: takes[key] for key in names}
        if "<str:kind>" in pattern:
            named["kind"] = "html"
        return reverse(f"knowledge:{name}", kwargs={"slug": SLUG, **named})

    return found


SLUG = "omradeloft-dalen"


def _named(patterns, above=""):
    for each in patterns:
        route = above + str(each.pattern)
        if isinstance(each, URLPattern):
            yield each.name, route
        else:
            yield from _named(each.url_patterns, route)


NAMED = dict(_named(FORUMS))


def test_every_address_is_told_of_here():
    assert set(PAGES) | set(ACTIONS) | MARKS == set(NAMED)


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("who", ALL)
def test_members_open_the_pages_that_are_for_them(asked, address, name, who):
    expected = 200 if who in PAGES[name] else 403
    assert asked(who).get(address(name)).status_code == expected


@pytest.mark.parametrize("name", ACTIONS)
@pytest.mark.parametrize("who", ALL)
def test_members_do_what_is_theirs_to_do(asked, address, name, who):
    answer = asked(who).post(address(name), SENT.get(name, {}))
    if who not in ACTIONS[name]:
        assert answer.status_code == 403
    else:
        assert answer.status_code == (422 if name == "disqualify" else 302)


@pytest.mark.parametrize("who", OUTSIDE)
def test_others_are_told_that_there_is_no_such_page(asked, address, who):
    client = asked(who)
    for name in PAGES:
        assert client.get(address(name)).status_code == 404, name
    for name in ACTIONS:
        assert client.post(address(name), SENT.get(name, {})).status_code == 404, name


def test_whoever_is_not_signed_in_is_asked_to(asked, address):
    client = asked("nobody")
    for name in PAGES:
        answer = client.get(address(name))
        assert answer.url.startswith(reverse("account_login")), name
    for name in ACTIONS:
        assert client.post(address(name)).status_code == 302, name
    assert Meeting.objects.get().stage == "held"


def test_an_action_is_not_done_by_opening_its_address(asked, address):
    client = asked("coordinator")
    for name in ACTIONS:
        assert client.get(address(name)).status_code == 405, name


def test_one_whose_seat_has_ended_no_longer_reads_the_meetings(
    asked, address, here, done_by
):
    from nabolag_web.knowledge.actions.seats import unseat
    from nabolag_web.knowledge.models import Seat

    unseat(place=Seat.objects.get(pk=here["seat_pk"]), **done_by)
    assert asked("sitter").get(address("meeting")).status_code == 403


def test_the_meeting_s_own_secretary_writes_it_without_being_the_forum_s(
    asked, address, here, held
):
    held.secretary_id = here["seat_pk"]
    held.save()
    sent = SENT["write_said"]
    assert asked("sitter").post(address("write_said"), sent).status_code == 302
    assert asked("sitter").get(address("plan")).status_code == 403


def test_no_one_plans_a_meeting_of_a_forum_that_has_ended(asked, address, held, moment):
    held.forum.ended_at = moment
    held.forum.save()
    assert asked("coordinator").get(address("plan")).status_code == 403


def test_nothing_is_recorded_before_the_meeting_begins(
    asked, address, here, plan, held
):
    planned = plan(held.forum, on=date(2026, 4, 9))
    client = asked("coordinator")
    for name in ("attendance", "close", "consent", "approve"):
        where = reverse(f"knowledge:{name}", args=[SLUG, planned.pk])
        assert client.post(where).status_code == 403, name


def test_once_approved_no_one_writes_and_those_who_sit_there_still_read(
    asked, address, here, held, approve
):
    approve(held)
    for who in SITS:
        assert asked(who).get(address("minutes")).status_code == 200
        assert asked(who).get(address("change_case")).status_code == 403
    sent = SENT["write_said"]
    assert asked("coordinator").post(address("write_said"), sent).status_code == 403
    assert asked("coordinator").post(address("approve")).status_code == 403


@pytest.fixture
def elected(found, plan, add, done_by):
    """A meeting of an elected forum, held and not approved yet."""
    meeting = plan(found("Bydelsutvalget", ForumType.ELECTED))
    add(meeting, "Planen")
    meetings.begin_meeting(meeting=meeting, **done_by)
    return meeting


def test_approved_minutes_of_an_elected_forum_are_for_the_whole_programme(
    asked, elected, approve
):
    where = reverse("knowledge:minutes", args=[SLUG, elected.pk])
    page = reverse("knowledge:meeting", args=[SLUG, elected.pk])
    reader = asked("reader")
    assert reader.get(where).status_code == 403
    approve(elected)
    assert reader.get(where).status_code == 200
    assert asked("other_forum").get(where).status_code == 200
    assert reader.get(page).status_code == 403
    assert asked("stranger").get(where).status_code == 404
    forum = reader.get(reverse("knowledge:forum", args=[SLUG, elected.forum.pk]))
    assert where in forum.content.decode()
    assert page + '"' not in forum.content.decode()


def test_minutes_that_are_exempt_stay_with_the_forum(
    asked, elected, sit, done_by, approve
):
    where = reverse("knowledge:minutes", args=[SLUG, elected.pk])
    approving.keep_from_access(meeting=elected, legal_ground="offl. § 13", **done_by)
    approve(elected)
    assert asked("reader").get(where).status_code == 403
    assert asked("coordinator").get(where).status_code == 200


def test_a_meeting_of_another_programme_is_not_found_through_this_one(
    asked, here, other_coordinator, client_of
):
    where = reverse("knowledge:meeting", args=["omradeloft-kvernlia", here["meeting"]])
    assert client_of(other_coordinator).get(where).status_code == 404
