"""What the codes of measures say to people."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from nabolag_web.measures.models import Stage

STAGES = {
    Stage.PLANNED: _("Planned, not begun"),
    Stage.DOING: _("Being done"),
    Stage.DONE: _("Carried out"),
    Stage.PUT_OFF: _("Put off"),
    Stage.STOPPED: _("Stopped"),
}
