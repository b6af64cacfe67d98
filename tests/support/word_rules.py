"""What Word asks of a file before it opens it: ISO/IEC 29500-1, the order of children in properties, cells that end in a paragraph, parts
that are all declared and linked. Word repairs or refuses what breaks these; LibreOffice and python-docx forgive it."""

from __future__ import annotations

import zipfile
from io import BytesIO
from typing import Any

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
ORDER = {
    f"{W}pPr": "keepNext keepLines pageBreakBefore pBdr shd tabs spacing ind contextualSpacing jc rPr",
    f"{W}rPr": "rStyle rFonts b i strike color sz szCs highlight u vertAlign lang",
    f"{W}tblPr": "tblStyle tblW jc tblBorders tblLayout tblCellMar",
    f"{W}trPr": "cantSplit tblHeader",
    f"{W}tcPr": "tcW gridSpan vMerge tcBorders shd vAlign",
    f"{W}sectPr": "footerReference pgSz pgMar",
    f"{W}tbl": "tblPr tblGrid tr",
    f"{M}r": "rPr t",
    f"{M}nary": "naryPr sub sup e",
    f"{M}naryPr": "chr limLoc grow subHide supHide",
    f"{M}d": "dPr e",
    f"{M}dPr": "begChr sepChr endChr",
    f"{M}f": "fPr num den",
    f"{M}rad": "radPr deg e",
    f"{M}sSub": "e sub", f"{M}sSup": "e sup", f"{M}sSubSup": "e sub sup", f"{M}sPre": "sub sup e",
    f"{M}acc": "accPr e", f"{M}bar": "barPr e", f"{M}func": "fName e", f"{M}limLow": "e lim", f"{M}limUpp": "e lim",
    f"{M}groupChr": "groupChrPr e", f"{M}groupChrPr": "chr pos vertJc", f"{M}m": "mPr mr", f"{M}borderBox": "e",
}  # fmt: skip


def faults(data: bytes) -> list[str]:
    """Everything in the file that Word would stumble over; [] for a good one."""
    archive = zipfile.ZipFile(BytesIO(data))
    names = set(archive.namelist())
    parts = {name: etree.fromstring(archive.read(name)) for name in names if name.endswith((".xml", ".rels"))}
    found = _undeclared(parts["[Content_Types].xml"], names) + _dangling(parts, names)
    for name, root in parts.items():
        if name.startswith("word/") and name.endswith(".xml"):
            found += [f"{name}: {said}" for element in root.iter() for said in _misplaced(element)]
    return found


def _undeclared(types: Any, names: set[str]) -> list[str]:
    defaults = {element.get("Extension") for element in types if element.tag.endswith("Default")}
    overrides = {element.get("PartName").lstrip("/") for element in types if element.tag.endswith("Override")}
    loose = {name for name in names if name not in overrides and name.rpartition(".")[2] not in defaults and name != "[Content_Types].xml"}
    return [f"no content type: {name}" for name in loose] + [f"no such part: {name}" for name in overrides - names]


def _dangling(parts: dict[str, Any], names: set[str]) -> list[str]:
    links = {element.get("Id"): element.get("Target") for element in parts["word/_rels/document.xml.rels"]}
    used = {value for element in parts["word/document.xml"].iter() for key, value in element.attrib.items() if key.startswith(R)}
    lost = [f"no relationship {number}" for number in used - set(links)]
    return lost + [f"no target {target}" for target in links.values() if f"word/{target}" not in names]


def _misplaced(element: Any) -> list[str]:
    asked = ORDER.get(element.tag)
    found = []
    if asked is not None:
        known = asked.split()
        children = [child.tag.rpartition("}")[2] for child in element]
        if strangers := set(children) - set(known):
            found.append(f"{element.tag}: {strangers}")
        elif children != sorted(children, key=known.index):
            found.append(f"{element.tag}: {children}")
    if element.tag == f"{W}tc" and (not len(element) or element[-1].tag != f"{W}p"):
        found.append("a cell without a last paragraph")
    if element.tag == f"{W}tbl" and (following := element.getnext()) is not None and following.tag == f"{W}tbl":
        found.append("two tables in a row")
    return found + _uneven(element)


def _uneven(element: Any) -> list[str]:
    """Rows must cover as many columns as the grid has."""
    if element.tag != f"{W}tr":
        return []
    grid = len(element.getparent().find(f"{W}tblGrid"))
    spans = [cell.find(f"{W}tcPr/{W}gridSpan") for cell in element.findall(f"{W}tc")]
    covered = sum(1 if span is None else int(span.get(f"{W}val")) for span in spans)
    return [] if covered == grid else [f"a row of {covered} columns in a table of {grid}"]
