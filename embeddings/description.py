"""What a cache must know about an encoder, told without loading it."""

from dataclasses import dataclass

from embeddings.encoder import Encoder


@dataclass(frozen=True)
class Description:
    """Name, revision and dimension as :class:`Encoder` has them.

    Texts of at most ``sure_characters`` (in compatibility form) are one section for certain.
    """

    name: str
    revision: str
    dimension: int
    sure_characters: int = 0

    @classmethod
    def of(cls, encoder: Encoder) -> "Description":
        """Of an encoder that is there already."""
        return cls(encoder.name, encoder.revision, encoder.dimension)
