"""What the editors of picture questions send alike: the picture, places on it, a score table."""

from __future__ import annotations

import html
import re

from question_bank.forms.rows import rows_of
from question_bank.forms.sent import Content, Sent, number, whole
from question_bank.kinds import shape


def picture_of(sent: Sent) -> Content:
    """picture, width and height of the body. The picture is one of the media; its alternative text is the author's."""
    name, alt = sent.get("body.media"), sent.get("body.alt")
    made = f'<img src="media:{html.escape(name)}" alt="{html.escape(alt)}">' if name or alt else ""
    old = shape.text(shape.at(sent.old, "body", "picture"))
    picture = old if made and picture_parts(old) == (name, alt) else made
    return {"picture": picture, "width": whole(sent.get("body.width")), "height": whole(sent.get("body.height"))}


def picture_parts(picture: str) -> tuple[str, str]:
    """(media name, alternative text) of a picture's html; "" for what is not there."""
    source, alt = re.search(r'src="media:([^"]+)"', picture), re.search(r'alt="([^"]*)"', picture)
    return (html.unescape(source[1]) if source else "", html.unescape(alt[1]) if alt else "")


def place_rows(sent: Sent, place: str) -> list[dict[str, str]]:
    """Rows whose numbers were given; a row without any is not there, unless somebody is still writing."""
    return [row for row in rows_of(sent.fields, place) if sent.keeps(row, "at")]


def wholes(typed: str) -> list[object]:
    """Numbers parted by spaces, commas or semicolons; what is no number stays, for the check to name."""
    return [whole(each) for each in re.split(r"[\s,;]+", typed.strip()) if each][:200]


def score_table_of(sent: Sent, count: int) -> Content:
    """{"score_table": …} when the author wrote one of their own."""
    if sent.get("key.table") != "own":
        return {}
    typed = {str(n): number(sent.get(f"key.score_table.{n}")) for n in range(1, min(count, 26) + 1)}
    written = {right: share for right, share in typed.items() if share}
    return {"score_table": written} if written else {}
