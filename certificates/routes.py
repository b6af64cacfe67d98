"""The room's table of contents: who may knock at which page."""

from certificates import rest
from certificates.views import issue, mine, paper, register, revocation, verify
from core.http.guards import needs, public, signed_in
from core.http.rows import Row, row
from core.permissions import Permission as P

_VIEW, _ISSUE, _REVOKE = needs(P.CERTIFICATES_VIEW), needs(P.CERTIFICATES_ISSUE), needs(P.CERTIFICATES_REVOKE)
_RATE = "20/minute"

ROWS: list[Row] = [
    row("GET", "/certificates", register.index, _VIEW),
    row("GET", "/certificates/export", register.export, _VIEW),
    row("GET", "/certificates/book", register.book, _VIEW),
    row("GET", "/certificates/issue", issue.index, _ISSUE),
    row("POST", "/certificates/issue", issue.create, _ISSUE),
    row("GET", "/certificates/<int:certificate_id>", register.show, _VIEW),
    row("GET", "/certificates/<int:certificate_id>/pdf", paper.show, signed_in),
    row("GET", "/certificates/<int:certificate_id>/revoke", revocation.new, _REVOKE),
    row("POST", "/certificates/<int:certificate_id>/revoke", revocation.create, _REVOKE),
    row("GET", "/my/certificates", mine.show, signed_in),
    # Codes cannot be guessed; the limit is for who would try, and for names and birthdays.
    row("GET", "/verify", verify.show, public, rate="60/minute"),
    row("POST", "/verify", verify.find, public, rate=_RATE, reads_only=True),
    row("GET", "/verify/<code>", verify.code, public, rate=_RATE),
    row("GET", "/api/v1/certificates/<code>", rest.show, public, rate=_RATE, reply=rest.CertificateStatus),
]
