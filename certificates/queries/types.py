"""Types of certificates and signatories, read from `certificates/data/`."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

from certificates.rules.types import CertificateType, Signatory
from core.errors import Invalid
from core.words import say

DATA = Path(__file__).resolve().parent.parent / "data"
ISSUERS = "issuers.json"


@cache
def types() -> dict[str, CertificateType]:
    """Every type by code."""
    read = (json.loads(path.read_text()) for path in sorted(DATA.glob("*.json")) if path.name != ISSUERS)
    return {raw["code"]: CertificateType(**{**raw, "basis": tuple(raw["basis"])}) for raw in read}


def type_of(code: str) -> CertificateType:
    """The type of that code; Invalid when the data knows none."""
    found = types().get(code)
    if found is None:
        raise Invalid(say("Không có loại chứng chỉ “%(code)s”.", code=code))
    return found


@cache
def _signatories() -> dict[str, Signatory]:
    return {code: Signatory(**raw) for code, raw in json.loads((DATA / ISSUERS).read_text()).items()}


def signatory_of(organisation_code: str) -> Signatory:
    """Who signs for the issuer of that code; the general entry when it has none of its own."""
    known = _signatories()
    return known.get(organisation_code) or known["*"]
