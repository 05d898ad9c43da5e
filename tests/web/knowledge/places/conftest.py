"""Place analyses, notes, pictures and documents as these tests need them."""

from __future__ import annotations

from io import BytesIO

import numpy as np
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from nabolag_web.knowledge.actions import attachments, place_notes, places
from nabolag_web.knowledge.actions.pictures import safe_picture

PDF = b"%PDF-1.7\n1 0 obj\n<< /Type /Pages /Kids [] /Count 12 >>\nendobj\n%%EOF\n"


@pytest.fixture
def url():
    """Gives an address of the programme: ``url("place", analysis.pk)``."""
    return lambda name, *rest: reverse(
        f"knowledge:{name}", args=["omradeloft-dalen", *rest]
    )


@pytest.fixture
def read(asked_by, url):
    """Gives what a page says: ``read("place", analysis.pk)``."""

    def shown(name, *rest, who="coordinator"):
        answer = asked_by(who).get(url(name, *rest))
        assert answer.status_code == 200
        return answer.content.decode()

    return shown


@pytest.fixture
def look(programme, coordinator, moment):
    """Begins a place analysis: ``look("Gangveiene")``."""

    def begun(title="Gangveiene etter mørket", *, by=None, **looked):
        said = {"title": title, "on": moment.date(), **looked}
        return places.begin_analysis(
            programme=programme,
            looked=places.Looked(**said),
            by=by or coordinator,
            at=moment,
        )

    return begun


@pytest.fixture
def take(coordinator, moment):
    """Takes a note: ``take(analysis, "Ingen går her")``, with a picture or a point."""

    def taken(
        analysis,
        text="Ingen går her etter åtte",
        *,
        code="use",
        said_by="Beboer",
        point=None,
        photo=False,
        by=None,
    ):
        picture = safe_picture(a_picture()) if photo else None
        return place_notes.take_note(
            analysis=analysis,
            noted=place_notes.Noted(code=code, text=text, said_by=said_by),
            point=point and place_notes.Point(latitude=point[0], longitude=point[1]),
            photo=picture and place_notes.Photo(picture=picture, shows="En gangvei"),
            by=by or coordinator,
            at=moment,
        )

    return taken


@pytest.fixture
def attach(programme, coordinator, moment):
    """Adds a document: ``attach("Stedsanalyse 2024")``."""

    def attached(
        title="Stedsanalyse 2024", *, content=PDF, name="plan.pdf", ground="", by=None
    ):
        return attachments.add_document(
            programme=programme,
            file=attachments.looked_at(content, name=name),
            record=attachments.Record(title=title, legal_ground=ground),
            by=by or coordinator,
            at=moment,
        )

    return attached


@pytest.fixture
def rest_on(programme, coordinator, moment):
    """Lets a finding rest on a source: ``rest_on(place_note=note)``."""
    from nabolag_web.knowledge.models import Evidence, Finding

    def rested(number=1, *, kind="place", finding=None, **source):
        found = finding or Finding.objects.create(
            programme=programme,
            number=number,
            sentence=f"Funn nummer {number}",
            made_by=coordinator,
            made_at=moment,
            changed_at=moment,
        )
        return Evidence.objects.create(
            finding=found,
            kind=kind,
            strength=1,
            supports=True,
            title="Noe",
            added_by=coordinator,
            added_at=moment,
            **source,
        )

    return rested


def a_picture(width=64, height=48, **options):
    """A JPEG of a slow change of colours, with whatever is to stand in it."""
    across = np.broadcast_to(np.arange(width) * 3 % 200 + 20, (height, width))
    image = Image.fromarray(np.dstack([across] * 3).astype(np.uint8))
    made = BytesIO()
    image.save(made, "JPEG", quality=95, **options)
    return made.getvalue()


@pytest.fixture
def picture():
    return a_picture


@pytest.fixture
def sent():
    """A file as a browser sends it: ``sent(content, "plan.pdf")``."""
    return lambda content, name="bilde.jpg": SimpleUploadedFile(name, content)
