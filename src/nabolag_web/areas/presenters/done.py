"""What this room writes in a programme's trail, in words."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

DONE_WORDS = {
    "city_made": _("made the city %(subject)s"),
    "city_chosen": _("chose to compare with %(subject)s"),
    "city_shared": _("let other programmes compare with %(subject)s"),
    "city_kept": _("kept the figures of %(subject)s for this programme"),
    "division_taken": _("divided the city anew: %(subject)s"),
    "division_left": _("took the division %(subject)s out again"),
    "focus_set": _("chose the programme's areas: %(subject)s"),
    "indicator_described": _("described the indicator %(subject)s"),
    "indicators_published": _("published %(subject)s indicators"),
    "import_begun": _("began loading %(subject)s"),
    "import_answered": _("told what %(subject)s holds"),
    "import_decided": _("decided to use %(subject)s"),
    "import_used": _("brought %(subject)s into use"),
    "import_undone": _("took %(subject)s out of use"),
    "import_dropped": _("decided not to use %(subject)s"),
    "refresh_planned": _("had a table fetched again and again: %(subject)s"),
    "refresh_stopped": _("stopped fetching %(subject)s"),
}
