"""What the worker does for certificates."""

from __future__ import annotations

from typing import Any

from flask import current_app

from certificates.operations.award_certificates import Site, award_certificates
from certificates.operations.print_certificate import print_certificate
from certificates.queries.issuing import AWARD, PRINT
from core.actor import SYSTEM
from core.jobs.api import Progress, job


@job(AWARD)
def award(arguments: dict[str, Any], progress: Progress) -> dict[str, Any]:
    """Award one exam."""
    site = Site(current_app.config["PUBLIC_URL"], current_app.config["TIME_ZONE"])
    awarded = award_certificates(SYSTEM, arguments["exam_id"], site, progress)
    return {"passed": awarded.passed, "issued": awarded.issued}


@job(PRINT)
def print_one(arguments: dict[str, Any], progress: Progress) -> None:
    """Print one certificate."""
    print_certificate(arguments["certificate_id"], progress)
