"""The programme's pages about areas, imports on their way, and what anyone may see."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile


@pytest.fixture
def page(client_of, coordinator, programme):
    """The coordinator's browser, asked for a page below the programme's areas."""
    client = client_of(coordinator)
    base = f"/p/{programme.slug}/areas/"

    def ask(path, data=None, **options):
        send = client.get if data is None else client.post
        return send(base + path, data or {}, **options)

    return ask


@pytest.fixture
def upload(page):
    """Sends a file: ``upload(content)``; gives its import."""

    from nabolag_web.areas.models import Import

    def sent(content, name="tall.csv", **fields):
        page("imports/new", {"file": SimpleUploadedFile(name, content), **fields})
        return Import.objects.order_by("pk").last()

    return sent


@pytest.fixture
def text(page):
    """The text of a page below the programme's areas."""

    def shown(path, *given, **options):
        return page(path, *given, **options).content.decode()

    return shown


@pytest.fixture
def kept(city, coordinator, moment):
    """Keeps a file without reading it: ``kept(content)``."""

    from nabolag_web.areas.actions.importing import keep_file

    def made(content, name="a.csv", **options):
        return keep_file(
            city=city,
            file_name=name,
            content=content,
            by=coordinator,
            at=moment,
            **options,
        )

    return made


@pytest.fixture
def publish(loaded, coordinator, moment):
    """Chooses what anyone may see: ``publish("crowded")``, and nothing else."""
    from nabolag_web.areas.actions.cities import publish_indicators

    def published(*keys):
        publish_indicators(city=loaded, keys=frozenset(keys), by=coordinator, at=moment)

    return published


@pytest.fixture
def show(coordinator, moment):
    """Opens a programme to anyone, or closes it: ``show(programme, public=False)``."""
    from nabolag_web.programmes.actions import show_to_the_public

    def shown(programme, *, public=True, by=None):
        show_to_the_public(
            programme=programme, public=public, by=by or coordinator, at=moment
        )

    return shown


@pytest.fixture
def opened(focused, programme, publish, show):
    """The programme, open, with Dalen as its area and one of two indicators published."""
    publish("crowded")
    show(programme)
    return programme


@pytest.fixture
def share(loaded, coordinator, moment):
    """Lets other programmes use the city, or no longer: ``share(shared=False)``."""
    from nabolag_web.areas.actions.cities import share_city

    def shared_or_not(*, shared=True):
        share_city(city=loaded, shared=shared, by=coordinator, at=moment)

    return shared_or_not


@pytest.fixture
def neighbour(share, loaded, other_coordinator, moment, show):
    """Another programme, open, about another area of the same city."""
    from nabolag_web.areas.actions.cities import choose_city, set_focus

    share()
    programme = other_coordinator.programmes.get()
    told = {"programme": programme, "by": other_coordinator, "at": moment}
    choose_city(city=loaded, **told)
    set_focus(areas={"03": "Kvernlia"}, **told)
    show(programme, by=other_coordinator)
    return programme
