"""The fixtures of `conftest.py` give what they promise: real services, and a fresh database each time."""

import http.server
import json
import smtplib
import subprocess
import sys
import threading
from collections.abc import Callable
from email.message import EmailMessage
from pathlib import Path
from typing import Any, ClassVar

import psycopg
import pytest
from django.db import connection
from playwright.sync_api import Browser

from tests import services
from tests.databases import Database


def _make_a_table_in_a_thread() -> None:
    def work() -> None:
        with connection.cursor() as cursor:
            cursor.execute("CREATE TABLE made_here (word text)")
            cursor.execute("INSERT INTO made_here VALUES ('kept')")
        connection.close()

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()


@pytest.mark.parametrize("time", ["first", "second"])
def test_a_test_gets_a_fresh_database_and_its_threads_share_it(database: Database, time: str) -> None:
    assert time
    assert connection.vendor == database.vendor
    _make_a_table_in_a_thread()
    with connection.cursor() as cursor:
        cursor.execute("SELECT word FROM made_here")
        assert cursor.fetchall() == [("kept",)]


@pytest.mark.django_db
def test_rolled_back_tests_of_this_run_have_a_file_of_their_own(run_folder: Path) -> None:
    assert connection.vendor == "sqlite"
    assert Path(str(connection.settings_dict["NAME"])).parent == run_folder


def test_an_empty_postgresql_database_is_at_hand(postgres_url: str) -> None:
    with psycopg.connect(postgres_url) as link:
        row = link.execute("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'").fetchone()
    assert row == (0,)


def test_the_mail_server_takes_mail_and_refuses_when_told(smtp_server: services.Mailbox) -> None:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "demarc@example.test", "dana@example.test", "Held by you"
    smtp_server.refusals.append("451 try again later")
    with smtplib.SMTP(smtp_server.host, smtp_server.port) as client:
        with pytest.raises(smtplib.SMTPDataError, match="try again"):
            client.send_message(message)
        client.send_message(message)
    assert len(smtp_server.messages) == 1
    assert "Held by you" in smtp_server.texts()[0]


def test_chromium_shows_a_page(chromium: Browser) -> None:
    page = chromium.new_page()
    page.set_content("<h1>Whose job was that?</h1>")
    assert page.inner_text("h1") == "Whose job was that?"
    page.close()


class _Receiver(http.server.BaseHTTPRequestHandler):
    bodies: ClassVar[list[dict[str, Any]]] = []
    arrived = threading.Event()

    def do_POST(self) -> None:
        self.bodies.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
        self.send_response(202)
        self.end_headers()
        self.arrived.set()

    def log_message(self, *_: object) -> None:
        return


def test_alertmanager_posts_to_a_receiver(alertmanager: Callable[[str], services.Alertmanager]) -> None:
    with http.server.ThreadingHTTPServer((services.LOOPBACK, 0), _Receiver) as receiver:
        threading.Thread(target=receiver.serve_forever, daemon=True).start()
        config = f"""
route: {{receiver: demarc, group_wait: 0s, group_interval: 1s}}
receivers:
  - name: demarc
    webhook_configs: [{{url: "http://{services.LOOPBACK}:{receiver.server_port}/"}}]
"""
        alertmanager(config).post({"labels": {"alertname": "EDR", "severity": "critical"}})
        assert _Receiver.arrived.wait(20)
        receiver.shutdown()
    assert _Receiver.bodies[0]["alerts"][0]["labels"]["alertname"] == "EDR"


_NEEDS_NOTHING_THERE = """
import pytest
from tests import conftest, services

def test_passes():
    pass

def test_needs_what_is_not_there():
    conftest._need(services.Service("Oracle", "oracle-of-delphi", None))
"""


def test_a_run_that_could_not_run_everything_names_it_and_ends_with_3(tmp_path: Path) -> None:
    root = Path(__file__).parents[1]
    (tmp_path / "test_some.py").write_text(_NEEDS_NOTHING_THERE)
    command = [sys.executable, "-m", "pytest", "-q", "-p", "tests.conftest", "-p", "no:randomly"]
    ran = subprocess.run(
        [*command, "-p", "no:cacheprovider", "-c", str(root / "pyproject.toml"), "--rootdir", str(tmp_path), str(tmp_path)],
        cwd=root,
        capture_output=True,
        text=True,
        check=False,
    )
    assert "1 test could not run: Oracle (install: apt-get install oracle-of-delphi)" in ran.stdout, ran.stdout + ran.stderr
    assert ran.returncode == 3
