"""The door to certificates for the rooms above: a person's certificates, and the verdict on a code."""

from __future__ import annotations

from certificates.queries.certificates import CertificateView, certificates_of
from certificates.queries.verification import Verdict, Verification, verify

__all__ = ["CertificateView", "Verdict", "Verification", "certificates_of", "verify"]
