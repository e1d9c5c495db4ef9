"""XML: the one file that meets defusedxml; a DOCTYPE or an entity of its own is refused."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element


class RefusedXml(ValueError):  # noqa: N818 - says what happened to it
    """Text that is no well-formed XML, or XML that declares a DOCTYPE or entities."""


def xml_root(text: str | bytes) -> "Element":
    """The root of a document; raises ``RefusedXml``."""
    from defusedxml import DefusedXmlException
    from defusedxml.ElementTree import ParseError, fromstring

    try:
        root: Element = fromstring(text, forbid_dtd=True)
    except DefusedXmlException:
        raise RefusedXml("DOCTYPE이나 ENTITY가 든 XML은 받지 않습니다") from None
    except (ParseError, ValueError, LookupError):
        raise RefusedXml("XML이 깨졌거나 중간에 끊겼습니다") from None
    return root
