"""A browser that is closed while someone writes: what was typed waits for them."""

from __future__ import annotations

import pytest

pytestmark = pytest.mark.journey

NEW = "/p/omradeloft-dalen/findings/new"
SAID = "Benken ved butikken er alltid full"
LATER = "Benken ved butikken er alltid full om sommeren"


@pytest.fixture
def opened(as_coordinator, demo):
    """Opens the form in a browser of its own, as one does after it was closed."""

    def opened_anew(**options):
        page = as_coordinator(speaks="English", **options)
        page.goto(f"{demo}{NEW}")
        return page

    return opened_anew


def sentence(page):
    return page.get_by_label("What have you found?")


def write(page, text):
    """Writes by keyboard, and waits until it is told that it is kept."""
    sentence(page).focus()
    page.keyboard.type(text)
    page.get_by_text("Draft saved").wait_for()


def press_next(page, name):
    """Goes on with the keyboard alone, until the button is reached."""
    button = page.get_by_role("button", name=name)
    for _ in range(40):
        page.keyboard.press("Tab")
        if button.evaluate("button => button === document.activeElement"):
            page.keyboard.press("Enter")
            return
    pytest.fail(f"{name} is not reached by keyboard")


def chosen(page):
    return page.get_by_label("Staff", exact=True)


def test_what_was_typed_waits_for_whoever_comes_back(opened, violations):
    page = opened(width=390)
    chosen(page).check()
    write(page, SAID)
    page.context.close()

    page = opened(width=390)
    assert sentence(page).input_value() == ""  # nothing is filled in unasked
    assert page.get_by_text("and did not send it.").is_visible()
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    press_next(page, "Go on with that")
    assert sentence(page).input_value() == SAID
    assert chosen(page).is_checked()
    assert sentence(page).evaluate("field => field === document.activeElement")
    assert page.get_by_text("It is not sent yet.").is_visible()
    page.keyboard.press("End")
    write(page, " om sommeren")
    page.context.close()

    page = opened()
    press_next(page, "Go on with that")
    assert sentence(page).input_value() == LATER
    page.get_by_label("Where exactly?").fill("Butikksjefen")
    page.keyboard.press("Tab")
    press_next(page, "Write it down")
    page.wait_for_url("**/findings/*")
    assert page.locator("h1").inner_text() == LATER
    page.context.close()

    assert opened().get_by_text("and did not send it.").count() == 0  # it is sent


def test_it_is_thrown_away_only_by_whoever_chooses_to(opened):
    page = opened()
    write(page, SAID)
    page.context.close()

    page = opened()
    sentence(page).fill("Noe helt annet")  # written beside it, and before choosing
    page.wait_for_timeout(2500)
    assert page.get_by_text("Draft saved").count() == 0
    page.context.close()

    page = opened()
    press_next(page, "Throw it away")
    page.get_by_text("The draft is thrown away.").wait_for()
    assert sentence(page).input_value() == ""
    assert page.get_by_text("and did not send it.").count() == 0
    page.context.close()

    assert opened().get_by_text("and did not send it.").count() == 0


def test_whoever_closes_the_page_at_once_loses_nothing(opened, demo):
    page = opened()
    sentence(page).focus()
    page.keyboard.type(SAID)
    page.goto(f"{demo}/p/omradeloft-dalen/")  # before two seconds have gone
    page.goto(f"{demo}{NEW}")
    press_next(page, "Go on with that")
    assert sentence(page).input_value() == SAID
    sentence(page).fill("")
    page.get_by_text("Draft saved").wait_for()
    page.reload()
    press_next(page, "Throw it away")
    page.get_by_text("The draft is thrown away.").wait_for()


def test_without_a_connection_it_is_told_that_nothing_is_kept(opened):
    page = opened()
    page.context.set_offline(True)
    sentence(page).fill(SAID)
    page.get_by_text("is not kept as a draft just now").wait_for()
    page.context.set_offline(False)
    sentence(page).press_sequentially(".")
    page.get_by_text("Draft saved").wait_for()
    page.reload()
    press_next(page, "Throw it away")
    page.get_by_text("The draft is thrown away.").wait_for()


def test_whoever_was_signed_out_meanwhile_is_told_once(opened):
    page = opened()
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.context.clear_cookies(name="sessionid")
    sentence(page).fill(SAID)
    page.get_by_text("is not kept as a draft just now").wait_for()
    sentence(page).press_sequentially(" om sommeren")
    page.wait_for_timeout(2500)
    assert len([url for url in asked if "/account/drafts/" in url]) == 1


@pytest.fixture
def recorded(as_coordinator, demo):
    """A case in a meeting that has begun, as its secretary sees it on a phone."""
    page = as_coordinator(speaks="English", width=390)
    page.goto(f"{demo}/p/omradeloft-dalen/forums/")
    page.locator("main a[href*='/forums/']").first.click()
    page.get_by_role("link", name="Plan a meeting").click()
    page.get_by_label("Which day?").fill("2031-05-02")
    page.get_by_role("button", name="Plan it").press("Enter")
    page.wait_for_url("**/agenda")
    meeting = page.url.removesuffix("/agenda")
    page.goto(f"{meeting}/cases/new")
    page.get_by_label("What is the case?").fill("Benkene")
    page.locator("form[data-draft] button[type=submit]").press("Enter")
    page.get_by_role("button", name="Make the papers").press("Enter")
    page.get_by_role("button", name="Begin the meeting").press("Enter")
    page.wait_for_url("**/attendance")
    page.goto(meeting)
    page.get_by_role("link", name="Benkene").click()
    return page


def decision(page):
    return page.get_by_label("Decision", exact=True)


def test_a_decision_half_written_waits_and_what_is_said_saves_itself(recorded):
    page = recorded
    page.get_by_label("What was said").press_sequentially("Mange vil sitte.")
    page.get_by_text("Saved at").wait_for()
    assert page.get_by_text("Draft saved").count() == 0
    decision(page).press_sequentially("Vi setter opp to")
    page.get_by_text("Draft saved").wait_for()
    page.reload()
    assert page.get_by_label("What was said").input_value() == "Mange vil sitte."
    press_next(page, "Go on with that")
    assert decision(page).input_value() == "Vi setter opp to"
    page.keyboard.press("End")
    page.keyboard.type(" benker.")
    page.get_by_role("button", name="Write down the decision").press("Enter")
    page.get_by_text("The decision is written down.").wait_for()
    assert page.get_by_text("and did not send it.").count() == 0


def test_a_decision_taken_back_is_put_back_by_keyboard(recorded, violations):
    page = recorded
    decision(page).fill("Vi setter opp to benker.")
    page.get_by_role("button", name="Write down the decision").press("Enter")
    page.get_by_role("button", name="Take back").press("Enter")
    page.get_by_text("It can be put back below.").wait_for()
    assert violations(page) == []
    press_next(page, "Put it back")
    page.get_by_text("The decision counts again.").wait_for()
    assert violations(page) == []
