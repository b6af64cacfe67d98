"""Word files as WPS Office writes them: styles with numbers for names, every toggle said aloud, its own parts and equation objects."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import escape

from tests.support.word_files import word_file

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_APP = (
    '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"><Template>Normal.dotm</Template>'
    "<Application>WPS Office_11.2.0.11537_F1E327BC-269C-435d-A152-05C5408002CA</Application></Properties>"
)
_CUSTOM = (
    '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties" '
    'xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"><property fmtid="{D5CDD505-2E9C-101B-9397-08002B2CF9AE}" '
    'pid="2" name="KSOProductBuildVer"><vt:lpwstr>1033-11.2.0.11537</vt:lpwstr></property></Properties>'
)
_KINGSOFT = '<s:customData xmlns="http://www.wps.cn/officeDocument/2013/wpsCustomData" xmlns:s="http://www.wps.cn/officeDocument/2013/wpsCustomData"/>'
STYLES = (
    '<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Times New Roman" w:eastAsia="SimSun"/></w:rPr></w:rPrDefault></w:docDefaults>'
    '<w:style w:type="paragraph" w:default="1" w:styleId="1"><w:name w:val="Normal"/><w:rPr><w:lang w:val="en-US" w:eastAsia="zh-CN"/></w:rPr></w:style>'
    '<w:style w:type="character" w:default="1" w:styleId="2"><w:name w:val="Default Paragraph Font"/></w:style>'
    '<w:style w:type="table" w:default="1" w:styleId="3"><w:name w:val="Normal Table"/></w:style>'
    '<w:style w:type="paragraph" w:customStyle="1" w:styleId="6"><w:name w:val="Câu hỏi"/><w:basedOn w:val="1"/>'
    '<w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr><w:rPr><w:b/><w:bCs/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:customStyle="1" w:styleId="7"><w:name w:val="Phương án"/><w:basedOn w:val="6"/>'
    '<w:pPr><w:numPr><w:ilvl w:val="1"/></w:numPr></w:pPr><w:rPr><w:b w:val="0"/><w:bCs w:val="0"/></w:rPr></w:style>'
)
NUMBERING = (
    '<w:abstractNum w:abstractNumId="0"><w:nsid w:val="BF205925"/><w:multiLevelType w:val="multilevel"/><w:tmpl w:val="BF205925"/>'
    '<w:lvl w:ilvl="0" w:tentative="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:suff w:val="space"/><w:lvlText w:val="Câu %1."/><w:lvlJc w:val="left"/></w:lvl>'
    '<w:lvl w:ilvl="1" w:tentative="0"><w:start w:val="1"/><w:numFmt w:val="upperLetter"/><w:suff w:val="space"/><w:lvlText w:val="%2."/><w:lvlJc w:val="left"/></w:lvl>'
    '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
)


def wps_file(*blocks: str, pictures: Mapping[str, bytes] | None = None) -> bytes:
    """A .docx with the parts that WPS adds."""
    parts = {"docProps/app.xml": _HEAD + _APP, "docProps/custom.xml": _HEAD + _CUSTOM, "customXml/item1.xml": _HEAD + _KINGSOFT}
    return word_file(*blocks, parts=parts, pictures=pictures, styles=STYLES, numbering=NUMBERING)


def wp(*runs: str, style: str = "1") -> str:
    """A paragraph; bare words are plain runs."""
    properties = f'<w:pStyle w:val="{style}"/><w:keepNext w:val="0"/><w:bidi w:val="0"/><w:ind w:leftChars="0"/><w:rPr><w:rFonts w:hint="default"/><w:vertAlign w:val="baseline"/></w:rPr>'
    inside = "".join(each if each.startswith("<") else wr(each) for each in runs)
    return f'<w:p><w:pPr>{properties}</w:pPr><w:bookmarkStart w:id="0" w:name="_GoBack"/><w:bookmarkEnd w:id="0"/>{inside}</w:p>'


def wr(text: str, *, underline: str = "none", colour: str = "auto", highlight: str = "none", bold: int = 0) -> str:
    """A run with every look said, off ones too."""
    looks = (
        f'<w:rFonts w:hint="default" w:ascii="Times New Roman" w:cs="Times New Roman"/><w:b w:val="{bold}"/><w:bCs w:val="{bold}"/><w:i w:val="0"/>'
        f'<w:color w:val="{colour}"/><w:sz w:val="24"/><w:highlight w:val="{highlight}"/><w:u w:val="{underline}"/><w:shd w:val="clear" w:fill="auto"/>'
        f'<w:vertAlign w:val="baseline"/><w:lang w:val="vi-VN" w:eastAsia="zh-CN"/>'
    )
    body = re.sub("\t", '</w:t><w:tab/><w:t xml:space="preserve">', escape(text))
    return f'<w:r><w:rPr>{looks}</w:rPr><w:t xml:space="preserve">{body}</w:t></w:r>'


def kingsoft_equation(name: str) -> str:
    """An equation of WPS's own editor with its preview."""
    return (
        '<w:r><w:rPr><w:rFonts w:hint="default"/><w:position w:val="-24"/></w:rPr><w:object><v:shape id="_x0000_i1025" o:spt="75" type="#_x0000_t75" '
        f'style="height:31pt;width:72.5pt;" o:ole="t" filled="f" stroked="f"><v:path/><v:fill on="f"/><v:imagedata r:id="{name}" o:title=""/>'
        '<o:lock v:ext="edit" aspectratio="t"/></v:shape><o:OLEObject Type="Embed" ProgID="Equation.KSEE3" ShapeID="_x0000_i1025" '
        'DrawAspect="Content" ObjectID="_1468075725" r:id="rId9"><o:LockedField>false</o:LockedField></o:OLEObject></w:object></w:r>'
    )


def boxed(*paragraphs: str) -> str:
    """A text box as WPS writes it: a shape, and VML for older readers that says the same."""
    inside = "".join(paragraphs)
    return (
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor><wp:extent cx="952500" cy="476250"/><a:graphic><a:graphicData '
        f'uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp><wps:txbx><w:txbxContent>{inside}</w:txbxContent></wps:txbx>'
        "</wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox><w:txbxContent>"
        f"{inside}</w:txbxContent></v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
