"""All settings of the server, in one flat file. Whoever runs Demarc sets environment variables named `DEMARC_...`.

Options that people choose (feeds, hours, channels) live in the database and not here.
"""

import os
from pathlib import Path

from demarc.server.embedded import journal_mode
from demarc.server.environment import Environment

_given = Environment(os.environ)
_package = Path(__file__).resolve().parent.parent

# --- Where things are kept ---------------------------------------------------------------------------------------------
# DEMARC_HOME: the folder of the embedded database, the secret key and the demo's clock.
DEMARC_HOME = _given.folder("DEMARC_HOME", "var")
# DEMARC_DATABASE_URL: a PostgreSQL address; empty means SQLite in the home folder.
JOURNAL_MODE = journal_mode()
DATABASES = {"default": _given.database("DEMARC_DATABASE_URL", DEMARC_HOME, JOURNAL_MODE)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# --- Who may talk to it ------------------------------------------------------------------------------------------------
# DEMARC_URL: the address people and mails use; with `https` the cookies are sent over `https` only.
DEMARC_URL = _given.address("DEMARC_URL", "http://127.0.0.1:8000")
# DEMARC_ALLOWED_HOSTS: host names that requests may carry, with commas.
ALLOWED_HOSTS = _given.names("DEMARC_ALLOWED_HOSTS", ("127.0.0.1", "localhost", "[::1]"))
# DEMARC_SECRET_KEY: signs cookies and links; made and kept in the home folder when not given.
SECRET_KEY = _given.secret("DEMARC_SECRET_KEY", DEMARC_HOME)
# DEMARC_SIGNING_KEY: the file of the key that signs checkpoints, outside the database; made at the first start, readable
# by its owner alone. All processes on one database need the same key.
DEMARC_SIGNING_KEY = _given.path("DEMARC_SIGNING_KEY", DEMARC_HOME / "signing.key")
# DEMARC_DEMO: `yes` switches on the demo's banner and lets its clock be moved forward.
DEMARC_DEMO = _given.yes("DEMARC_DEMO", default=False)
# DEMARC_ENGINE: `no` leaves the engine to `demarc worker`, where there is one (PostgreSQL only).
DEMARC_ENGINE = _given.yes("DEMARC_ENGINE", default=True)
DEBUG = False

# --- What comes in -----------------------------------------------------------------------------------------------------
DEMARC_READERS = {"generic": "Signals as JSON, of any source", "alertmanager": "Notifications of Prometheus Alertmanager"}
"""What a feed can send, by the name of its reader, in words; `server.wiring` has the readers."""
# DEMARC_INTAKE_BYTES: the largest body a feed may post, in bytes.
INTAKE_BYTES = _given.number("DEMARC_INTAKE_BYTES", 1_048_576, low=1_024, high=67_108_864)
# DEMARC_INTAKE_WAITING: how many posts may wait for the disk before the next one is told to come back.
INTAKE_WAITING = _given.number("DEMARC_INTAKE_WAITING", 5_000, low=1, high=1_000_000)
# DEMARC_INTAKE_MEMORY: how many bytes of bodies may be held at once, over all posts.
INTAKE_MEMORY = _given.number("DEMARC_INTAKE_MEMORY", 134_217_728, low=1_048_576, high=17_179_869_184)
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_621_440
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2_000

# --- Mail out ----------------------------------------------------------------------------------------------------------
# DEMARC_MAIL_URL: the mail server; without it notices wait in the outbox and the health page says so.
DEMARC_MAIL = _given.mail("DEMARC_MAIL_URL")
# DEMARC_MAIL_FROM: the sender of every notice.
DEMARC_MAIL_FROM = _given.text("DEMARC_MAIL_FROM", "demarc@localhost")

# --- Django ------------------------------------------------------------------------------------------------------------
INSTALLED_APPS = ["django.contrib.staticfiles", "django_htmx", "csp", "demarc.record"]
ROOT_URLCONF = "demarc.server.urls"
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "demarc.doors.web.away.DatabaseAway",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [_package / "doors" / "web" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": ["django.template.context_processors.request"],
            "libraries": {"demarc": "demarc.doors.web.tags"},
        },
    }
]
USE_TZ = True
TIME_ZONE = "UTC"
USE_I18N = False

# --- Sessions, cookies and headers -------------------------------------------------------------------------------------
# A cookie says who somebody is and nothing else; what they may see is asked of the database at every request.
SESSION_ENGINE = "django.contrib.sessions.backends.signed_cookies"
SESSION_COOKIE_NAME = "demarc"
SESSION_COOKIE_AGE = 14 * 24 * 3600
_over_https = DEMARC_URL.startswith("https:")
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = _over_https
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
CSRF_TRUSTED_ORIGINS = [DEMARC_URL]
SECURE_HSTS_SECONDS = 31_536_000 if _over_https else 0
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "form-action": ["'self'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
    }
}

# --- Static files, served by the same process ---------------------------------------------------------------------------
STATIC_URL = "/static/"
STATICFILES_DIRS = [folder for folder in (_package / "doors" / "web" / "static",) if folder.is_dir()]
WHITENOISE_USE_FINDERS = True
WHITENOISE_MAX_AGE = 3_600

# --- Log: one line per event on standard error --------------------------------------------------------------------------
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"}},
    "filters": {"tokens": {"()": "demarc.server.logs.WithoutTokens"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["tokens"]}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {"demarc": {"level": "INFO"}},
}
