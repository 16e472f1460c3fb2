"""What the environment may say, and the one line that refuses anything else."""

import stat
from pathlib import Path

import pytest

from demarc.server.embedded import keeps_wal_whole
from demarc.server.environment import BadSetting, Environment


def test_a_number_out_of_range_is_refused_with_its_name_and_what_it_takes() -> None:
    with pytest.raises(BadSetting) as refusal:
        Environment({"DEMARC_INTAKE_BYTES": "12x"}).number("DEMARC_INTAKE_BYTES", 5, low=1, high=9)
    assert str(refusal.value) == "DEMARC_INTAKE_BYTES is `12x`: it takes a whole number from 1 to 9"


def test_yes_is_written_in_several_ways_and_perhaps_is_refused() -> None:
    assert Environment({"DEMARC_DEMO": "On"}).yes("DEMARC_DEMO", default=False)
    assert not Environment({}).yes("DEMARC_DEMO", default=False)
    with pytest.raises(BadSetting, match="`perhaps`"):
        Environment({"DEMARC_DEMO": "perhaps"}).yes("DEMARC_DEMO", default=False)


def test_the_secret_is_made_once_and_only_its_owner_may_read_it(tmp_path: Path) -> None:
    first = Environment({}).secret("DEMARC_SECRET_KEY", tmp_path)
    assert first == Environment({}).secret("DEMARC_SECRET_KEY", tmp_path)
    assert stat.S_IMODE((tmp_path / "secret.key").stat().st_mode) == 0o600


def test_a_short_secret_is_refused_without_printing_it(tmp_path: Path) -> None:
    with pytest.raises(BadSetting) as refusal:
        Environment({"DEMARC_SECRET_KEY": "hunter2"}).secret("DEMARC_SECRET_KEY", tmp_path)
    assert "hunter2" not in str(refusal.value)


@pytest.mark.parametrize("address", ["mysql://h/demarc", "postgresql://u:sesame@h:port/demarc", "postgresql://u:sesame@h"])
def test_a_database_address_that_cannot_be_used_is_refused_without_its_password(address: str, tmp_path: Path) -> None:
    with pytest.raises(BadSetting) as refusal:
        Environment({"DEMARC_DATABASE_URL": address}).database("DEMARC_DATABASE_URL", tmp_path, "WAL")
    assert "sesame" not in str(refusal.value)


def test_a_postgresql_address_is_read_whole(tmp_path: Path) -> None:
    given = {"DEMARC_DATABASE_URL": "postgresql://dem%40rc:p%2Fw@db.example:6432/main?sslmode=require"}
    entry = Environment(given).database("DEMARC_DATABASE_URL", tmp_path, "WAL")
    assert (entry["USER"], entry["PASSWORD"], entry["HOST"], entry["PORT"]) == ("dem@rc", "p/w", "db.example", "6432")
    assert (entry["NAME"], entry["OPTIONS"]) == ("main", {"sslmode": "require"})


def test_a_mail_address_says_how_it_is_encrypted() -> None:
    mail = Environment({"M": "smtp+starttls://me:secret@mail.example"}).mail("M")
    assert (mail["host"], mail["port"], mail["starttls"], mail["user"]) == ("mail.example", 587, True, "me")
    assert Environment({}).mail("M")["host"] == ""


@pytest.mark.parametrize(
    ("version", "whole"),
    [
        ((3, 40, 1), False),
        ((3, 44, 5), False),
        ((3, 44, 6), True),
        ((3, 50, 7), True),
        ((3, 51, 2), False),
        ((3, 51, 3), True),
        ((3, 52, 0), False),
        ((3, 53, 4), True),
    ],
)
def test_a_library_that_can_lose_a_commit_gets_no_write_ahead_log(version: tuple[int, ...], *, whole: bool) -> None:
    assert keeps_wal_whole(version) is whole
