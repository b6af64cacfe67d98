"""The application for `flask` and for production servers (`gunicorn wsgi:app`)."""

from config import Settings
from web.app import create_app

app = create_app(Settings())
