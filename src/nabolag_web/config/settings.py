"""Django's settings. What a server owner may choose stands in ``environment.py``."""

from __future__ import annotations

import os
from pathlib import Path

from nabolag.figures.fonts import font_folder
from nabolag_web.config.environment import read_environment

ENVIRONMENT = read_environment(os.environ)
HERE = Path(__file__).resolve().parents[1]

# Who may reach the pages, and how safely
DEBUG = False
SECRET_KEY = ENVIRONMENT.secret_key
ALLOWED_HOSTS = list(ENVIRONMENT.hosts)
_HTTPS = ENVIRONMENT.https == "proxy"
SECURE_SSL_REDIRECT = _HTTPS
SECURE_REDIRECT_EXEMPT = [r"^health$"]  # asked by machines behind the proxy
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if _HTTPS else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if _HTTPS else None
CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = _HTTPS
CSRF_COOKIE_HTTPONLY = LANGUAGE_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SAMESITE = "Lax"
X_FRAME_OPTIONS = "DENY"

# How a request becomes a page
INSTALLED_APPS = ["django.contrib.staticfiles", "nabolag_web.shell"]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "nabolag_web.shell.policy.content_security_policy",
    "nabolag_web.shell.files.static_files",
    "django.middleware.http.ConditionalGetMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
ROOT_URLCONF = "nabolag_web.config.urls"
ASGI_APPLICATION = "nabolag_web.config.asgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
            ]
        },
    }
]

# What is stored: nothing yet but the reports that were made
DATABASES: dict[str, dict[str, str]] = {}
NABOLAG_REPORTS_FOLDER = ENVIRONMENT.reports

# Files that pages need, served straight from the package
STATIC_URL = "static/"
WHITENOISE_USE_FINDERS = True
WHITENOISE_ALLOW_ALL_ORIGINS = False
WHITENOISE_MAX_AGE = 3600

_FONTS = font_folder()  # made at set-up, if at all
STATICFILES_DIRS = [("shell/fonts", _FONTS)] if _FONTS else []

# What goes wrong is written whole to standard error
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "loggers": {"django": {"handlers": ["console"], "level": "ERROR"}},
}

# Words, numbers and dates
LANGUAGE_CODE = ENVIRONMENT.language
LANGUAGES = [("nb", "Bokmål"), ("nn", "Nynorsk"), ("en", "English")]
LOCALE_PATHS = [HERE / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Europe/Oslo"
