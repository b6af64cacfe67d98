"""Every room's words: gathered from its Python and templates into its English catalogue, compiled for the server.

`python -m tools.translations gather` updates catalogues and lists what has no English; `compile` makes the .mo files.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_file
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from config import HERE

KEYWORDS = {**DEFAULT_KEYWORDS, "say": None}
METHODS = {"*.py": "python", "*.html": "jinja2.ext:babel_extract", "*.txt": "jinja2.ext:babel_extract"}
FOLDERS = {"*.py": "", "*.html": "templates", "*.txt": "templates"}
MsgId = str | tuple[str, ...] | list[str]


def rooms() -> list[Path]:
    """Every room's folder: the packages that the application is made of."""
    from web.app import ROOMS

    return [HERE / room for room in ROOMS]


def messages_in(room: Path) -> Catalog:
    """What `room` says to people, with the files that say it."""
    found = Catalog(locale="en", project="Khoa Bảng", fuzzy=False)
    for pattern, folder in FOLDERS.items():
        for path in sorted((room / folder).rglob(pattern)):
            for _line, message, comments, _context in extract_from_file(METHODS[pattern], path, KEYWORDS):
                found.add(message, locations=[(str(path.relative_to(HERE)), 0)], auto_comments=comments)
    return found


def catalogue_path(room: Path) -> Path:
    return room / "translations" / "en" / "LC_MESSAGES" / "messages.po"


def catalogue_of(room: Path) -> Catalog:
    """The room's English as it is kept; empty when there is none yet."""
    path = catalogue_path(room)
    if not path.exists():
        return Catalog(locale="en", fuzzy=False)
    with path.open("rb") as file:
        return read_po(file, locale="en")


def missing_in(room: Path) -> Iterator[MsgId]:
    """The room's msgids that have no complete English sentence."""
    known = catalogue_of(room)
    for message in messages_in(room):
        if not message.id:
            continue
        kept = known.get(message.id)
        strings = () if kept is None else kept.string if isinstance(kept.string, (list, tuple)) else (kept.string,)
        if kept is None or kept.fuzzy or not strings or not all(strings):
            yield message.id


def gather() -> int:
    """Bring every catalogue up to date, keep what is translated, list what is not. Returns how many are missing."""
    count = 0
    for room in rooms():
        said = messages_in(room)
        if not any(message.id for message in said):
            continue
        kept = catalogue_of(room)
        kept.update(said, no_fuzzy_matching=True)
        kept.obsolete.clear()
        _write(kept, catalogue_path(room))
        for msgid in missing_in(room):
            count += 1
            print(f"{room.name}: {msgid if isinstance(msgid, str) else msgid[0]}")
    print(f"{count} messages have no English." if count else "Every message has its English.")
    return count


def compile_all() -> None:
    """Make the .mo beside every .po, only where it is older."""
    for source in HERE.glob("*/translations/*/LC_MESSAGES/messages.po"):
        target = source.with_suffix(".mo")
        if target.exists() and target.stat().st_mtime >= source.stat().st_mtime:
            continue
        made = BytesIO()
        with source.open("rb") as file:
            write_mo(made, read_po(file, locale=source.parent.parent.name))
        draft = target.with_suffix(".new")
        draft.write_bytes(made.getvalue())
        draft.rename(target)


def _write(catalogue: Catalog, path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    made = BytesIO()
    write_po(made, catalogue, width=120, include_lineno=False, sort_by_file=True, omit_header=False, ignore_obsolete=True)
    lines = [line for line in made.getvalue().decode().splitlines() if not line.startswith(_NOISE)]
    path.write_text("\n".join(lines).rstrip() + "\n")


# Dates and names in the header would make a difference in every commit.
_NOISE = (
    '"POT-Creation-Date',
    '"PO-Revision-Date',
    '"Last-Translator',
    '"Language-Team',
    '"Generated-By',
    '"Report-Msgid',
    "# Copyright",
    "# FIRST AUTHOR",
)


if __name__ == "__main__":
    {"gather": gather, "compile": compile_all}[sys.argv[1]]()
