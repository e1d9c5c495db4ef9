"""XML: the one file that meets defusedxml; a DOCTYPE or an entity of its own is refused."""

from typing import TYPE_CHECKING, Any
from xml.etree.ElementTree import TreeBuilder

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

DEPTH = 250
"""Marks in one another; tables in tables of a real document stand 100 deep at the most."""
PIECE = 512 * 1024
"""No tag and no text is longer."""


class RefusedXml(ValueError):  # noqa: N818 - says what happened to it
    """Text that is no well-formed XML, or XML that declares a DOCTYPE or entities."""


class DeepXml(RefusedXml):
    """XML that nests deeper than ``DEPTH``."""


def xml_root(text: str | bytes) -> "Element":
    """The root of a document; raises ``RefusedXml``."""
    from defusedxml import DefusedXmlException
    from defusedxml.ElementTree import DefusedXMLParser, ParseError

    if _endless(text):
        raise RefusedXml("XML의 한 조각이 지나치게 깁니다")
    parser = DefusedXMLParser(target=_Shallow(), forbid_dtd=True)
    try:
        parser.feed(text)
        root: Element = parser.close()
    except RefusedXml:
        raise
    except DefusedXmlException:
        raise RefusedXml("DOCTYPE이나 ENTITY가 든 XML은 받지 않습니다") from None
    except (ParseError, ValueError, LookupError):
        raise RefusedXml("XML이 깨졌거나 중간에 끊겼습니다") from None
    return root


def _endless(text: str | bytes) -> bool:
    mark: Any = "<" if isinstance(text, str) else b"<"
    return any(
        mark not in text[start : start + PIECE] for start in range(0, len(text) - PIECE, PIECE)
    )


class _Shallow(TreeBuilder):
    """Builds the tree, and stops at once where it grows too deep."""

    def __init__(self) -> None:
        super().__init__()
        self._depth = 0

    def start(self, tag: Any, attrs: Any, /) -> Any:
        self._depth += 1
        if self._depth > DEPTH:
            raise DeepXml("XML이 지나치게 깊습니다")
        return super().start(tag, attrs)

    def end(self, tag: Any, /) -> Any:
        self._depth -= 1
        return super().end(tag)
