"""Answers as trees: XML and JSON alike become dictionaries, lists and texts."""

import json
import re
from typing import TYPE_CHECKING

from matcher.ingest.feeds.errors import FeedError
from matcher.ingest.xml import RefusedXml, xml_root

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

DEPTH = 40
"""No feed nests deeper; what does is refused."""

_BOM = b"\xef\xbb\xbf"
_DECLARED = re.compile(rb"\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([A-Za-z0-9_-]{1,30})")
_KOREAN = (b"euc-kr", b"cp949", b"ms949", b"uhc", b"ks_c_5601-1987")
_NEVER_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_AGAIN = "잠시 뒤에 다시 받아 주십시오."
_NEITHER = "XML이나 JSON 응답이 아닙니다."


def tree_of(data: bytes) -> object:
    """The answer as a tree, an XML root under its own name; raises ``FeedError``."""
    text = _decoded(data).strip()
    if text.startswith("<"):
        try:
            root = xml_root(text)
        except RefusedXml as refused:
            raise FeedError(f"{refused}.", _AGAIN) from None
        return {_name(root): _node(root, 0)}
    if text.startswith(("{", "[")):
        return _json(text)
    raise FeedError(_NEITHER, _AGAIN)


def _json(text: str) -> object:
    try:
        return json.loads(text, parse_constant=_refuse)
    except (ValueError, RecursionError):
        raise FeedError("JSON이 깨졌거나 중간에 끊겼습니다.", _AGAIN) from None


def _refuse(constant: str) -> float:
    raise ValueError(f"{constant} is no JSON number")


def _decoded(data: bytes) -> str:
    """Text of UTF-8, UTF-16 with a mark, or the Korean encoding that is declared or must be."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _NEVER_XML.sub("", data.decode("utf-16", "replace"))
    data = data.removeprefix(_BOM)
    declared = _DECLARED.match(data)
    if declared and declared[1].lower() in _KOREAN:
        return _NEVER_XML.sub("", data.decode("cp949", "replace"))
    try:
        text = data.decode()
    except UnicodeDecodeError:
        text = data.decode("utf-8", "replace")
    return _NEVER_XML.sub("", text)


def _node(element: "Element", depth: int) -> object:
    """Text where nothing is inside, else children by name; a name used twice holds a list."""
    if depth > DEPTH:
        raise FeedError("XML이 지나치게 깊습니다.", _AGAIN)
    if not len(element):
        return element.text or ""
    inside: dict[str, object] = {}
    repeated: dict[str, list[object]] = {}
    for child in element:
        name, value = _name(child), _node(child, depth + 1)
        if name in repeated:
            repeated[name].append(value)
        elif name in inside:
            inside[name] = repeated[name] = [inside[name], value]
        else:
            inside[name] = value
    return inside


def _name(element: "Element") -> str:
    return element.tag.rpartition("}")[2]
