"""The text catalogue (문구집): every word of a page, one TOML file for each language."""

import tomllib
from collections.abc import Iterator
from typing import Any

from service.pages import TEXTS


class Catalogue:
    """Texts by dotted name: ``catalogue("home.title")``; names in braces are filled in."""

    def __init__(self, language: str, texts: dict[str, str]) -> None:
        self.language = language
        self.texts = texts

    @classmethod
    def load(cls, language: str) -> "Catalogue":
        """The catalogue of ``ko`` or ``en``; another language names those there are."""
        path = TEXTS / f"{language}.toml"
        if not path.is_file():
            known = ", ".join(sorted(file.stem for file in TEXTS.glob("*.toml")))
            raise ValueError(f"language {language!r} has no texts; set one of: {known}")
        return cls(language, dict(_flat(tomllib.loads(path.read_text("utf-8")))))

    def __call__(self, name: str, /, **values: object) -> str:
        """The text of this name, filled in; a missing name is a ``KeyError``."""
        if name not in self.texts:
            raise KeyError(f"no text {name!r} in {self.language}.toml; add it to every catalogue")
        return self.texts[name].format(**values)

    def named(self, group: str, name: str) -> str:
        """The text of ``group.name``, or the bare name where the catalogue has none."""
        return self.texts.get(f"{group}.{name}", name)


def _flat(table: dict[str, Any], prefix: str = "") -> Iterator[tuple[str, str]]:
    for name, value in table.items():
        if isinstance(value, dict):
            yield from _flat(value, f"{prefix}{name}.")
        else:
            yield f"{prefix}{name}", str(value)
