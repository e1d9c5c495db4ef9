"""Settings from ``IEUM_…`` variables: typed, read once at start, wrong ones named."""

import json
import os
from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Annotated, Literal
from zoneinfo import ZoneInfo

from pydantic import BeforeValidator, Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

PREFIX = "IEUM_"
SEOUL = ZoneInfo("Asia/Seoul")
FOR_TESTS = ("IEUM_SHARED", "IEUM_CHROMIUM")


class SettingsError(ValueError):
    """A variable that cannot be used: its name, what was found, what is expected."""


def _from_json(value: object) -> object:
    try:
        return json.loads(value) if isinstance(value, str) else value
    except ValueError:
        raise ValueError('expected JSON such as ["127.0.0.1", "localhost"]') from None


class Settings(BaseSettings):
    """What an installation can choose; each field is the variable ``IEUM_`` + its name."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, frozen=True, env_ignore_empty=True)

    home: Path = Field(
        default_factory=lambda: Path.home() / ".local/share/ieum",
        description="folder of store, snapshot, vector cache and outbox",
    )
    database_url: str | None = Field(
        default=None, description="another store than the file in the home folder"
    )
    today: date | None = Field(default=None, description="the day to work as of; default today")
    encoder: str | None = Field(
        default=None,
        description="sentence-transformers model, folder or hub name; default the bundled one",
    )
    models: Path | None = Field(
        default=None, description="folder of prepared models; default ~/.cache/ieum/models"
    )
    backend: Literal["auto", "int8", "openvino", "torch"] = Field(
        default="auto", description="engine of the encoder"
    )
    threads: int = Field(default=2, ge=1, le=64, description="threads of the encoder in serving")
    language: Literal["ko", "en"] = Field(default="ko", description="language of the pages")
    port: int = Field(default=8000, ge=1, le=65535, description="port of `ieum serve`")
    allowed_hosts: Annotated[tuple[str, ...], NoDecode, BeforeValidator(_from_json)] = Field(
        default=("127.0.0.1", "localhost"), description="host names that requests may use (JSON)"
    )
    centre_name: str = Field(
        default="세종 신중년 AI 디지털 일자리센터", description="on pages, mails"
    )
    centre_short_name: str = Field(
        default="세종 신중년 AI 일자리센터", description="in the subject of mails"
    )
    centre_phone: str = Field(default="044-000-0000", description="on every page and mail")
    mail_url: str | None = Field(
        default=None,
        pattern="^smtps?://",
        description="smtp://user:password@host:port?starttls=1; default .eml files",
    )
    mail_from: str = Field(default="ieum@example.invalid", description="sender of the mails")
    unsubscribe_url: str | None = Field(
        default=None,
        pattern="^https://",
        description="https address for the List-Unsubscribe header",
    )
    work24_key: SecretStr | None = Field(default=None, description="key of 고용24's open API")
    data_go_kr_key: SecretStr | None = Field(
        default=None, description="key of data.go.kr: 노인일자리, 잡알리오, 나라일터, 클린아이"
    )
    saramin_key: SecretStr | None = Field(default=None, description="key of 사람인's open API")

    @classmethod
    def read(cls, environment: Mapping[str, str] = os.environ) -> "Settings":
        """Read the environment; raises ``SettingsError`` naming every wrong variable."""
        known = {f"{PREFIX}{name}".upper() for name in cls.model_fields}
        strange = sorted(
            name
            for name in environment
            if name.startswith(PREFIX) and name not in known and name not in FOR_TESTS
        )
        if strange:
            raise SettingsError(
                f"unknown variable {', '.join(strange)}; expected some of: "
                f"{', '.join(sorted(known))}"
            )
        try:
            return cls()
        except ValidationError as error:
            raise SettingsError("; ".join(map(_told, error.errors(include_url=False)))) from None

    @property
    def store_url(self) -> str:
        """The store's URL: ``IEUM_DATABASE_URL`` or a file in the home folder."""
        return self.database_url or f"sqlite:///{(self.home / 'ieum.sqlite').absolute()}"

    def day(self) -> date:
        """The day on the one clock: ``IEUM_TODAY``, else today in Seoul."""
        return self.today or datetime.now(SEOUL).date()


def _told(error: Mapping[str, object]) -> str:
    where = error["loc"]
    name = str(where[0]) if isinstance(where, tuple) and where else "?"
    secret = name in ("mail_url", "database_url") or name.endswith("_key")
    found = "" if secret else f" (found {error.get('input')!r})"
    return f"{PREFIX}{name.upper()}: {error['msg']}{found}"
