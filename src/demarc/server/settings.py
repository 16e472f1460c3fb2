"""All settings of the server, in one flat file."""

from pathlib import Path

SECRET_KEY = "replaced by the part that reads the environment"  # noqa: S105 - placeholder until the environment is read
INSTALLED_APPS = ["demarc.record"]
DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": str(Path("var") / "demarc.sqlite3")}}
USE_TZ = True
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
