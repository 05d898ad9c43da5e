"""What is written in the trail about services and what staff tell, in words.

The subject is a service or a block, and never a person.
"""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

DONE_BY_STAFF = {
    "service_added": _("added the service %(subject)s"),
    "service_changed": _("changed the service %(subject)s"),
    "contact_added": _("named someone to ask in %(subject)s"),
    "contact_ended": _("deleted someone who was asked in %(subject)s"),
    "reader_named": _("named a second reader in %(subject)s"),
    "reader_unnamed": _("has one second reader fewer in %(subject)s"),
    "link_renewed": _("made a new link for someone in %(subject)s"),
    "links_closed": _("closed someone's links in %(subject)s"),
    "block_added": _("added the block %(subject)s"),
    "block_removed": _("took out the block %(subject)s"),
    "pulse_started": _("began to ask services every month"),
    "pulse_stopped": _("stopped asking services every month"),
    "question_reworded": _("changed a question of the monthly pulse"),
    "series_frozen": _("kept a series from the pulse as evidence"),
    "staff_words_out": _("took out something %(subject)s had told"),
}
