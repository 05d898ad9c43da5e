"""What the trail's codes say. The subject of most is a finding's number."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

DONE_WORDS = {
    "finding_written": _("wrote down finding %(subject)s"),
    "finding_changed": _("changed finding %(subject)s"),
    "finding_draft": _("made finding %(subject)s a draft again"),
    "finding_questioned": _("took finding %(subject)s up for questioning"),
    "finding_shared": _("noted that finding %(subject)s is shared understanding"),
    "finding_aside": _("set finding %(subject)s aside"),
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
    "question_opened": _("opened a question about finding %(subject)s again"),
}
