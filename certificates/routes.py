"""The room's table of contents: who may knock at which page."""

from certificates.views import mine, register, verify
from core.http.guards import needs, public, signed_in
from core.http.rows import Row, row
from core.permissions import Permission as P

ROWS: list[Row] = [
    row("GET", "/certificates", register.index, needs(P.CERTIFICATES_VIEW)),
    row("GET", "/my/certificates", mine.show, signed_in),
    row("GET", "/verify", verify.show, public),
]
