"""A note with a picture, taken on a phone: by finger, by keyboard, and without scripts."""

from __future__ import annotations

import os

import pytest
from PIL import Image, ImageDraw

pytestmark = pytest.mark.journey

DALEN = "/p/omradeloft-dalen"
FACES = ((0.2, 0.2, 0.4, 0.4), (0.6, 0.25, 0.8, 0.4))
SKIN, SKY = (230, 190, 160), (150, 180, 210)
GREY = 118


@pytest.fixture
def as_coordinator(open_page, demo):
    def opened(**options):
        page = open_page(demo + "/", **options)
        page.locator("form[action^='/try/'] button").first.click()
        page.wait_for_url(f"**{DALEN}/")
        page.get_by_role("button", name="English", exact=True).last.click()
        page.wait_for_selector("html[lang=en]")
        page.wait_for_load_state()
        return page

    return opened


@pytest.fixture
def photo(tmp_path):
    """A picture of two faces, held sideways as phones do."""
    image = Image.new("RGB", (1200, 1600), SKY)
    draw = ImageDraw.Draw(image)
    for left, top, right, bottom in FACES:
        corners = (1200 * left, 1600 * top, 1200 * right, 1600 * bottom)
        draw.ellipse(corners, fill=SKIN)
    exif = Image.Exif()
    exif[0x0112] = 6  # it is to be turned to the right
    path = tmp_path / "photo.jpg"
    image.transpose(Image.Transpose.ROTATE_90).save(path, exif=exif)
    return path


def begin(page, title):
    """Begins a place analysis and opens its form for notes."""
    page.goto(page.url.split("/p/")[0] + DALEN + "/places/new")
    page.get_by_label("What did you look at?").fill(title)
    page.get_by_role("button", name="Begin").click()
    page.get_by_role("link", name="Take a note").click()


def write(page, text):
    page.get_by_label("What did you see or hear?").fill(text)
    page.get_by_label("Use: what people do here").check()
    page.get_by_label("Who said it?").fill("Pupil")


def tell(page, photo):
    page.get_by_label("What does the picture show?").fill("Two on a bench")
    page.get_by_label("Choose a picture").set_input_files(photo)


def draw(page, face):
    """Draws over a face, corner to corner."""
    canvas = page.locator("canvas")
    canvas.scroll_into_view_if_needed()
    box = canvas.bounding_box()
    left, top, right, bottom = face
    page.mouse.move(box["x"] + box["width"] * left, box["y"] + box["height"] * top)
    page.mouse.down()
    page.mouse.move(
        box["x"] + box["width"] * right, box["y"] + box["height"] * bottom, steps=4
    )
    page.mouse.up()


def colours(page):
    """Gives the colour of the stored picture in the middle of each face, and of the sky."""
    spots = [((a + c) / 2, (b + d) / 2) for a, b, c, d in FACES] + [(0.5, 0.8)]
    return page.locator("figure img").evaluate(
        """async (image, spots) => {
          await image.decode();
          const canvas = document.createElement("canvas");
          canvas.width = image.naturalWidth;
          canvas.height = image.naturalHeight;
          const pen = canvas.getContext("2d", { willReadFrequently: true });
          pen.drawImage(image, 0, 0);
          return spots.map(([x, y]) => Array.from(
            pen.getImageData(x * canvas.width, y * canvas.height, 1, 1).data.slice(0, 3)
          ));
        }""",
        spots,
    )


def near(colour, other):
    return all(abs(one - two) <= 8 for one, two in zip(colour, other, strict=True))


def test_two_faces_are_covered_on_a_phone_before_the_picture_is_sent(
    as_coordinator, photo, violations
):
    page = as_coordinator(width=390)
    begin(page, "The square at noon")
    write(page, "They sit here every day")
    sent = []
    page.on("request", lambda request: sent.append(request.method))
    tell(page, photo)
    page.wait_for_selector("canvas:visible")
    assert violations(page) == []
    for face in FACES:
        draw(page, face)
    page.get_by_text("Covered parts: 2").wait_for()
    assert violations(page) == []
    assert "POST" not in sent  # all of it happened in the browser
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    page.get_by_label("I have looked").check()
    page.get_by_role("button", name="Save the note").click()
    page.get_by_role("link", name="Two on a bench").click()
    assert violations(page) == []
    first, second, sky = colours(page)
    assert near(first, [GREY] * 3)
    assert near(second, [GREY] * 3)
    assert near(sky, SKY)
    assert page.complaints == []


def test_a_face_is_covered_by_keyboard_and_another_is_uncovered(as_coordinator, photo):
    page = as_coordinator(width=390)
    begin(page, "The square by keyboard")
    write(page, "They sit here at night too")
    tell(page, photo)
    page.wait_for_selector("canvas:visible")
    draw(page, FACES[0])
    page.get_by_role("button", name="Cover a part by numbers").focus()
    page.keyboard.press("Enter")
    for share in (60, 25, 80, 40):  # the first field has the focus
        page.keyboard.press("ControlOrMeta+a")
        page.keyboard.type(str(share))
        page.keyboard.press("Tab")
    page.get_by_role("button", name="Uncover 1").click()
    assert page.locator("input[name=covered]").input_value() == "6000 2500 8000 4000"
    page.get_by_label("I have looked").check()
    page.get_by_role("button", name="Save the note").click()
    page.get_by_role("link", name="Two on a bench").click()
    first, second, _sky = colours(page)
    assert near(first, SKIN)
    assert near(second, [GREY] * 3)


def test_what_was_covered_stands_there_when_a_form_comes_back(as_coordinator, photo):
    page = as_coordinator(width=390)
    begin(page, "The square once more")
    write(page, "They sit here in the rain")
    tell(page, photo)
    page.wait_for_selector("canvas:visible")
    draw(page, FACES[0])
    page.get_by_role("button", name="Save the note").click()
    page.get_by_text("Look through the picture").wait_for()
    page.get_by_label("Choose a picture").set_input_files(photo)
    page.wait_for_selector("canvas:visible")
    page.get_by_role("button", name="Uncover 1").wait_for()


def test_a_picture_can_be_sent_without_scripts_by_saying_that_no_one_is_seen(
    as_coordinator, photo
):
    page = as_coordinator(width=390, scripts=False)
    begin(page, "The square without scripts")
    write(page, "No one sits here")
    tell(page, photo)
    assert not page.locator("canvas").is_visible()
    assert not page.get_by_role("button", name="Use where I am").is_visible()
    page.get_by_role("button", name="Save the note").click()
    page.get_by_text("Look through the picture").wait_for()
    tell(page, photo)
    page.get_by_label("I have looked").check()
    page.get_by_role("button", name="Save the note").click()
    page.get_by_role("link", name="Two on a bench").wait_for()


def test_a_picture_that_is_far_too_large_is_given_back_with_what_was_written(
    as_coordinator, photo, tmp_path
):
    """The server keeps no more of it than memory holds, and still reads the form."""
    huge = tmp_path / "huge.jpg"
    huge.write_bytes(photo.read_bytes() + os.urandom(30_000_000))
    page = as_coordinator(width=390)
    begin(page, "The square, much larger")
    write(page, "They sit here")
    tell(page, huge)
    page.wait_for_selector("canvas:visible")
    page.get_by_label("I have looked").check()
    page.get_by_role("button", name="Save the note").click()
    page.get_by_text("larger than the 20 MB").wait_for()
    assert (
        page.get_by_label("What did you see or hear?").input_value() == "They sit here"
    )
    assert page.get_by_label("I have looked").is_checked()
