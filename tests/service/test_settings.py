"""Settings: typed, and a wrong one is named with its value, unless the value is a secret."""

import re
from datetime import date, datetime
from pathlib import Path

import pytest

from service.emails.mailer import open_mailer
from service.settings import FOR_TESTS, SEOUL, Settings, SettingsError
from service.store import Store, StoreError

README = (Path(__file__).resolve().parents[2] / "README.md").read_text("utf-8")
VARIABLES = sorted(f"IEUM_{name.upper()}" for name in Settings.model_fields)


@pytest.fixture(autouse=True)
def _no_variables(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in VARIABLES:
        monkeypatch.delenv(name, raising=False)


def read(monkeypatch: pytest.MonkeyPatch, **variables: str) -> Settings:
    for name, value in variables.items():
        monkeypatch.setenv(f"IEUM_{name.upper()}", value)
    return Settings.read()


def test_nothing_set_is_an_installation_of_its_own_on_this_machine_alone() -> None:
    # when
    settings = Settings.read()

    # then
    assert settings.home == Path.home() / ".local/share/ieum"
    assert settings.store_url == f"sqlite:///{settings.home / 'ieum.sqlite'}"
    assert settings.allowed_hosts == ("127.0.0.1", "localhost")
    assert (settings.language, settings.port, settings.mail_url) == ("ko", 8000, None)
    assert settings.threads == 2


def test_every_value_has_its_type(monkeypatch: pytest.MonkeyPatch) -> None:
    # when
    settings = read(
        monkeypatch,
        home="/srv/ieum",
        today="2026-11-24",
        models="/srv/models",
        port="8080",
        threads="3",
        backend="torch",
        language="en",
        allowed_hosts='["ieum.example"]',
        centre_name="가상 일자리센터",
    )

    # then
    assert settings.home == Path("/srv/ieum")
    assert settings.today == settings.day() == date(2026, 11, 24)
    assert settings.models == Path("/srv/models")
    assert (settings.port, settings.threads) == (8080, 3)
    assert (settings.backend, settings.language) == ("torch", "en")
    assert settings.allowed_hosts == ("ieum.example",)
    assert settings.centre_name == "가상 일자리센터"


def test_an_empty_variable_is_one_that_is_not_set(monkeypatch: pytest.MonkeyPatch) -> None:
    assert read(monkeypatch, today="", port="").port == 8000


def test_the_day_is_today_in_seoul_where_none_is_set() -> None:
    before = datetime.now(SEOUL).date()

    assert before <= Settings.read().day() <= datetime.now(SEOUL).date()


def test_another_database_replaces_the_file_in_the_home(monkeypatch: pytest.MonkeyPatch) -> None:
    settings = read(monkeypatch, home="/srv/ieum", database_url="sqlite:////srv/other.sqlite")

    assert settings.store_url == "sqlite:////srv/other.sqlite"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("today", "24.11.2026"),
        ("port", "70000"),
        ("port", "eight"),
        ("threads", "0"),
        ("language", "fr"),
        ("backend", "cuda"),
        ("unsubscribe_url", "http://ieum.example/stop"),
    ],
)
def test_a_wrong_value_is_named_with_its_variable(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    with pytest.raises(SettingsError, match=f"^IEUM_{name.upper()}: .+{re.escape(repr(value))}"):
        read(monkeypatch, **{name: value})


def test_a_list_that_is_no_json_is_named_like_any_other(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(SettingsError, match=r"^IEUM_ALLOWED_HOSTS: .*JSON.*'ieum\.example'"):
        read(monkeypatch, allowed_hosts="ieum.example")


def test_a_wrong_url_that_holds_a_password_is_named_but_never_quoted(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with pytest.raises(SettingsError) as caught:
        read(monkeypatch, mail_url="mail://user:hunter2@host")

    assert "IEUM_MAIL_URL: " in str(caught.value)
    assert "smtp" in str(caught.value)
    assert "hunter2" not in str(caught.value)


def test_what_opens_a_url_never_quotes_its_password_either(tmp_path: Path) -> None:
    with pytest.raises(StoreError) as store:
        Store.open("postgresql://user:hunter2@host/ieum")
    with pytest.raises(ValueError, match="mail URL") as mail:
        open_mailer("http://user:hunter2@host", tmp_path)

    assert "hunter2" not in f"{store.value} {mail.value}"


def test_all_wrong_values_are_named_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(SettingsError) as caught:
        read(monkeypatch, today="soon", port="0")

    assert "IEUM_TODAY" in str(caught.value)
    assert "IEUM_PORT" in str(caught.value)


def test_a_strange_variable_is_named_with_those_there_are(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("IEUM_TODDAY", "2026-11-24")

    with pytest.raises(SettingsError, match=r"IEUM_TODDAY; expected some of: .*IEUM_TODAY"):
        Settings.read()


@pytest.mark.parametrize("name", FOR_TESTS)
def test_the_variables_of_the_tests_do_not_disturb(
    monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setenv(name, "/anywhere")

    assert Settings.read().port == 8000


def test_settings_cannot_be_changed_afterwards() -> None:
    with pytest.raises(ValueError, match="frozen"):
        Settings.read().port = 1  # type: ignore[misc]  # what the test is about


@pytest.mark.parametrize("name", VARIABLES)
def test_the_readme_has_a_row_for_every_variable(name: str) -> None:
    table = [line for line in README.splitlines() if line.startswith("| `IEUM_")]

    assert any(f"`{name}`" in line for line in table)


def test_the_readme_names_no_variable_that_there_is_not() -> None:
    assert set(re.findall(r"IEUM_[A-Z0-9_]+", README)) <= {*VARIABLES, *FOR_TESTS}
