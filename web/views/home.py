"""The first page: for a visitor what this is, for a person their work."""

from flask import render_template
from flask.typing import ResponseReturnValue


def show() -> ResponseReturnValue:
    return render_template("web/home/show.html")
