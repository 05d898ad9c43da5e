"""What the web server asks for pages."""

from __future__ import annotations

import os

from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "nabolag_web.config.settings")
application = get_asgi_application()
