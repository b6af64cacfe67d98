"""The content of a certificate: everything printed on it, kept as plain JSON and sealed by one hash."""

from __future__ import annotations

import hashlib
import json
import unicodedata
from datetime import date
from decimal import Decimal
from typing import Any

from certificates.rules.codes import grouped
from certificates.rules.types import CertificateType, Numbers, Signatory

FORM = 1
"""Which form of content this is; a later form must leave earlier hashes alone."""

Content = dict[str, Any]


def canonical(content: Content) -> bytes:
    """The one way to write `content`: sorted names, no idle space, UTF-8."""
    return json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode()


def sha256_of(content: Content) -> str:
    return hashlib.sha256(canonical(content)).hexdigest()


def compose(
    *,
    kind: CertificateType,
    numbers: Numbers,
    code: str,
    public_url: str,
    issuer: dict[str, str],
    signatory: Signatory,
    holder: dict[str, Any],
    exam: dict[str, Any],
    result: dict[str, Any],
    decision: dict[str, Any],
    issued_on: date,
) -> Content:
    """What will be printed, as plain values: days as ISO text, points as text, all text composed (NFC)."""
    content: Content = _plain(
        {
            "form": FORM,
            "type": {"code": kind.code, "title": kind.title, "name": kind.name, "full_name": kind.full_name, "basis": list(kind.basis)},
            "number": numbers.number,
            "serial": numbers.serial,
            "code": grouped(code),
            "verify_url": f"{public_url}/verify/{grouped(code)}",
            "issuer": issuer,
            "signatory": vars(signatory),
            "holder": holder,
            "exam": exam,
            "result": result,
            "decision": decision,
            "issued_on": issued_on,
        }
    )
    return content


def _plain(value: Any) -> Any:
    match value:
        case dict():
            return {name: _plain(inner) for name, inner in value.items()}
        case list() | tuple():
            return [_plain(inner) for inner in value]
        case date():
            return value.isoformat()
        case Decimal():
            return f"{value.normalize():f}"
        case str():
            return unicodedata.normalize("NFC", value)
        case _:
            return value
