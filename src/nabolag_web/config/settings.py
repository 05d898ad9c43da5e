"""Django's settings. What a server owner may choose stands in ``environment.py``."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from csp.constants import NONE, SELF

from nabolag.figures.fonts import font_folder
from nabolag_web.config.environment import Database, read_environment
from nabolag_web.config.logs import page_logging

ENVIRONMENT = read_environment(os.environ)
HERE = Path(__file__).resolve().parents[1]

# Who may reach the pages, and how safely
DEBUG = False
SECRET_KEY = ENVIRONMENT.secret_key
ALLOWED_HOSTS = list(ENVIRONMENT.hosts)
SITE = ENVIRONMENT.site or ""  # before addresses in mail that no one asked for
_HTTPS = ENVIRONMENT.https == "proxy"
SECURE_SSL_REDIRECT = _HTTPS
SECURE_REDIRECT_EXEMPT = [r"^health$"]  # asked by machines behind the proxy
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if _HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = _HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if _HTTPS else None
SECURE_REFERRER_POLICY = "same-origin"
CSRF_COOKIE_SECURE = SESSION_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = _HTTPS
CSRF_COOKIE_HTTPONLY = SESSION_COOKIE_HTTPONLY = LANGUAGE_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "nabolag_web.shell.views.not_sent"
SESSION_COOKIE_AGE = 12 * 3600  # a working day, and a meeting in the evening
SESSION_SAVE_EVERY_REQUEST = False
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}

# How a request becomes a page
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
    "csp",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "nabolag_web.shell",
    "nabolag_web.accounts",
    "nabolag_web.programmes",
    "nabolag_web.methods",
    "nabolag_web.areas",
    "nabolag_web.knowledge",
    "nabolag_web.measures",
    "nabolag_web.overview",
    "nabolag_web.config",
]
MIDDLEWARE = [
    "nabolag_web.config.logs.tell_of_requests",
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "nabolag_web.shell.health.answer_health",
    "django.middleware.gzip.GZipMiddleware",
    "django.middleware.http.ConditionalGetMiddleware",
    "nabolag_web.shell.files.static_files",
    "nabolag_web.areas.api.door.open_door",
    "nabolag_web.shell.answers.only_for_whoever_asked",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "nabolag_web.accounts.browser.known_browser",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "nabolag_web.config.errors.library_errors",
]
ROOT_URLCONF = "nabolag_web.config.urls"
ASGI_APPLICATION = "nabolag_web.config.asgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [HERE / "accounts" / "templates"],  # before allauth's own
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": ["nabolag_web.shell.templatetags.shell"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "nabolag_web.accounts.own_draft.own_draft",
            ],
        },
    }
]
FORM_RENDERER = "nabolag_web.shell.fields.Renderer"

# What is stored, and where
DATA_FOLDER = ENVIRONMENT.data
DEMO = ENVIRONMENT.demo  # anyone may be anyone, on this machine only
MEDIA_ROOT = DATA_FOLDER / "files"
SCANNER = ENVIRONMENT.scanner
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"


def _store(database: Database) -> dict[str, Any]:
    if database.is_postgresql:
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": database.name,
            "USER": database.user,
            "PASSWORD": database.password,
            "HOST": database.host,
            "PORT": database.port,
        }
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": database.name,
        "OPTIONS": {
            # Readers never wait for a writer, and a writer waits its turn at once
            # instead of failing halfway.
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;"
            " PRAGMA mmap_size=134217728; PRAGMA cache_size=-20000;"
            " PRAGMA temp_store=MEMORY;",
        },
    }


DATABASES = {"default": _store(ENVIRONMENT.database)}
# Counts of attempts to sign in and codes that are used up: shared by all processes
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "accounts_cache",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
DATA_UPLOAD_MAX_MEMORY_SIZE = 20_000_000  # what is pasted from a spreadsheet
LARGEST_PICTURE = 20_000_000  # a phone's best one
# A request with a picture stays in memory whole, with room for the form around it: what
# it shows must not lie on the disk before what could be recognised is covered.
LARGEST_WITH_PICTURE = LARGEST_PICTURE + 1_000_000
FILE_UPLOAD_MAX_MEMORY_SIZE = LARGEST_WITH_PICTURE + 1_000_000
PICTURE_ADDRESSES = ("/notes/new",)  # where forms with pictures are sent
LARGEST_DOCUMENT = 50_000_000
LARGEST_TABLE = 200_000
LARGEST_FILE = 200_000_000  # as much as the library reads of one file
FILE_UPLOAD_HANDLERS = [
    "nabolag_web.shell.uploads.NoLargerThanAllowed",
    "nabolag_web.shell.uploads.PicturesInMemory",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]

# People
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "programmes:programmes"
ACCOUNT_ADAPTER = "nabolag_web.accounts.adapters.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"  # an account begins with a link sent to the address
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_FORMS = {
    "login": "nabolag_web.accounts.forms.signing_in.SignIn",
    "reauthenticate": "nabolag_web.accounts.forms.signing_in.PasswordOnceMore",
    "change_password": "nabolag_web.accounts.forms.signing_in.OtherPassword",
    "reset_password": "nabolag_web.accounts.forms.signing_in.ForgottenPassword",
    "reset_password_from_key": "nabolag_web.accounts.forms.signing_in.NewPassword",
}
# A whole town hall may share one address, so what stops guessing is the limit for each
# account ("key"); the ones for an address stop whoever tries many accounts.
ACCOUNT_RATE_LIMITS = {
    "login": "120/m/ip",
    "login_failed": "30/m/ip,5/5m/key",
    "reset_password": "20/m/ip,5/h/key",
}
# The server in front tells in X-Forwarded-For whom it speaks for; without one in front
# the header may be anyone's invention.
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if _HTTPS else 0
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https" if _HTTPS else "http"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Nabolag"
MFA_TOTP_TOLERANCE = 1  # a phone's clock may be half a minute off
MFA_ADAPTER = "nabolag_web.accounts.adapters.SecondFactorAdapter"
MFA_FORMS = {
    "authenticate": "nabolag_web.accounts.forms.signing_in.SignInCode",
    "reauthenticate": "nabolag_web.accounts.forms.signing_in.CodeOnceMore",
    "activate_totp": "nabolag_web.accounts.forms.signing_in.FirstCode",
}
SOCIALACCOUNT_ADAPTER = "nabolag_web.accounts.adapters.SocialAccountAdapter"
SOCIALACCOUNT_ONLY = False
SOCIALACCOUNT_PROVIDERS: dict[str, Any] = {}
if ENVIRONMENT.openid is not None:
    SOCIALACCOUNT_PROVIDERS["openid_connect"] = ENVIRONMENT.openid.provider()

# Mail: without a server nothing is pretended to be sent
EMAIL_BACKEND = "nabolag_web.accounts.mail.NoMailServer"
DEFAULT_FROM_EMAIL = SERVER_EMAIL = ENVIRONMENT.mail_from
if ENVIRONMENT.mail is not None:
    EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    EMAIL_HOST, EMAIL_PORT = ENVIRONMENT.mail.host, ENVIRONMENT.mail.port
    EMAIL_HOST_USER = ENVIRONMENT.mail.user
    EMAIL_HOST_PASSWORD = ENVIRONMENT.mail.password
    EMAIL_USE_TLS = ENVIRONMENT.mail.security == "smtp+starttls"
    EMAIL_USE_SSL = ENVIRONMENT.mail.security == "smtps"
    EMAIL_TIMEOUT = 15

# Files that pages need, served straight from the package
STATIC_URL = "static/"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "nabolag_web.shell.files.NamedByContent"},
}
WHITENOISE_USE_FINDERS = True
WHITENOISE_ALLOW_ALL_ORIGINS = False
WHITENOISE_MAX_AGE = 365 * 24 * 3600  # an address changes with what is in the file

_FONTS = font_folder()  # made at set-up, if at all
STATICFILES_DIRS = [("shell/fonts", _FONTS)] if _FONTS else []

LOGGING = page_logging()

# Words, numbers and dates
LANGUAGE_CODE = ENVIRONMENT.language
LANGUAGES = [("nb", "Bokmål"), ("nn", "Nynorsk"), ("en", "English")]
LANGUAGE_COOKIE_AGE = 365 * 24 * 3600
LOCALE_PATHS = [HERE / "locale"]
FORMAT_MODULE_PATH = "nabolag_web.config.formats"
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Europe/Oslo"
