"""The application for `flask` and for production servers (`gunicorn wsgi:app`)."""

from config import Settings
from web.app import lasting_app

app = lasting_app(Settings())
