"""The shell's own routes."""

from core.http.guards import public
from core.http.rows import row
from web.views import design, health, home, openapi, preferences

ROWS = [
    row("GET", "/", home.show, public),
    row("GET", "/about", home.about, public),
    row("GET", "/design", design.show, public),
    row("POST", "/language", preferences.set_language, public, reads_only=True, open_to_new_password=True),
    row("GET", "/api/v1/openapi.json", openapi.show, public),
    row("GET", "/healthz", health.alive, public),
    row("GET", "/readyz", health.ready, public),
    row("GET", "/metrics", health.metrics, public),
]
