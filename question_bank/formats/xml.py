"""The one way XML comes in: no DOCTYPE, no entities, no network, bounded size and depth."""

import re
from typing import Final

from lxml import etree

from core.words import say
from question_bank.formats.contract import Limits, UnreadableFile

Element = etree._Element
_SPACE_OR_MARK: Final = re.compile(r"[\s\ufeff]*")


def parse(data: bytes, limits: Limits) -> Element:
    """The root element; raises UnreadableFile with a reason that a person can act on."""
    if len(data) > limits.file_bytes:
        raise UnreadableFile(say("Tệp lớn hơn %(n)d MB.", n=limits.file_bytes // 1_000_000))
    if _has_doctype(data):
        _refuse_doctype()
    if data.count(b"<") > 2 * limits.xml_elements:
        raise UnreadableFile(say("Tệp XML có quá nhiều phần tử."))
    try:
        root = etree.fromstring(data, _parser())
    except (etree.XMLSyntaxError, ValueError, LookupError) as error:
        line = getattr(error, "lineno", None) or 0
        raise UnreadableFile(say("Tệp XML bị hỏng ở dòng %(line)d.", line=line)) from error
    # An encoding that hides the prolog from us cannot hide it from the parser.
    if root.getroottree().docinfo.internalDTD is not None:
        _refuse_doctype()
    _check_depth(root, limits.xml_depth)
    return root


def _parser() -> etree.XMLParser:
    return etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
        recover=False,
        remove_comments=True,
        remove_pis=True,
    )


def _refuse_doctype() -> None:
    raise UnreadableFile(say("Tệp XML có khai báo DOCTYPE nên không được nhận."))


def _has_doctype(data: bytes) -> bool:
    """Whether the prolog declares one; a DOCTYPE inside a question's text (a lesson on HTML) is harmless."""
    text = _as_text(data)
    at = 0
    while True:
        at = _end_of_space(text, at)
        if text.startswith("<?", at):
            at = text.find("?>", at) + 2
        elif text.startswith("<!--", at):
            at = text.find("-->", at) + 3
        else:
            return text[at : at + 9].upper() == "<!DOCTYPE"
        if at < 4:  # not closed: the parser will say so
            return False


def _end_of_space(text: str, at: int) -> int:
    found = _SPACE_OR_MARK.match(text, at)
    return found.end() if found else at


def _as_text(data: bytes) -> str:
    if data[:2] in (b"\xff\xfe", b"<\x00"):
        return data.decode("utf-16-le", errors="replace")
    if data[:2] in (b"\xfe\xff", b"\x00<"):
        return data.decode("utf-16-be", errors="replace")
    return data.removeprefix(b"\xef\xbb\xbf").decode("latin-1")


def _check_depth(root: Element, deepest: int) -> None:
    if root.xpath("boolean(" + "/*" * (deepest + 1) + ")"):
        raise UnreadableFile(say("Tệp XML có các phần tử lồng nhau quá sâu."))
