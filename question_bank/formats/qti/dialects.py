"""QTI 2.1 and 3.0: the same item in the names and namespaces of either."""

from __future__ import annotations

from dataclasses import dataclass

from lxml import etree

from core.html import HTML_TAGS
from question_bank.formats.qti.html_out import MATHML
from question_bank.formats.qti.plain_names import hyphened
from question_bank.formats.xml import Element

_XHTML = HTML_TAGS | {"h1", "h6", "object", "param"}


@dataclass(frozen=True, slots=True)
class Dialect:
    """Where a generation's names live, and what its packages say of themselves."""

    item: str
    packaging: str
    schema: str
    schema_version: str
    resource: str
    is_third: bool = False


QTI_21 = Dialect(
    "http://www.imsglobal.org/xsd/imsqti_v2p1", "http://www.imsglobal.org/xsd/imscp_v1p1", "QTIv2.1 Package", "1.0.0", "imsqti_item_xmlv2p1"
)
QTI_30 = Dialect(
    "http://www.imsglobal.org/xsd/imsqtiasi_v3p0", "http://www.imsglobal.org/xsd/qti/qtiv3p0/imscp_v1p1", "QTI Package", "3.0.0",
    "imsqti_item_xmlv3p0", is_third=True,
)  # fmt: skip


def serialised(item: Element, dialect: Dialect) -> bytes:
    """The item's document."""
    if dialect.is_third:
        for each in item.iter("*"):
            _rename(each)
    return etree.tostring(in_namespace(item, dialect.item), encoding="UTF-8", xml_declaration=True)


def _rename(element: Element) -> None:
    """Into `qti-choice-interaction`, with attributes to match; XHTML and MathML keep their names."""
    name = str(element.tag)
    if name.startswith("{") or name in _XHTML:
        return
    element.tag = f"qti-{hyphened(name)}"
    for attribute in [str(each) for each in element.attrib]:
        if attribute != hyphened(attribute):
            element.set(hyphened(attribute), element.attrib.pop(attribute))


def in_namespace(root: Element, namespace: str) -> Element:
    """A copy of the tree whose plain names are of the namespace, which is the default one."""
    copied = _moved(root, namespace, is_root=True)
    etree.cleanup_namespaces(copied)
    return copied


def _moved(element: Element, namespace: str, *, is_root: bool = False) -> Element:
    name = str(element.tag)
    tag = name if name.startswith("{") else f"{{{namespace}}}{name}"
    attributes = {str(key): str(value) for key, value in element.attrib.items()}
    made = etree.Element(tag, attributes, nsmap={None: namespace, "m": MATHML} if is_root else None)  # type: ignore[dict-item]  # its stub knows no default
    made.text, made.tail = element.text, element.tail
    made.extend(_moved(child, namespace) for child in element)
    return made
