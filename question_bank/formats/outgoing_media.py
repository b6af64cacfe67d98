"""Pictures on their way out: which ones a text shows, and the text as Moodle names them."""

import re
from collections.abc import Iterable
from urllib.parse import quote

_SOURCE = re.compile(r"(\bsrc\s{0,3}=\s{0,3}[\"'])media:([A-Za-z0-9._-]{1,80})(?=[\"'])")


def picture_names(fields: Iterable[str]) -> list[str]:
    """The names of pictures that the texts show, each once."""
    return list(dict.fromkeys(name for field in fields for _, name in _SOURCE.findall(field)))


def as_plugin_files(field: str) -> str:
    """The text with its pictures where Moodle looks for them."""
    return _SOURCE.sub(lambda found: f"{found.group(1)}@@PLUGINFILE@@/{quote(found.group(2))}", field)
