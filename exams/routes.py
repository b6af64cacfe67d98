"""The room's table of contents: who may knock at which page."""

from core.http.guards import needs, signed_in, signed_token
from core.http.rows import row
from core.permissions import Permission as P

PREPARATION: list = []
SITTING: list = []
MARKING: list = []

ROWS = [*PREPARATION, *SITTING, *MARKING]
