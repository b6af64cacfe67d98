"""One vocabulary for all dialects: names without namespaces, and QTI 3.0 (`qti-choice-interaction`) in the names of 2.x."""

from __future__ import annotations

import re

from lxml import etree

from question_bank.formats.xml import Element

_PREFIX = "qti-"
_HYPHEN = re.compile(r"-([a-z])")
_KEPT = {"qti-assessment-item": "assessmentItem"}


def plain(root: Element) -> Element:
    """The same tree, renamed in place. MathML keeps its name, for it is written out as it is."""
    for element in root.iter("*"):
        name = str(element.tag).rpartition("}")[2]
        if name.startswith(_PREFIX):
            _rename_attributes(element)
            name = _KEPT.get(name) or camel(name.removeprefix(_PREFIX))
        element.tag = name
    etree.cleanup_namespaces(root)
    return root


def camel(name: str) -> str:
    """`max-choices` as `maxChoices`."""
    return _HYPHEN.sub(lambda found: found.group(1).upper(), name)


def hyphened(name: str) -> str:
    """The way back."""
    return re.sub(r"[A-Z]", lambda found: f"-{found.group(0).lower()}", name)


def _rename_attributes(element: Element) -> None:
    for name in list(element.attrib):
        text = str(name)
        if "-" in text and not text.startswith(("data-", "aria-", "{")):
            element.set(camel(text), element.attrib.pop(name))
