"""The secretary's page: what is typed is saved, and never lost."""

from __future__ import annotations

import re

from django.urls import reverse

from nabolag_web.knowledge.actions import meetings, recording
from nabolag_web.knowledge.models import Case, CaseKind, Decision, Disqualified

BY_ITSELF = {"HX-Request": "true"}


def test_the_page_shows_what_is_known_and_what_is_proposed(
    client, url, text, meeting, add, finding, ask, back, done_by
):
    dark = finding()
    ask(dark, "Når på døgnet?")
    ask(dark, "Hele året?", answer="Ja.")
    back(dark, "staff", "Vaktmesteren så det", note="To kvelder")
    back(dark, "residents", "Noen sier det er lyst", supports=False, strength=1)
    case = add(
        meeting, "Lys", kind=CaseKind.FINDING, finding=dark, proposed="Vi ber om lys."
    )
    page = text(client.get(url("case", meeting.pk, case.pk)))
    assert "As it stands now." in page
    meetings.begin_meeting(meeting=meeting, **done_by)
    page = text(client.get(url("case", meeting.pk, case.pk)))
    for said in (
        "What we know Gangveien er mørk.",
        "Nothing yet from: Statistics, Place analysis.",
        "Speaks for it Vaktmesteren så det Staff · To kvelder",
        "Speaks against it Noen sier det er lyst Residents",
        "Not answered yet Når på døgnet? A question",
        "Asked and answered Hele året? Ja.",
        "As it stood when the papers were made",
        "Vi ber om lys.",
    ):
        assert said in page


def test_a_figure_is_shown_with_interval_and_source(
    client, url, text, meeting, add, finding, back, moment
):
    from nabolag_web.knowledge.models import PinnedFigure

    dark = finding()

    def pinned(measure, value, *, per=1.0, **more):
        return PinnedFigure.objects.create(
            programme=meeting.forum.programme,
            indicator="x",
            names={"nb": "Mål", "en": "Measure"},
            area="01",
            area_name="Dalen",
            period="2025",
            facts={"measure": measure, "per": per, "against": "city", "other": None},
            pinned_at=moment,
            value=value,
            **more,
        )

    share = pinned("share", 0.27, low=0.24, high=0.31, source="Storvik")
    city = {"measure": "amount", "per": 1.0, "against": "city", "other": 9}
    walk = pinned("amount", 12.5, unit="minutes")
    wide = pinned("rate", 8, low=6, high=9.5, per=1000.0)
    wide.facts = {**wide.facts, **city, "measure": "rate", "per": 1000.0}
    wide.save()
    for figure in (share, walk, wide):
        back(dark, "statistics", "Tall", figure=figure)
    case = add(meeting, "Lys", kind=CaseKind.FINDING, finding=dark)
    page = text(client.get(url("case", meeting.pk, case.pk)))
    assert "27% (95% sure: 24–31). Storvik" in page
    assert "12.5 minutes. How sure the figure is, is not known." in page
    assert "8 per 1,000 (95% sure: 6–10). The whole city: 9." in page


def test_what_is_typed_saves_itself(client, url, held, case):
    sent = {"said": "Lyset er", "version": 1, "text": "Halvskrevet"}
    answer = client.post(
        url("write_said", held.pk, case.pk), sent, headers=BY_ITSELF
    ).content.decode()
    assert "Saved at" in answer
    assert 'name="version" value="2"' in answer
    case.refresh_from_db()
    assert case.said == "Lyset er"
    assert not Decision.objects.exists()


def test_what_is_typed_is_saved_by_a_button_too(client, url, text, held, case):
    sent = {"said": "Linje én\r\nlinje to", "version": 1}
    answer = client.post(url("write_said", held.pk, case.pk), sent, follow=True)
    case.refresh_from_db()
    assert case.said == "Linje én\nlinje to"
    assert "Saved." in text(answer)


def test_saving_leads_on_to_the_next_case_and_from_the_last_to_the_end(
    client, url, held, case
):
    last = held.cases.get(title="Regnskap")
    sent = {"said": "Ja.", "version": 1, "next": "1"}
    answer = client.post(url("write_said", held.pk, case.pk), sent)
    assert answer.url == url("case", held.pk, last.pk)
    answer = client.post(url("write_said", held.pk, last.pk), sent)
    assert answer.url == url("close", held.pk)


def test_two_secretaries_lose_nothing_while_the_page_saves_itself(
    client, url, text, held, case, done_by
):
    recording.write_said(case=case, said="Den enes ord.", version=1, **done_by)
    where = url("write_said", held.pk, case.pk)
    sent = {"said": "Den andres ord.", "version": 1}
    answer = client.post(where, sent, headers=BY_ITSELF).content.decode()
    assert "Someone else changed this case while you were writing" in answer
    assert "Den enes ord." in answer
    assert 'name="over" value="2"' in answer
    assert "Save mine in its place" in answer
    assert Case.objects.get(pk=case.pk).said == "Den enes ord."
    client.post(where, {**sent, "said": "Begges ord.", "over": 2})
    assert Case.objects.get(pk=case.pk).said == "Begges ord."


def test_two_secretaries_lose_nothing_without_scripts(
    client, url, text, held, case, done_by
):
    recording.write_said(case=case, said="Den enes ord.", version=1, **done_by)
    sent = {"said": "Den andres ord.", "version": 1, "text": "Halvskrevet vedtak"}
    for page in ("write_said", "decide"):
        answer = client.post(url(page, held.pk, case.pk), sent)
        assert answer.status_code == 409
        assert "Den enes ord." in text(answer)
        assert "Den andres ord." in text(answer)
        assert "Halvskrevet vedtak" in text(answer)
    assert not Decision.objects.exists()


def test_a_page_that_lost_its_version_keeps_what_was_typed(
    client, url, text, held, case
):
    sent = {"said": "Lyset er svakt.", "text": "Halvskrevet"}
    answer = client.post(url("write_said", held.pk, case.pk), sent)
    assert answer.status_code == 422
    assert "Lyset er svakt." in text(answer)
    assert "Halvskrevet" in text(answer)


def test_deciding_saves_what_was_said_with_it(client, url, text, held, case, sit):
    anne = sit(held.forum, "Anne")
    sent = {
        "said": "Lyset er svakt.",
        "version": 1,
        "text": "Vi ber om lys.",
        "owner": anne.pk,
        "due_on": "2026-05-01",
        "votes_for": 5,
        "votes_against": 0,
    }
    answer = client.post(url("decide", held.pk, case.pk), sent, follow=True)
    page = text(answer)
    assert "Anne carries it out by 1 May 2026. All 5 voted for it." in page
    case.refresh_from_db()
    assert case.said == "Lyset er svakt."
    decision = Decision.objects.get()
    client.post(url("retract", held.pk, case.pk, decision.pk))
    assert not Decision.objects.exists()


def test_a_vote_is_told_with_what_the_minority_wanted(client, url, text, held, case):
    sent = {
        "said": "",
        "version": 1,
        "text": "Vi ber om lys.",
        "due_on": "2026-05-01",
        "votes_for": 5,
        "votes_against": 2,
        "minority": "Vent til høsten.",
    }
    page = text(client.post(url("decide", held.pk, case.pk), sent, follow=True))
    assert "By 1 May 2026. No one is to carry it out yet." in page
    assert "5 voted for it and 2 against." in page
    assert "The minority wanted: Vent til høsten." in page


def test_a_decision_that_makes_no_sense_is_refused_beside_the_field(
    client, url, text, held, case, sit
):
    anne = sit(held.forum, "Anne")
    where = url("decide", held.pk, case.pk)
    sent = {"said": "Lyset er svakt.", "version": 1}
    empty = client.post(where, {**sent, "text": ""})
    assert empty.status_code == 422
    assert "Lyset er svakt." in text(empty)
    for half in ({"votes_for": 5}, {"votes_against": 5}):
        answer = client.post(where, {**sent, "text": "Ja", **half})
        assert "Count the votes of both sides, or of none." in text(answer)
    both = {"text": "Ja", "owner": anne.pk, "owner_words": "Skolen"}
    answer = client.post(where, {**sent, **both})
    assert "Choose one in the forum, or write someone else; not both." in text(answer)
    assert not Decision.objects.exists()


def test_one_who_is_disqualified_is_noted_and_the_note_taken_back(
    client, url, text, held, case, sit
):
    anne = sit(held.forum, "Anne")
    where = url("disqualify", held.pk, case.pk)
    refused = client.post(where, {"seat": anne.pk})
    assert refused.status_code == 422
    page = client.post(where, {"seat": anne.pk, "ground": "fvl. § 6"}, follow=True)
    assert "Anne fvl. § 6" in text(page)
    client.post(url("requalify", held.pk, case.pk, Disqualified.objects.get().pk))
    assert not Disqualified.objects.exists()


def test_those_who_only_read_see_what_was_said_and_no_form(
    client_of, url, text, held, case, sit, member, done_by
):
    partner = member("partner")
    sit(held.forum, partner)
    recording.write_said(case=case, said="Lyset er svakt.", version=1, **done_by)
    answer = client_of(partner).get(url("case", held.pk, case.pk))
    assert "What was said Lyset er svakt." in text(answer)
    assert "<textarea" not in answer.content.decode()
    assert "Next: 2/26 Regnskap" in text(answer)


def test_what_was_typed_stands_there_again_after_a_sign_in_that_ran_out(
    client, url, text, held, case, coordinator
):
    page = url("case", held.pk, case.pk)
    client.get(page)
    client.cookies.pop("sessionid")
    client.post(
        url("decide", held.pk, case.pk),
        {"said": "Lyset er svakt.", "version": 1, "text": "Halvskrevet"},
        headers={"Referer": f"http://testserver{page}"},
    )
    client.force_login(coordinator)
    shown = text(client.get(page))
    assert "Lyset er svakt." in shown
    assert "Halvskrevet" in shown
    assert reverse("account_login") not in shown


def test_a_decision_half_written_is_kept_until_it_is_written_down(
    client, coordinator, url, held, case
):
    page = url("case", held.pk, case.pk)
    where = re.search(r'data-draft="([^"]+)"', client.get(page).content.decode())
    client.post(where.group(1), {"text": "Vi ber om l"})
    client.post(url("write_said", held.pk, case.pk), {"said": "Ord.", "version": 1})
    assert "and did not send it." in client.get(page).content.decode()
    sent = {"said": "Ord.", "version": 2, "text": "Vi ber om lys."}
    assert client.post(url("decide", held.pk, case.pk), sent).status_code == 302
    assert "and did not send it." not in client.get(page).content.decode()
    assert not coordinator.drafts.exists()
