"""What the trail's codes say. The subject is a finding's number, a forum or a meeting."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from nabolag_web.knowledge.presenters.places_done import DONE_AT_PLACES
from nabolag_web.knowledge.presenters.staff_done import DONE_BY_STAFF

DONE_ABOUT_FINDINGS = {
    "finding_written": _("wrote down finding %(subject)s"),
    "finding_changed": _("changed finding %(subject)s"),
    "finding_moved_on": _(
        "told how far the discussion of finding %(subject)s has come"
    ),
    "finding_taken_out": _("took out finding %(subject)s"),
    "finding_put_back": _("put finding %(subject)s back"),
    "finding_merged": _("let finding %(subject)s go into another"),
    "evidence_added": _("added evidence to finding %(subject)s"),
    "evidence_changed": _("changed evidence of finding %(subject)s"),
    "evidence_taken_away": _("took evidence away from finding %(subject)s"),
    "evidence_looked_for": _("looked for evidence about finding %(subject)s"),
    "figure_pinned": _("pinned the figure %(subject)s"),
    "input_written": _("wrote down what a resident said (%(subject)s)"),
    "question_asked": _("asked about finding %(subject)s"),
    "question_answered": _("answered a question about finding %(subject)s"),
    "picture_read": _("noted that residents read the picture of %(subject)s"),
    "picture_published": _("published the picture of %(subject)s"),
    "picture_taken_back": _("took back the published picture of %(subject)s"),
    "question_opened": _("opened a question about finding %(subject)s again"),
}

DONE_IN_FORUMS = {
    "forum_founded": _("founded the forum %(subject)s"),
    "forum_changed": _("described the forum %(subject)s anew"),
    "forum_ended": _("ended the forum %(subject)s"),
    "forum_reopened": _("let the forum %(subject)s go on"),
    "seated": _("gave someone a seat in %(subject)s"),
    "seat_changed": _("changed who sits in %(subject)s"),
    "unseated": _("ended a seat in %(subject)s"),
    "meeting_planned": _("planned the meeting %(subject)s"),
    "meeting_moved": _("changed when or where %(subject)s is"),
    "meeting_called": _("made the papers for %(subject)s"),
    "meeting_begun": _("began the meeting %(subject)s"),
    "meeting_closed": _("wrote how %(subject)s ended"),
    "case_added": _("put a case on the agenda of %(subject)s"),
    "case_changed": _("changed a case of %(subject)s"),
    "case_dropped": _("took a case off the agenda of %(subject)s"),
    "case_put_back": _("put a case back on the agenda of %(subject)s"),
    "agenda_changed": _("changed the order of the agenda of %(subject)s"),
    "attendance_set": _("wrote down who came to %(subject)s"),
    "said_written": _("began to write what was said of a case in %(subject)s"),
    "disqualified": _("noted that someone took no part in a case of %(subject)s"),
    "requalified": _("noted that someone took part in a case of %(subject)s after all"),
    "decided": _("wrote down a decision of %(subject)s"),
    "decided_by_email": _("wrote down what %(subject)s decided by e-mail"),
    "decision_retracted": _("took back a decision of %(subject)s"),
    "decision_put_back": _("let a decision of %(subject)s count again"),
    "decision_done": _("carried out a decision of %(subject)s"),
    "decision_reopened": _("said that a decision of %(subject)s is not done after all"),
    "marks_opened": _("let members of %(subject)s mark a finding"),
    "marks_closed": _("closed the marks of a finding in %(subject)s"),
    "seat_freed": _("let another phone mark for a seat in %(subject)s"),
    "hands_counted": _("counted hands in %(subject)s"),
    "hands_dropped": _("took back a count of hands in %(subject)s"),
    "minority_written": _("wrote down what the minority of %(subject)s thinks"),
    "minutes_exempted": _("exempted the minutes of %(subject)s from public access"),
    "minutes_opened": _("let the public see the minutes of %(subject)s"),
    "minutes_approved": _("approved the minutes of %(subject)s"),
}

DONE_WORDS = DONE_ABOUT_FINDINGS | DONE_AT_PLACES | DONE_BY_STAFF | DONE_IN_FORUMS
