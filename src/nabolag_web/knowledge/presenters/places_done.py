"""What is written in the trail about places and documents, in words.

The subject is a number and never a title, which may tell more than a trail should.
"""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

DONE_AT_PLACES = {
    "place_begun": _("began place analysis no. %(subject)s"),
    "place_changed": _("changed place analysis no. %(subject)s"),
    "place_taken_out": _("took out place analysis no. %(subject)s"),
    "place_put_back": _("put back place analysis no. %(subject)s"),
    "place_scored": _("loaded scores into place analysis no. %(subject)s"),
    "place_note_taken": _("took a note in place analysis no. %(subject)s"),
    "place_note_changed": _("changed a note in place analysis no. %(subject)s"),
    "place_note_taken_out": _("took out a note in place analysis no. %(subject)s"),
    "place_note_put_back": _("put back a note in place analysis no. %(subject)s"),
    "place_photo_deleted": _("deleted a picture in place analysis no. %(subject)s"),
    "document_added": _("added document no. %(subject)s"),
    "document_changed": _("changed what is said of document no. %(subject)s"),
    "document_taken_out": _("took out document no. %(subject)s"),
    "document_put_back": _("put back document no. %(subject)s"),
    "access_answered": _("took out documents to answer a request for access"),
}
