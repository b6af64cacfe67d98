"""The shell's own routes."""

from core.http.guards import public
from core.http.rows import row
from web.views import design, health, home, icon, openapi, preferences, search

ROWS = [
    row("GET", "/", home.show, public),
    row("GET", "/about", home.about, public),
    row("GET", "/search", search.show, public, rate="300/minute"),
    row("GET", "/design", design.show, public),
    row("POST", "/language", preferences.set_language, public, open_to_new_password=True),
    row("GET", "/api/v1/openapi.json", openapi.show, public),
    row("GET", "/favicon.ico", icon.show, public),
    row("GET", "/healthz", health.alive, public),
    row("GET", "/readyz", health.ready, public),
    row("GET", "/metrics", health.metrics, public),
]
