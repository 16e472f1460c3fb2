"""Reading settings from the environment: typed, and junk is refused in one clear line."""

import os
import secrets
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

YES, NO = frozenset({"1", "yes", "true", "on"}), frozenset({"0", "no", "false", "off", ""})
POSTGRES_SCHEMES = frozenset({"postgres", "postgresql"})
MAIL_SCHEMES = frozenset({"smtp", "smtps", "smtp+starttls"})
SECRET_BYTES = 48


class BadSetting(ValueError):
    """A setting cannot be used; the message is one line: its name, what was given, and what it takes."""

    def __init__(self, name: str, given: str, takes: str) -> None:
        super().__init__(f"{name} is `{given}`: it takes {takes}")


class Environment:
    """The environment variables of a process, asked for by name and kind."""

    def __init__(self, variables: Mapping[str, str]) -> None:
        self._variables = variables

    def text(self, name: str, default: str) -> str:
        return self._variables.get(name, default).strip()

    def number(self, name: str, default: int, *, low: int, high: int) -> int:
        raw = self.text(name, str(default))
        if not raw.isdecimal() or not low <= int(raw) <= high:
            raise BadSetting(name, raw, f"a whole number from {low} to {high}")
        return int(raw)

    def yes(self, name: str, *, default: bool) -> bool:
        raw = self.text(name, "yes" if default else "no").casefold()
        if raw not in YES | NO:
            raise BadSetting(name, raw, "`yes` or `no`")
        return raw in YES

    def names(self, name: str, default: tuple[str, ...]) -> list[str]:
        """Return a list written with commas; empty parts are dropped."""
        parts = (part.strip() for part in self.text(name, ",".join(default)).split(","))
        return [part for part in parts if part]

    def folder(self, name: str, default: str) -> Path:
        """Return an absolute folder, made for the owner alone where it is missing."""
        folder = Path(self.text(name, default)).expanduser().resolve()
        try:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError as error:
            raise BadSetting(name, str(folder), f"a folder that can be written ({error.strerror})") from error
        return folder

    def path(self, name: str, default: Path) -> Path:
        """Return the absolute path of a file, which may not be there yet."""
        return Path(self.text(name, str(default))).expanduser().resolve()

    def address(self, name: str, default: str) -> str:
        """Return an `http` or `https` address without a path or a trailing slash."""
        raw = self.text(name, default).rstrip("/")
        parts = _split(name, raw, "an address such as `https://demarc.example.org`")
        if parts.scheme not in {"http", "https"} or not parts.hostname or parts.path or parts.query:
            raise BadSetting(name, raw, "an address such as `https://demarc.example.org`, without a path")
        return raw

    def secret(self, name: str, folder: Path) -> str:
        """Return the given secret, or the one kept in the folder (made at the first start, readable by the owner alone)."""
        given = self.text(name, "")
        if given:
            if len(given) < SECRET_BYTES // 2:
                raise BadSetting(name, f"{len(given)} characters long", f"at least {SECRET_BYTES // 2} characters")
            return given
        return _kept_secret(folder / "secret.key")

    def database(self, name: str, folder: Path, journal: str) -> dict[str, Any]:
        """Return Django's entry for the database: PostgreSQL where an address is given, else SQLite in the folder."""
        raw = self.text(name, "")
        if not raw:
            return sqlite(folder, journal)
        takes = "an address such as `postgresql://user:password@host:5432/demarc`"
        parts = _split(name, raw, takes)
        if parts.scheme not in POSTGRES_SCHEMES or not parts.path.strip("/"):
            raise BadSetting(name, _without_password(raw), takes)
        return postgres(parts)

    def mail(self, name: str) -> dict[str, Any]:
        """Return the mail server's host, port, user, password and kind of encryption; `host` is empty when none is set."""
        raw = self.text(name, "")
        takes = "an address such as `smtp://host:25`, `smtp+starttls://user:password@host:587` or `smtps://host:465`"
        parts = _split(name, raw, takes)
        if raw and (parts.scheme not in MAIL_SCHEMES or not parts.hostname):
            raise BadSetting(name, _without_password(raw), takes)
        standard = {"smtps": 465, "smtp+starttls": 587}.get(parts.scheme, 25)
        return {
            "host": parts.hostname or "",
            "port": parts.port or standard,
            "user": unquote(parts.username or ""),
            "password": unquote(parts.password or ""),
            "tls": parts.scheme == "smtps",
            "starttls": parts.scheme == "smtp+starttls",
        }


def sqlite(folder: Path, journal: str) -> dict[str, Any]:
    """Return the settings of the embedded database: durable at every commit, and writers wait in line from the start."""
    # What is erased is overwritten with zeros, in the file too.
    durable = ("synchronous=FULL", "foreign_keys=ON", "secure_delete=ON")
    # Fewer and larger checkpoints write a page that changed often once; the log stays small all the same.
    sparing = ("wal_autocheckpoint=4000", "journal_size_limit=67108864")
    pragmas = (f"journal_mode={journal}", *durable, *sparing)
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(folder / "demarc.sqlite3"),
        "CONN_MAX_AGE": None,
        "OPTIONS": {
            "timeout": 20,
            "transaction_mode": "IMMEDIATE",
            "init_command": ";".join(f"PRAGMA {pragma}" for pragma in pragmas),
        },
    }


def postgres(parts: SplitResult) -> dict[str, Any]:
    """Return the settings of a PostgreSQL database; one connection is kept per thread."""
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": dict(parse_qsl(parts.query)),
    }


def _split(name: str, raw: str, takes: str) -> SplitResult:
    try:
        parts = urlsplit(raw)
        _ = parts.port
    except ValueError as error:
        raise BadSetting(name, _without_password(raw), takes) from error
    return parts


def _without_password(raw: str) -> str:
    """Leave out what stands between the first `:` of the user part and the `@`: an error text may end up in a log."""
    before, at, after = raw.rpartition("@")
    scheme, slashes, user = before.rpartition("://")
    return f"{scheme}{slashes}{user.partition(':')[0]}:***{at}{after}" if at else raw


def _kept_secret(path: Path) -> str:
    """Read the secret, or make it. Two processes that start together agree: the first to create the file wins."""
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        kept = path.read_text(encoding="ascii").strip()
        if len(kept) < SECRET_BYTES:
            raise BadSetting(
                str(path),
                f"{len(kept)} characters long",
                "the secret made at the first start; delete the file to make a new one",
            ) from None
        return kept
    secret = secrets.token_urlsafe(SECRET_BYTES)
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(secret + "\n")
        file.flush()
        os.fsync(file.fileno())
    return secret
