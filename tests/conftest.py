"""Fixtures every test may ask for, and the honest end of a run that could not run everything.

Which one to ask for:

- nothing: the test is about values (`core`, `files`), the usual case;
- `@pytest.mark.django_db`: a test that works in one thread on SQLite and is rolled back: acts, reads, pages;
- `database`: the test runs twice, on a fresh SQLite file and on a fresh PostgreSQL database, with real commits;
  threads and child processes (`database.env`) may work on it too. `sqlite_database`, `postgres_database`: one of them;
- `postgres_url`: a fresh, empty PostgreSQL database and nothing else;
- `smtp_server`, `chromium`, `alertmanager`: the real things (see `services.py`).
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest
from django.db import connections
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings

from tests import databases, services

if TYPE_CHECKING:
    from playwright.sync_api import Browser
    from pytest_django import DjangoDbBlocker

RUN_FOLDER = "DEMARC_TEST_RUN"
RUN_OWNER = "DEMARC_TEST_RUN_PID"
INCOMPLETE = 3
"""The exit status of a run in which every test passed that could run, and some could not."""

hypothesis_settings.register_profile("developer", deadline=None, suppress_health_check=[HealthCheck.too_slow])
hypothesis_settings.register_profile(
    "ci", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow], print_blob=True
)
hypothesis_settings.load_profile("ci" if os.environ.get("CI") else "developer")


# --- one folder per run, shared by all workers ------------------------------------------------------------------------


def _is_controller(config: pytest.Config) -> bool:
    return not hasattr(config, "workerinput")


def pytest_configure(config: pytest.Config) -> None:
    """Make the folder of this run; workers of pytest-xdist inherit its name."""
    if _is_controller(config):
        os.environ[RUN_FOLDER] = tempfile.mkdtemp(prefix="demarc-test-")
        os.environ[RUN_OWNER] = str(os.getpid())


def pytest_unconfigure(config: pytest.Config) -> None:
    """Remove the folder; the database cluster, if one was started, notices that its owner is gone."""
    if _is_controller(config):
        shutil.rmtree(os.environ.pop(RUN_FOLDER), ignore_errors=True)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what needs PostgreSQL or a browser, so that `-m 'not browser'` works without writing marks by hand."""
    for item in items:
        wanted = set(getattr(item, "fixturenames", ()))
        if "chromium" in wanted:
            item.add_marker(pytest.mark.browser)
        parameters = getattr(getattr(item, "callspec", None), "params", {})
        if wanted & {"postgres_url", "postgres_database"} or parameters.get("database") == "postgresql":
            item.add_marker(pytest.mark.postgres)


# --- a run that could not run everything says so and does not end with 0 ----------------------------------------------


def _could_not_run(reports: list[pytest.TestReport]) -> Counter[str]:
    reasons: Counter[str] = Counter()
    for report in reports:
        text = report.longrepr[2] if isinstance(report.longrepr, tuple) else ""
        _, found, reason = text.partition(services.COULD_NOT_RUN)
        if found:
            reasons[reason] += 1
    return reasons


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    reasons = _could_not_run(terminalreporter.stats.get("skipped", []))
    for reason, count in sorted(reasons.items()):
        tests = "1 test" if count == 1 else f"{count} tests"
        terminalreporter.write_line(f"{tests} {services.COULD_NOT_RUN}{reason}", yellow=True)


@pytest.hookimpl(tryfirst=True)
def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if reporter is not None and exitstatus == pytest.ExitCode.OK and _could_not_run(reporter.stats.get("skipped", [])):
        session.exitstatus = INCOMPLETE


def _need(service: services.Service) -> None:
    if service.program is None:
        pytest.skip(service.missing)


# --- databases --------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def run_folder() -> Path:
    """The folder that all workers of this run share."""
    return Path(os.environ[RUN_FOLDER])


@pytest.fixture(scope="session")
def django_db_modify_db_settings(run_folder: Path) -> None:
    """Let the rolled-back tests of this worker use a file of their own, so that two runs never meet."""
    worker = os.environ.get("PYTEST_XDIST_WORKER", "alone")
    connections.settings["default"]["TEST"]["NAME"] = str(run_folder / f"{worker}.sqlite3")


@pytest.fixture(scope="session")
def postgres(run_folder: Path) -> services.Postgres:
    """The scratch PostgreSQL cluster of this run."""
    _need(services.postgresql())
    return services.postgres_for_run(run_folder, int(os.environ[RUN_OWNER]))


@pytest.fixture
def postgres_url(postgres: services.Postgres) -> Iterator[str]:
    """The address of a fresh, empty PostgreSQL database."""
    name = f"empty_{uuid4().hex}"
    postgres.execute(f"CREATE DATABASE {name}")
    yield postgres.url(name)
    postgres.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")


@pytest.fixture
def sqlite_database(run_folder: Path, tmp_path: Path, django_db_blocker: DjangoDbBlocker) -> Iterator[databases.Database]:
    """A fresh SQLite file, migrated; Django works on it in every thread."""
    with django_db_blocker.unblock(), databases.fresh_sqlite(run_folder, tmp_path / "home") as database:
        yield database


@pytest.fixture
def postgres_database(
    postgres: services.Postgres, run_folder: Path, tmp_path: Path, django_db_blocker: DjangoDbBlocker
) -> Iterator[databases.Database]:
    """A fresh PostgreSQL database, migrated; Django works on it in every thread."""
    with django_db_blocker.unblock(), databases.fresh_postgres(postgres, run_folder, tmp_path / "home") as database:
        yield database


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest) -> databases.Database:
    """The same test on both: a fresh SQLite file, then a fresh PostgreSQL database."""
    fixture = "sqlite_database" if request.param == "sqlite" else "postgres_database"
    made = request.getfixturevalue(fixture)
    assert isinstance(made, databases.Database)
    return made


# --- mail, browser, alerts --------------------------------------------------------------------------------------------


@pytest.fixture
def smtp_server() -> Iterator[services.Mailbox]:
    """A real mail server: `.host`, `.port`, what it took in `.messages`, what it shall refuse in `.refusals`."""
    with services.running_smtp() as mailbox:
        yield mailbox


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """The real browser, driven by playwright; open a page with `chromium.new_page()` and close it yourself.

    One per file and not per run: while playwright is there, an event loop runs in this thread, and no other test
    could start one.
    """
    service = services.chromium()
    _need(service)
    from playwright.sync_api import sync_playwright  # slow to load, and few tests open a browser

    # playwright keeps an event loop in this thread, which Django would otherwise take for asynchronous code.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=str(service.program), args=sandbox)
        yield browser
        browser.close()
    os.environ.pop("DJANGO_ALLOW_ASYNC_UNSAFE", None)


@pytest.fixture
def alertmanager(tmp_path: Path) -> Iterator[Callable[[str], services.Alertmanager]]:
    """Start a real Alertmanager with the configuration given as YAML text: `alertmanager(config).post({...})`."""
    _need(services.alertmanager())
    with ExitStack() as running:

        def start(config: str) -> services.Alertmanager:
            folder = tmp_path / f"alertmanager-{uuid4().hex[:8]}"
            return running.enter_context(services.running_alertmanager(config, folder))

        yield start
