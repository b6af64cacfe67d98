"""Items of QTI 2 and 3 as foreign tools write them, for tests."""

from __future__ import annotations

import zipfile
from io import BytesIO

V2 = "http://www.imsglobal.org/xsd/imsqti_v2p1"
TEMPLATES = "http://www.imsglobal.org/question/qti_v2p1/rptemplates"


def item(body: str, declarations: str = "", processing: str = "", more: str = "", namespace: str = V2) -> bytes:
    """One assessmentItem of QTI 2."""
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><assessmentItem xmlns="{namespace}" identifier="i1" title="Câu" adaptive="false" '
        f'timeDependent="false">{declarations}<itemBody>{body}</itemBody>{processing}{more}</assessmentItem>'
    ).encode()


def declared(cardinality: str, base: str, *correct: str, ident: str = "RESPONSE", mapping: str = "") -> str:
    values = "".join(f"<value>{value}</value>" for value in correct)
    right = f"<correctResponse>{values}</correctResponse>" if correct else ""
    return f'<responseDeclaration identifier="{ident}" cardinality="{cardinality}" baseType="{base}">{right}{mapping}</responseDeclaration>'


def mapping(**points: float) -> str:
    entries = "".join(f'<mapEntry mapKey="{key.replace("_", " ")}" mappedValue="{value}"/>' for key, value in points.items())
    return f'<mapping defaultValue="0">{entries}</mapping>'


def by(template: str) -> str:
    return f'<responseProcessing template="{TEMPLATES}/{template}"/>'


def choices(*texts: str, tag: str = "simpleChoice", more: str = "") -> str:
    return "".join(f'<{tag} identifier="{letter}" {more}>{text}</{tag}>' for letter, text in zip("ABCDEFGH", texts, strict=False))


def package(files: dict[str, bytes], manifest: str | None = None) -> bytes:
    """A zip of the files, with a manifest that lists the items when none is given."""
    listed = "".join(f'<resource identifier="R{n}" type="imsqti_item_xmlv2p1" href="{name}"><file href="{name}"/></resource>'
                     for n, name in enumerate(files) if name.endswith(".xml"))  # fmt: skip
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as target:
        target.writestr("imsmanifest.xml", manifest or f"<manifest><resources>{listed}</resources></manifest>")
        for name, data in files.items():
            target.writestr(name, data)
    return packed.getvalue()
