"""What every template may use without loading it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from django import template
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from nabolag_web.shell import registry
from nabolag_web.shell.files import FIGURES_MARK
from nabolag_web.shell.registry import Theme

if TYPE_CHECKING:
    from django.http import HttpRequest

register = template.Library()


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """An entry of the navigation, as it stands on this page."""

    title: str
    address: str
    current: bool
    pages: tuple[Link, ...] = ()


def theme_word(theme: Theme) -> str:
    """Give a theme's word, as it stands in the navigation."""
    return {
        Theme.OVERVIEW: _("Overview"),
        Theme.KNOWLEDGE: _("Knowledge base"),
        Theme.RESIDENTS: _("Residents"),
        Theme.COOPERATION: _("Cooperation"),
        Theme.SERVICES: _("Services"),
        Theme.MEASURES: _("Measures and effect"),
        Theme.EXPERIENCE: _("Experience"),
    }[theme]


@register.simple_tag
def navigation(slug: str, request: HttpRequest) -> list[Link]:
    """Give the themes of a programme that have pages, with the open one marked."""
    links = []
    for theme, entries in registry.entries():
        pages = tuple(_page(entry, slug, request.path) for entry in entries)
        links.append(
            Link(
                title=theme_word(theme),
                address=pages[0].address,
                current=any(page.current for page in pages),
                pages=pages,
            )
        )
    return links


def _page(entry: registry.Entry | registry.MenuEntry, slug: str, path: str) -> Link:
    address = reverse(entry.url, args=[slug])
    is_front = address.count("/") <= 3  # the overview, which all addresses begin with
    current = path == address if is_front else path.startswith(address)
    return Link(title=str(entry.title), address=address, current=current)


@register.simple_tag
def own_menu(slug: str, may: Mapping[str, bool], request: HttpRequest) -> list[Link]:
    """Give the pages about the programme itself that whoever looks may open."""
    return [
        _page(entry, slug, request.path) for entry in registry.menu() if may[entry.to]
    ]


@register.simple_tag
def of_figures(slug: str, area: str, key: str = "") -> tuple[registry.Use, ...]:
    """Give what can be done with an area's figures, in the rooms above them."""
    return registry.of_figures(slug, area, key)


@register.simple_tag
def back_here(request: HttpRequest) -> str:
    """Give where a switch of language leads: here, or where what was sent came from.

    Some addresses only take what is sent to them and cannot be opened again.
    """
    if request.method in ("GET", "HEAD"):
        return request.get_full_path()
    seen = request.headers.get("Referer", "")
    parts = urlsplit(seen)
    ours = url_has_allowed_host_and_scheme(seen, allowed_hosts={request.get_host()})
    if not parts.netloc or not ours:
        return "/"
    return parts.path + (f"?{parts.query}" if parts.query else "")


@register.simple_tag
def figures_css() -> str:
    """Give where the library's rules for figures are, as they are now."""
    return f"{reverse('shell:figures_css')}?v={FIGURES_MARK}"


@register.filter
def short_month(day: date) -> str:
    """Give a month in short, as it stands under a day: small letters in Norwegian."""
    word = date_format(day, "M")
    return word if get_language() == "en" else word.lower()


@register.filter
def get(values: dict[Any, Any], key: Any) -> Any:
    """Look something up by a key that is itself a value."""
    return values.get(key)
