"""What the web server asks for pages."""

from __future__ import annotations

import os

from django.conf import settings
from django.core.asgi import get_asgi_application

from nabolag_web.config.supervision import end_at_once_when_done, end_with_supervisor
from nabolag_web.shell.bodies import in_memory

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "nabolag_web.config.settings")
end_with_supervisor()
end_at_once_when_done()
application = in_memory(
    get_asgi_application(),
    addresses=settings.PICTURE_ADDRESSES,
    most=settings.LARGEST_WITH_PICTURE,
)
