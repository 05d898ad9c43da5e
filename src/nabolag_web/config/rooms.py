"""What each room offers to all pages, told once when Nabolag starts."""

from __future__ import annotations

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from nabolag_web.accounts import kept as accounts_kept
from nabolag_web.accounts.actions import tidy_up
from nabolag_web.areas import kept as areas_kept
from nabolag_web.areas.actions.computing import compute_outdated
from nabolag_web.areas.actions.importing import take_up_again
from nabolag_web.areas.actions.refreshing import refresh_due
from nabolag_web.areas.presenters.done import DONE_WORDS as DONE_IN_AREAS
from nabolag_web.areas.queries.person import about_person as files_loaded_by
from nabolag_web.areas.queries.search import search as search_areas
from nabolag_web.knowledge import kept as knowledge_kept
from nabolag_web.knowledge.actions.asking import ask_every_month
from nabolag_web.knowledge.actions.reminding import remind_due
from nabolag_web.knowledge.actions.seats import leave_seats
from nabolag_web.knowledge.presenters.done import DONE_WORDS as DONE_IN_KNOWLEDGE
from nabolag_web.knowledge.presenters.figures import use_of_figures
from nabolag_web.knowledge.presenters.picture_read import open_picture
from nabolag_web.knowledge.presenters.waiting import waits
from nabolag_web.knowledge.queries import thread as knowledge_thread
from nabolag_web.knowledge.queries.person import about_person
from nabolag_web.knowledge.queries.search import search as search_knowledge
from nabolag_web.measures import kept as measures_kept
from nabolag_web.measures import presenters as measures_words
from nabolag_web.measures import queries as measures
from nabolag_web.methods import kept as methods_kept
from nabolag_web.methods import presenters as methods_words
from nabolag_web.methods import queries as methods
from nabolag_web.programmes import kept as programmes_kept
from nabolag_web.programmes import presenters as programmes_words
from nabolag_web.programmes import queries as programmes
from nabolag_web.programmes.actions import leave_all
from nabolag_web.shell import kept as shell_kept
from nabolag_web.shell.registry import (
    Entry,
    MenuEntry,
    Room,
    Scheduled,
    Theme,
    register,
)


def register_rooms() -> None:
    """Register every room, the cellar first."""
    register(SHELL, ACCOUNTS, PROGRAMMES, METHODS, AREAS, KNOWLEDGE, MEASURES, OVERVIEW)


SHELL = Room(name="shell", kept=shell_kept.KEPT)
ACCOUNTS = Room(name="accounts", kept=accounts_kept.KEPT)
PROGRAMMES = Room(
    name="programmes",
    menu=(
        MenuEntry(title=_("About the programme"), url="programmes:about"),
        MenuEntry(title=_("People"), url="programmes:people"),
        MenuEntry(title=_("The year"), url="programmes:year"),
        MenuEntry(title=_("What has been done"), url="programmes:trail", to="trail"),
    ),
    search=programmes.search,
    kept=programmes_kept.KEPT,
    about_person=programmes.about_person,
    before_leaving=programmes.before_leaving,
    on_leaving=leave_all,
    done_words=programmes_words.DONE_WORDS,
    due=programmes.due,
)
METHODS = Room(
    name="methods",
    entries=(
        Entry(theme=Theme.EXPERIENCE, title=_("Experience"), url="methods:notes"),
    ),
    search=methods.search,
    kept=methods_kept.KEPT,
    about_person=methods.about_person,
    done_words=methods_words.DONE_WORDS,
)
AREAS = Room(
    name="areas",
    entries=(Entry(theme=Theme.KNOWLEDGE, title=_("Area"), url="areas:areas"),),
    done_words=DONE_IN_AREAS,
    search=search_areas,
    kept=areas_kept.KEPT,
    about_person=files_loaded_by,
)
KNOWLEDGE = Room(
    name="knowledge",
    entries=(
        Entry(theme=Theme.KNOWLEDGE, title=_("Findings"), url="knowledge:findings"),
        Entry(
            theme=Theme.KNOWLEDGE,
            title=_("The area's picture"),
            url="knowledge:pictures",
        ),
        Entry(theme=Theme.KNOWLEDGE, title=_("Place analyses"), url="knowledge:places"),
        Entry(theme=Theme.KNOWLEDGE, title=_("Documents"), url="knowledge:documents"),
        Entry(theme=Theme.KNOWLEDGE, title=_("Staff"), url="knowledge:staff"),
        Entry(theme=Theme.RESIDENTS, title=_("Inputs"), url="knowledge:inputs"),
        Entry(theme=Theme.COOPERATION, title=_("Forums"), url="knowledge:forums"),
        Entry(
            theme=Theme.COOPERATION,
            title=_("Shared understanding"),
            url="knowledge:shared_understanding",
        ),
    ),
    search=search_knowledge,
    kept=knowledge_kept.KEPT,
    about_person=about_person,
    on_leaving=leave_seats,
    done_words=DONE_IN_KNOWLEDGE,
    of_figures=use_of_figures,
    for_anyone=open_picture,
    waiting=waits,
    ties=knowledge_thread.ties,
)
MEASURES = Room(
    name="measures",
    entries=(
        Entry(theme=Theme.MEASURES, title=_("Measures"), url="measures:measures"),
    ),
    search=measures.search,
    kept=measures_kept.KEPT,
    about_person=measures.about_person,
    done_words=measures_words.DONE_WORDS,
    waiting=measures_words.waits,
    ties=measures.ties,
    due=measures.due,
)
OVERVIEW = Room(
    name="overview",
    entries=(
        Entry(theme=Theme.OVERVIEW, title=_("Overview"), url="overview:overview"),
    ),
)


SCHEDULED = (
    Scheduled(
        name="imports that were broken off",
        every=timedelta(days=1),
        do=lambda _at: take_up_again(),
    ),
    Scheduled(
        name="tables that are fetched from their publishers",
        every=timedelta(hours=1),
        do=lambda at: refresh_due(at=at),
    ),
    Scheduled(
        name="answers computed by another version",
        every=timedelta(days=1),
        do=lambda at: compute_outdated(at=at),
    ),
    Scheduled(
        name="reminders of what is due",
        every=timedelta(days=1),
        do=lambda at: remind_due(at=at),
    ),
    Scheduled(
        name="the month's questions to services",
        every=timedelta(days=1),
        do=lambda at: ask_every_month(at=at),
    ),
    Scheduled(
        name="what has been kept long enough",
        every=timedelta(days=1),
        do=lambda at: tidy_up(at=at),
    ),
)
"""What the job worker does by itself, the first time when it starts."""
