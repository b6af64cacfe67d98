"""Word files made as Word and LibreOffice write them: XML strings of paragraphs and runs, put in a zip."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from html import escape
from io import BytesIO

_NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
)
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>'
    '<Default Extension="png" ContentType="image/png"/><Override PartName="/word/document.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_ROOT_RELATIONS = f'<Relationship Id="rId1" Type="{_RELATION}/officeDocument" Target="word/document.xml"/>'


def word_file(
    *blocks: str,
    parts: Mapping[str, str | bytes] | None = None,
    pictures: Mapping[str, bytes] | None = None,
    relations: str = "",
    styles: str = "",
    numbering: str = "",
) -> bytes:
    """A .docx of these blocks. `pictures` by file name have the relationship id of their stem ("hinh1.png" is hinh1)."""
    links = "".join(
        f'<Relationship Id="{name.rsplit(".", 1)[0]}" Type="{_RELATION}/image" Target="media/{name}"/>' for name in pictures or {}
    )
    held: dict[str, str | bytes] = {
        "[Content_Types].xml": _HEAD + _TYPES,
        "_rels/.rels": _relationships(_ROOT_RELATIONS),
        "word/document.xml": f"{_HEAD}<w:document {_NAMESPACES}><w:body>{''.join(blocks)}<w:sectPr/></w:body></w:document>",
        "word/_rels/document.xml.rels": _relationships(links + relations),
    }
    if styles:
        held["word/styles.xml"] = f"{_HEAD}<w:styles {_NAMESPACES}>{styles}</w:styles>"
    if numbering:
        held["word/numbering.xml"] = f"{_HEAD}<w:numbering {_NAMESPACES}>{numbering}</w:numbering>"
    held |= {f"word/media/{name}": data for name, data in (pictures or {}).items()}
    return zipped(held | dict(parts or {}))


def zipped(parts: Mapping[str, str | bytes]) -> bytes:
    """The parts in a zip; always the same bytes for the same parts."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def p(*runs: str, properties: str = "") -> str:
    """A paragraph; a run given as bare words is written as LibreOffice does, without spell-check marks."""
    inside = "".join(each if each.startswith("<") else r(each) for each in runs)
    return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}{inside}</w:p>"


def r(text: str, looks: str = "") -> str:
    """A run: `looks` are letters (b i u) or XML of properties; \\t and \\n in the text are Word's tab and break."""
    named = {"b": "<w:b/>", "i": "<w:i/>", "u": '<w:u w:val="single"/>'}
    properties = looks if looks.startswith("<") else "".join(named[c] for c in looks)
    body = ""
    for piece in text.replace("\t", "\x00\t\x00").replace("\n", "\x00\n\x00").split("\x00"):
        body += {"\t": "<w:tab/>", "\n": "<w:br/>"}.get(piece) or (f'<w:t xml:space="preserve">{escape(piece)}</w:t>' if piece else "")
    return f"<w:r>{f'<w:rPr>{properties}</w:rPr>' if properties else ''}{body}</w:r>"


def as_word_splits(text: str, looks: str = "") -> str:
    """The text cut into runs of one to three letters with revision ids and spell-check marks between them, as Word leaves it."""
    cuts = [text[at : at + 1 + at % 3] for at in _cut_places(text)]
    return '<w:proofErr w:type="spellStart"/>'.join(
        r(cut, looks).replace("<w:r>", f'<w:r w:rsidR="00A{index:05X}">', 1) for index, cut in enumerate(cuts)
    )


def _cut_places(text: str) -> list[int]:
    places, at = [], 0
    while at < len(text):
        places.append(at)
        at += 1 + at % 3
    return places


def listed(list_id: int, depth: int, *runs: str) -> str:
    """A paragraph of an automatic list."""
    return p(*runs, properties=f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{list_id}"/></w:numPr>')


def lists(*levels: str, nums: str = "") -> str:
    """A numbering part of one list (id 1) with those levels; `nums` adds other lists."""
    return (
        f'<w:abstractNum w:abstractNumId="0">{"".join(levels)}</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>{nums}'
    )


def level(depth: int, form: str, text: str, separator: str = "") -> str:
    """One level of a list."""
    gap = f'<w:suff w:val="{separator}"/>' if separator else ""
    return f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>{gap}<w:lvlText w:val="{text}"/></w:lvl>'


def table(*rows: tuple[str, ...]) -> str:
    """A table; a cell is its paragraphs' XML or bare words."""
    cells = "".join(
        "<w:tr>" + "".join(f"<w:tc><w:tcPr/>{each if each.startswith('<w:') else p(each)}</w:tc>" for each in row) + "</w:tr>"
        for row in rows
    )
    return f"<w:tbl><w:tblPr/><w:tblGrid/>{cells}</w:tbl>"


def maths(inside: str) -> str:
    """An equation in a line."""
    return f"<m:oMath>{inside}</m:oMath>"


def t(text: str) -> str:
    """A run of an equation."""
    return f"<m:r><m:t>{escape(text)}</m:t></m:r>"


def picture(name: str, description: str = "") -> str:
    """A run with a picture as Word writes it."""
    return (
        f'<w:r><w:drawing><wp:inline><wp:extent cx="952500" cy="476250"/><wp:docPr id="1" name="Picture 1" descr="{escape(description)}"/><a:graphic>'
        f'<a:graphicData><pic:pic><pic:blipFill><a:blip r:embed="{name}"/></pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>'
    )


def mathtype(name: str, program: str = "Equation.DSMT4") -> str:
    """A run with a MathType equation and its preview."""
    return (
        f'<w:r><w:object><v:shape style="width:40pt;height:20pt"><v:imagedata r:id="{name}" o:title=""/></v:shape>'
        f'<o:OLEObject Type="Embed" ProgID="{program}" r:id="ole1"/></w:object></w:r>'
    )


def question(number: int, right: str = "A") -> list[str]:
    """A whole question of four options in four paragraphs, the letter of the right one underlined."""
    options = [p(r(letter, "bu" if letter == right else "b"), r(". "), f"phương án {letter} của câu {number}") for letter in "ABCD"]
    return [p(r(f"Câu {number}", "b"), r(". ", "b"), f"Lời hỏi thứ {number}?"), *options]


def _relationships(inside: str) -> str:
    return f'{_HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{inside}</Relationships>'
