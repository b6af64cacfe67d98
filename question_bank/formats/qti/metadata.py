"""What the manifest of a package says of an item, in the words of LOM: its id, category, tags and place in the curriculum."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from lxml import etree

from question_bank.formats.xml import Element

LOM = "http://ltsc.ieee.org/xsd/LOM"
CATALOG = "khoabang"
CATEGORY, TOPIC, LEVEL, OUTCOME = "category", "topic", "level", "outcome"
"""Sources of our taxon paths."""


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of an item beside its content; "" where nothing is said."""

    ident: str = ""
    category: str = ""
    tags: tuple[str, ...] = ()
    topic_code: str = ""
    level: str = ""
    outcome_code: str = ""


def described(metadata: Element | None) -> Known:
    """What a resource's metadata says; names without namespaces."""
    if metadata is None:
        return Known()
    taxa = {_words(path.find("source")): _words(path.find("taxon")) for path in metadata.iter("taxonPath", "taxonpath")}
    idents = [_words(each.find("entry")) for each in metadata.iter("identifier", "catalogentry") if _words(each.find("catalog")) == CATALOG]
    tags = tuple(word for each in metadata.iter("keyword") if (word := _words(each)))
    return Known(
        next(iter(idents), "")[:100], taxa.get(CATEGORY, "")[:300], tags, taxa.get(TOPIC, ""), taxa.get(LEVEL, ""), taxa.get(OUTCOME, "")
    )  # fmt: skip


def _words(element: Element | None) -> str:
    return " ".join("".join(str(text) for text in element.itertext()).split()) if element is not None else ""


def written(known: Known) -> Element:
    """The <metadata> of a resource."""
    metadata = etree.Element("metadata")
    lom = etree.SubElement(metadata, f"{{{LOM}}}lom", nsmap={"lom": LOM})
    general = _sub(lom, "general")
    if known.ident:
        ident = _sub(general, "identifier")
        _sub(ident, "catalog", CATALOG)
        _sub(ident, "entry", known.ident)
    for tag in known.tags:
        _string(_sub(general, "keyword"), tag)
    taxa = {CATEGORY: known.category, TOPIC: known.topic_code, LEVEL: known.level, OUTCOME: known.outcome_code}
    paths = [(source, entry) for source, entry in taxa.items() if entry]
    if paths:
        _classify(lom, paths)
    return metadata


def _classify(lom: Element, paths: Sequence[tuple[str, str]]) -> None:
    for source, entry in paths:
        path = _sub(_sub(lom, "classification"), "taxonPath")
        _string(_sub(path, "source"), source)
        _string(_sub(_sub(path, "taxon"), "entry"), entry)


def _sub(parent: Element, name: str, text: str | None = None) -> Element:
    made = etree.SubElement(parent, f"{{{LOM}}}{name}")
    made.text = text
    return made


def _string(parent: Element, text: str) -> None:
    _sub(parent, "string", text).set("language", "vi")
