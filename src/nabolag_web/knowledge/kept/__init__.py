"""What is stored of knowledge: why, how long, and what happens then."""

from __future__ import annotations

from nabolag_web.knowledge.kept.findings import FINDINGS
from nabolag_web.knowledge.kept.forums import FORUMS
from nabolag_web.knowledge.kept.places import PLACES
from nabolag_web.knowledge.kept.staff import STAFF

KEPT = (*FINDINGS, *PLACES, *STAFF, *FORUMS)
