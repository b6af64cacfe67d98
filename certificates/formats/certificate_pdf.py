"""The PDF of a certificate: PDF/A-2b by typst, with the fonts that the project ships. The same content gives the same bytes."""

from __future__ import annotations

import io
import json
import threading
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path

import segno
import typst

from certificates.rules.content import Content
from certificates.rules.printing import lines_of

HERE = Path(__file__).resolve().parent.parent / "print"
_one_at_a_time = threading.Lock()


def certificate_pdf(content: Content) -> bytes:
    """The document. Data goes in only as values, so no name can run as markup."""
    lines = json.dumps(lines_of(content), ensure_ascii=False, sort_keys=True)
    moment = datetime.combine(date.fromisoformat(content["issued_on"]), datetime.min.time(), UTC)
    inputs = {"data": lines, "qr": _qr(content["verify_url"])}
    with _one_at_a_time:
        made = _compiler().compile(format="pdf", sys_inputs=inputs, pdf_standards=["a-2b"], timestamp=moment)
    if not isinstance(made, bytes):
        raise TypeError("a certificate is one document")
    return made


@cache
def _compiler() -> typst.Compiler:
    """Fonts are read once; Libertinus, which typst carries, lends the few signs that ours lack (Kŏ, ƀ)."""
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=[str(HERE / "fonts")])
    return typst.Compiler(str(HERE / "certificate.typ"), root=str(HERE), font_paths=fonts, ignore_system_fonts=True)


def _qr(address: str) -> str:
    """The address as an SVG of dark modules, readable with a quarter of it lost."""
    drawn = io.BytesIO()
    segno.make(address, error="q", micro=False, boost_error=False).save(drawn, kind="svg", border=0, xmldecl=False, dark="#211d18")
    return drawn.getvalue().decode()
