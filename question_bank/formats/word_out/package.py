"""The zip of a Word file: its document, styles, footer and pictures. The same document gives the same bytes."""

from __future__ import annotations

import zipfile
from io import BytesIO

from question_bank.formats.word_out.pictures import MIMES, Pictures
from question_bank.formats.word_out.text import twips

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_NAMESPACES = (
    f'xmlns:w="{_W}" xmlns:r="{_R}" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"'
)
_PART = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_FONT = '<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:eastAsia="Times New Roman" w:cs="Times New Roman"/>'
_STYLES = (
    f'{_HEAD}<w:styles {_NAMESPACES}><w:docDefaults><w:rPrDefault><w:rPr>{_FONT}<w:sz w:val="26"/><w:szCs w:val="26"/><w:lang w:val="vi-VN"/></w:rPr>'
    '</w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:after="0" w:line="264" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>'
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style>'
    '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:uiPriority w:val="99"/></w:style></w:styles>'
)
_A4 = (595.3, 841.9)
_MARGIN = 56.7
_LANDSCAPE_MARGIN = 53.9
_WHEN = (1980, 1, 1, 0, 0, 0)


def word_file(body: str, pictures: Pictures, *, footer: str = "", landscape: bool = False, bare: bool = False) -> bytes:
    """A .docx of a body's blocks; `footer` is a paragraph that stands below every page, `bare` pages have no margins."""
    shown = pictures.shown
    links = [f'<Relationship Id="{number}" Type="{_R}/image" Target="media/{name}"/>' for number, (name, _) in shown.items()]
    links.append(f'<Relationship Id="styles" Type="{_R}/styles" Target="styles.xml"/>')
    if footer:
        links.append(f'<Relationship Id="footer" Type="{_R}/footer" Target="footer1.xml"/>')
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": _types(bool(footer)),
        "_rels/.rels": _relationships(f'<Relationship Id="rId1" Type="{_R}/officeDocument" Target="word/document.xml"/>'),
        "word/document.xml": f"{_HEAD}<w:document {_NAMESPACES}><w:body>{body}{_section(bool(footer), landscape, bare)}</w:body></w:document>",
        "word/styles.xml": _STYLES,
        "word/_rels/document.xml.rels": _relationships("".join(links)),
    }
    if footer:
        parts["word/footer1.xml"] = f"{_HEAD}<w:ftr {_NAMESPACES}>{footer}</w:ftr>"
    return zipped(parts | {f"word/media/{name}": data for name, data in shown.values()})


def zipped(parts: dict[str, str | bytes]) -> bytes:
    """The parts in a zip, in their order."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in parts.items():
            # Pictures and Word files are packed already.
            how = zipfile.ZIP_STORED if name.rpartition(".")[2] in {*MIMES, "docx"} else zipfile.ZIP_DEFLATED
            archive.writestr(zipfile.ZipInfo(name, _WHEN), data, how)
    return out.getvalue()


def _section(has_footer: bool, landscape: bool, bare: bool) -> str:
    width, height = _A4[::-1] if landscape else _A4
    above = 0 if bare else _MARGIN
    side = 0 if bare else _LANDSCAPE_MARGIN if landscape else _MARGIN
    foot = '<w:footerReference w:type="default" r:id="footer"/>' if has_footer else ""
    turned = ' w:orient="landscape"' if landscape else ""
    size = f'<w:pgSz w:w="{twips(width)}" w:h="{twips(height)}"{turned}/>'
    margins = f'w:top="{twips(above)}" w:bottom="{twips(above)}" w:left="{twips(side)}" w:right="{twips(side)}"'
    return f'<w:sectPr>{foot}{size}<w:pgMar {margins} w:header="{min(567, twips(above))}" w:footer="{min(454, twips(above))}" w:gutter="0"/></w:sectPr>'


def _types(has_footer: bool) -> str:
    kinds = "".join(f'<Default Extension="{ending}" ContentType="{mime}"/>' for ending, mime in MIMES.items())
    footer = f'<Override PartName="/word/footer1.xml" ContentType="{_PART}.footer+xml"/>' if has_footer else ""
    return (
        f'{_HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{kinds}'
        f'<Override PartName="/word/document.xml" ContentType="{_PART}.document.main+xml"/>'
        f'<Override PartName="/word/styles.xml" ContentType="{_PART}.styles+xml"/>{footer}</Types>'
    )


def _relationships(inside: str) -> str:
    return f'{_HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{inside}</Relationships>'
