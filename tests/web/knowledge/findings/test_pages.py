"""What pages about findings say, and that nothing typed in them is lost."""

from __future__ import annotations

import pytest
from django.urls import reverse

from nabolag_web.knowledge.actions.findings import Said, change_finding
from nabolag_web.knowledge.models import Evidence, Finding, PinnedFigure, ResidentInput


def url(name, *rest):
    return reverse(f"knowledge:{name}", args=["omradeloft-dalen", *rest])


@pytest.fixture
def client(client_of, coordinator, programme):
    return client_of(coordinator)


def text_of(answer):
    return " ".join(answer.content.decode().split())


def test_one_sentence_and_where_it_comes_from_is_enough(client):
    sent = {
        "sentence": "Få  kjenner\nnaboene",
        "kind": "staff",
        "title": "Helsestasjonen, mars",
    }
    page = client.post(url("write"), sent, follow=True)
    assert "Få kjenner naboene" in text_of(page)
    assert "Helsestasjonen, mars" in text_of(page)
    assert "1 piece of evidence from 1 source: 1 for, 0 against" in text_of(page)
    assert Finding.objects.get().bears == "challenge"


def test_what_is_refused_stands_as_it_was_typed(client):
    answer = client.post(url("write"), {"sentence": "Få kjenner naboene"})
    assert answer.status_code == 422
    assert "Få kjenner naboene" in text_of(answer)
    assert not Finding.objects.exists()


def test_a_finding_is_weighed_changed_and_moved_on(client, write, back):
    finding = write("Kort botid gjør at få hilser")
    piece = back(finding)
    assert "Claims a cause (“gjør at”)" in text_of(client.get(url("finding", 1)))
    changed = {
        "kind": "residents",
        "title": "Kafédialog",
        "supports": "against",
        "strength": "3",
        "about_cause": "on",
    }
    client.post(url("change_evidence", 1, piece.pk), changed)
    now = Evidence.objects.get(ended_at=None)
    assert (now.kind, now.supports, now.strength) == ("residents", False, 3)
    client.post(
        url("change", 1),
        {
            "sentence": "Få hilser",
            "reason": "Uten årsak",
            "bears": "possibility",
            "version": 1,
        },
    )
    client.post(
        url("move_on", 1), {"status": "questioned", "reason": "Drøftet", "version": 2}
    )
    finding.refresh_from_db()
    assert (finding.sentence, finding.bears) == ("Få hilser", "possibility")
    assert (finding.status, finding.version) == ("questioned", 3)
    assert "Claims a cause" not in text_of(client.get(url("finding", 1)))


@pytest.mark.parametrize(
    ("name", "sent"),
    [
        ("change", {"sentence": "Den andre", "bears": "challenge"}),
        ("move_on", {"status": "aside"}),
    ],
)
def test_the_second_of_two_editors_sees_the_first_and_keeps_what_was_typed(
    client, write, coordinator, moment, name, sent
):
    finding = write()
    change_finding(
        finding=finding,
        version=1,
        said=Said(sentence="Den første"),
        reason="Først",
        by=coordinator,
        at=moment,
    )
    sent = {**sent, "reason": "Min grunn", "version": 1}
    answer = client.post(url(name, 1), sent)
    assert answer.status_code == 422
    assert "Den første" in text_of(answer)
    assert "Min grunn" in text_of(answer)
    assert 'name="version" value="2"' in text_of(answer)
    assert client.post(url(name, 1), {**sent, "version": 2}).status_code == 302


def test_looking_without_finding_is_something_else_than_not_looking(client, write):
    write()
    assert text_of(client.get(url("finding", 1))).count("No one has looked yet.") == 8
    client.post(url("looked", 1), {"kind": "staff", "supports": "against"})
    page = text_of(client.get(url("finding", 1)))
    assert page.count("No one has looked yet.") == 7
    assert "Looked for, not found." in page
    assert client.post(url("looked", 1), {"kind": "rumour"}).status_code == 400


def test_what_rests_on_the_same_says_so(client, write, back):
    finding = write()
    first = back(finding, title="Undersøkelsen")
    sent = {
        "kind": "residents",
        "title": "Avisen",
        "supports": "for",
        "same_as": first.pk,
    }
    client.post(url("add_evidence", 1), sent)
    page = text_of(client.get(url("finding", 1)))
    assert "Rests on the same source as “Undersøkelsen”" in page
    assert "2 pieces of evidence from 1 source" in page


def test_a_question_is_asked_answered_and_opened_again(client, write):
    write()
    client.post(url("ask", 1), {"text": "Hvem er ikke spurt?", "asks": "disagrees"})
    page = text_of(client.get(url("finding", 1)))
    assert "1 stands open." in page
    assert "Someone would not share it" in page
    question = Finding.objects.get().questions.get()
    client.post(url("answer", 1, question.pk), {"text": "Leietakere under 30"})
    page = text_of(client.get(url("finding", 1)))
    assert "All questions are answered." in page
    assert "Leietakere under 30" in page
    client.post(url("open_again", 1, question.pk))
    assert "1 stands open." in text_of(client.get(url("finding", 1)))


def test_the_list_says_what_backs_each_and_what_no_one_has_asked(client, write, back):
    back(write("Få hilser"), "statistics")
    page = text_of(client.get(url("findings")))
    assert "Thinly backed: statistics. No resident has been asked." in page
    assert "1 finding." in page


def test_a_search_without_answer_says_so(client, write):
    write("Få hilser")
    page = text_of(client.get(url("findings"), {"q": "kommunestyret"}))
    assert "No finding is like that." in page
    page = text_of(client.get(url("findings"), {"status": "unheard of"}))
    assert "1 finding." in page


@pytest.mark.parametrize("name", ["findings", "inputs", "taken_out"])
def test_an_empty_page_says_what_to_do(client, name):
    assert "nl-empty" in client.get(url(name)).content.decode()


def test_one_goes_into_another_and_a_part_comes_out(client, write, back):
    one, _other = write("Få hilser"), write("Få kjenner naboene")
    piece = back(one)
    answer = client.post(url("merge", 1), {"number": 1, "reason": "Samme"})
    assert "That is this finding." in text_of(answer)
    answer = client.post(url("merge", 1), {"number": 7, "reason": "Samme"})
    assert "There is no finding with that number." in text_of(answer)
    client.post(url("merge", 1), {"number": 2, "reason": "Samme"})
    assert "It has gone into another finding" in text_of(client.get(url("finding", 1)))
    assert "Has taken in:" in text_of(client.get(url("finding", 2)))
    moved = Evidence.objects.get(replaces=piece)
    sent = {"sentence": "Få møtes", "evidence": [moved.pk], "reason": "To ting"}
    page = text_of(client.post(url("split", 2), sent, follow=True))
    assert "It was a part of:" in page
    assert "Helsestasjonen" in page
    assert "A part of it became:" in text_of(client.get(url("finding", 2)))


def test_one_that_is_taken_out_can_be_put_back(client, write):
    write("Få hilser")
    client.post(url("take_out", 1))
    assert client.get(url("finding", 1)).status_code == 404
    assert "Få hilser" in text_of(client.get(url("taken_out")))
    client.post(url("put_back", 1))
    assert client.get(url("finding", 1)).status_code == 200
    assert client.post(url("put_back", 1)).status_code == 404


def test_it_can_be_read_as_it_stood_on_a_day(client, write, back, coordinator, moment):
    finding = write("Først")
    back(finding)
    change_finding(
        finding=finding,
        version=1,
        said=Said(sentence="Siden"),
        reason="Nye tall",
        by=coordinator,
        at=moment.replace(month=6),
    )
    page = text_of(client.get(url("history", 1), {"on": "2026-03-02"}))
    assert "So it stood when 2 March 2026 was over." in page
    assert "Nye tall" in page
    before = text_of(client.get(url("history", 1), {"on": "2026-03-01"}))
    assert "not yet written down that day" in before
    for wrong in ("soon", "2026-02-31"):
        assert client.get(url("history", 1), {"on": wrong}).status_code == 404


def test_what_a_resident_said_backs_a_finding_and_tells_what_came_of_it(client, write):
    write("Få hilser")
    sent = {
        "text": "Naboene bytter for ofte",
        "channel": "kafédialog",
        "heard_on": "2026-03-01",
        "number": "1",
    }
    page = text_of(client.post(url("hear"), sent, follow=True))
    assert "Source: kafédialog, 1 March 2026" in page
    said = ResidentInput.objects.get()
    assert "Få hilser" in text_of(client.get(url("input", said.pk)))
    piece = Evidence.objects.get()
    changed = {"title": "Naboene bytter", "supports": "for", "strength": "2"}
    client.post(url("change_evidence", 1, piece.pk), changed)
    assert Evidence.objects.get(ended_at=None).resident_input == said
    client.post(url("hear"), {**sent, "number": ""})
    page = text_of(client.get(url("input", ResidentInput.objects.first().pk)))
    assert "not been taken up in any finding yet" in page
    listed = text_of(client.get(url("inputs")))
    assert "backs 1 finding" in listed
    assert "backs 0 findings" in listed


def test_without_figures_there_is_nothing_to_pin(client, write):
    write()
    assert "no figures to pin yet" in text_of(client.get(url("pin", 1)))


def test_a_figure_is_pinned_as_it_stands_and_tells_when_newer_have_come(
    client, focused, write, coordinator, moment, django_capture_on_commit_callbacks
):
    from tests.web.conftest import long_table

    from nabolag_web.areas.actions import importing

    write()
    page = text_of(client.get(url("pin", 1)))
    assert "Barn i lavinntekt" in page
    sent = {"area": "01", "indicator": "low_income", "supports": "for"}
    page = text_of(client.post(url("pin", 1), sent, follow=True))
    pinned = PinnedFigure.objects.get()
    assert (pinned.period, pinned.value) == ("2023", 0.22)
    assert pinned.low < 0.22 < pinned.high
    assert "22% (95% sure: 20–24). The rest of the city:" in page
    assert "Source: Storvik, Tall" in page
    assert "Newer figures" not in page
    with django_capture_on_commit_callbacks(execute=True):
        batch = importing.begin_import(
            city=focused,
            file_name="nye.csv",
            content=long_table(years=range(2018, 2025)),
            by=coordinator,
            at=moment,
        )
    batch.refresh_from_db()
    with django_capture_on_commit_callbacks(execute=True):
        importing.use_import(batch=batch, by=coordinator, at=moment.replace(month=6))
    for own in (url("finding", 1), url("figure", pinned.pk)):
        page = text_of(client.get(own))
        assert "Newer figures have come: 24% (2024)." in page
        assert "22% (95% sure: 20–24)." in page
    assert "Få kjenner naboene sine" in page
    assert url("figure", pinned.pk) in client.get(url("finding", 1)).content.decode()


def test_a_figure_is_pinned_from_the_area_s_own_page(client, focused, write):
    write()
    area = text_of(client.get(reverse("areas:area", args=["omradeloft-dalen", "01"])))
    assert "/findings/pin?area=01&amp;indicator=" in area
    sent = {"area": "01", "indicator": "crowded", "supports": "against", "number": 9}
    answer = client.post(url("pin_figure"), sent)
    assert "There is no finding with that number." in text_of(answer)
    client.post(url("pin_figure"), {**sent, "number": 1})
    piece = Evidence.objects.get()
    assert (piece.figure.indicator, piece.supports) == ("crowded", False)


def test_a_reader_is_not_led_to_pin(client_of, focused, member):
    page = client_of(member("reader")).get(
        reverse("areas:area", args=["omradeloft-dalen", "01"])
    )
    assert "/findings/pin" not in text_of(page)


def test_an_indicator_s_page_leads_to_pinning_an_area_s_figure(client, focused):
    address = reverse("areas:indicator", args=["omradeloft-dalen", "crowded"])
    page = text_of(client.get(address, {"area": "02"}))
    assert "/findings/pin?area=02&amp;indicator=crowded" in page


def test_an_area_without_figures_says_so(client, focused, write):
    write()
    assert "The area has no figures yet." in text_of(
        client.get(url("pin", 1), {"area": "99"})
    )
    sent = {"area": "01", "indicator": "unheard_of", "supports": "for"}
    assert client.post(url("pin", 1), sent).status_code == 422


def test_many_findings_take_no_more_queries_than_few(
    client, write, back, ask, django_assert_max_num_queries
):
    def filled(n):
        for number in range(n):
            finding = write(f"Funn {number}")
            back(finding)
            ask(finding)

    filled(3)
    client.get(url("findings"))
    with django_assert_max_num_queries(20) as few:
        client.get(url("findings"))
    filled(15)
    with django_assert_max_num_queries(20) as many:
        client.get(url("findings"))
    assert len(many) == len(few)


def test_a_figure_that_was_undone_meanwhile_is_told_and_nothing_is_pinned(
    client, focused, write, coordinator, moment, django_capture_on_commit_callbacks
):
    from nabolag_web.areas.actions import importing

    write()
    sent = {"area": "01", "indicator": "low_income", "supports": "for", "number": 1}
    assert client.get(url("pin_figure"), {"area": "01"}).status_code == 200
    with django_capture_on_commit_callbacks(execute=True):
        importing.undo_import(batch=focused.batch, by=coordinator, at=moment)
    for name, rest in (("pin", [1]), ("pin_figure", [])):
        assert client.post(url(name, *rest), sent).status_code == 422
    assert not PinnedFigure.objects.exists()


def test_findings_taken_out_long_ago_are_due_unless_something_rests_on_them(
    write, coordinator, moment
):
    from datetime import timedelta

    from nabolag_web.knowledge.actions.findings import take_out
    from nabolag_web.shell.registry import kept

    (removed,) = (each for each in kept() if each.key == "removed_findings")
    finding = write()
    take_out(finding=finding, by=coordinator, at=moment)
    assert list(removed.due(moment + timedelta(days=1))) == [finding]
    assert list(removed.due(moment)) == []
    assert removed.how_long == timedelta(days=30)
