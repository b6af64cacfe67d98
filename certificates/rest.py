"""The public look-up as JSON."""

from __future__ import annotations

from datetime import date
from typing import Literal

from flask import current_app, jsonify
from flask.typing import ResponseReturnValue
from pydantic import BaseModel, Field

from certificates.queries.verification import Verdict, verify
from core import clock


class CertificateStatus(BaseModel):
    """The verdict on a code. For `unknown` the answer is 404 and every other field is null."""

    code: str | None = Field(default=None, description="The code as printed, in groups of four.")
    status: Literal["valid", "revoked", "unknown"]
    type: str | None = None
    holder_name: str | None = None
    number: str | None = Field(default=None, description="Register number (số vào sổ).")
    issuer: str | None = None
    issued_on: date | None = None
    revoked_on: date | None = None


def show(code: str) -> ResponseReturnValue:
    """Whether a certificate is valid, revoked or unknown (404, with the same body). Any case, dashes optional."""
    found = verify(code)
    if found.verdict == Verdict.UNKNOWN:
        return _answer(CertificateStatus(status="unknown"), 404)
    revoked_on = clock.local_day(found.revoked_at, current_app.config["TIME_ZONE"]) if found.revoked_at else None
    status = CertificateStatus(
        code=found.code, status="revoked" if revoked_on else "valid", type=found.type_name, holder_name=found.full_name,
        number=found.number, issuer=found.issuer, issued_on=found.issued_on, revoked_on=revoked_on,
    )  # fmt: skip
    return _answer(status, 200)


def _answer(status: CertificateStatus, http_status: int) -> ResponseReturnValue:
    answer = jsonify(status.model_dump(mode="json"))
    answer.headers["X-Robots-Tag"] = "noindex"
    return answer, http_status
