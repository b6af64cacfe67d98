"""Writing questions and reading them again, and when two contents say the same."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from question_bank.formats import docx, gift, khoabang_json, moodle_xml
from question_bank.formats.contract import Exported, ImportedFile, OutgoingItem, Reader
from question_bank.formats.excel import reader as excel
from question_bank.formats.qti import reader as qti
from question_bank.formats.registry import TARGETS
from question_bank.kinds import gapped, wildcard, written_number
from question_bank.kinds.registry import KINDS
from question_bank.kinds.true_false_group import NATIONAL_TABLE
from tests.question_bank.formats.word_meaning import as_word

READERS: dict[str, Reader] = {
    "gift": gift.read,
    "moodle-xml": moodle_xml.read,
    "json": khoabang_json.read,
    "xlsx": excel.read,
    "docx": docx.read,
    "qti21": qti.read,
    "qti30": qti.read,
}
Json = Mapping[str, Any]
_BARE_SIGN = re.compile(r"(<[^<>]*>)|(>)|&(?!#?\w{1,31};)")
"""A sign that ends no tag and one that begins no entity read the same, written as an entity or not."""


def out_and_in(code: str, items: Sequence[OutgoingItem], pictures: Mapping[str, bytes] | None = None) -> tuple[Exported, ImportedFile]:
    """What was written, and what its reader makes of it."""
    written = TARGETS[code].write(items, pictures or {})
    return written, READERS[code](written.data)


def outgoing(kind: str, content: Json, ref: str = "C1", **known: Any) -> OutgoingItem:
    return OutgoingItem(ref, kind, content, **known)


def meaning(kind: str, content: Json, code: str = "") -> object:
    """What a content says, whatever its ids are called and however its numbers are spelled; in Word, however it is tagged."""
    if code == "docx":
        content = KINDS[kind].map_html(content, _as_word)
    said = {"stem": html(content["stem"]), "explanation": html(content.get("explanation", ""))}
    return {**said, **_MEANINGS.get(kind, _as_written)(content.get("body", {}), content.get("key", {}))}


def _as_word(text: str) -> str:
    """As Word has it; the markers of gaps stay, before everything else."""
    names = gapped.gaps_in(text)
    pieces = (value if kind == "html" else "…" for kind, value in gapped.pieces(text))
    return "".join(map(gapped.marker, names)) + as_word("".join(pieces))


def html(text: str) -> str:
    tidy = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n").strip())
    # One paragraph reads as the bare text that stands in it.
    bare = re.fullmatch(r"<p>((?:(?!</?p>).)*)</p>", tidy, re.DOTALL)
    return _BARE_SIGN.sub(lambda found: found[1] or ("&gt;" if found[2] else "&amp;"), bare.group(1) if bare else tidy)


def share(value: object) -> Decimal:
    return Decimal(str(value or "0"))


def _rows(rows: list[Any]) -> list[Any]:
    return [(html(row["text"]), html(row.get("feedback", "")), row.get("pinned") is True) for row in rows]


def _single(body: Json, key: Json) -> dict[str, object]:
    shares = {**key.get("partial", {}), key["right"]: "1"}
    return {"options": _rows(body["options"]), "shares": [share(shares.get(row["id"])) for row in body["options"]]}


def _multiple(body: Json, key: Json) -> dict[str, object]:
    return {"options": _rows(body["options"]), "shares": [share(key["weights"].get(row["id"])) for row in body["options"]]}


def _group(body: Json, key: Json) -> dict[str, object]:
    truths = [key["truths"][row["id"]] for row in body["statements"]]
    # Four statements without a table follow the national one.
    table = key.get("score_table") or (dict(NATIONAL_TABLE) if len(truths) == len(NATIONAL_TABLE) else None)
    return {"statements": _rows(body["statements"]), "truths": truths, "table": table}


def _short(body: Json, key: Json) -> dict[str, object]:
    accepted = [(wildcard.tidy(row["text"]), share(row["fraction"]), html(row.get("feedback", ""))) for row in key["accepted"]]
    return {"format": body["format"], "case": body.get("case_sensitive") is True, "accepted": accepted}


def _number(text: str) -> str:
    read = written_number.parse(text)
    return text if read is None else written_number.canonical(read)


def _numerical(body: Json, key: Json) -> dict[str, object]:
    accepted = [
        (_number(row["value"]), "0" if row["value"] == "*" else _number(row.get("tolerance", "0")), share(row["fraction"]), html(row.get("feedback", "")))
        for row in key["accepted"]
    ]  # fmt: skip
    return {"unit": wildcard.tidy(body.get("unit") or ""), "accepted": accepted}


def _matching(body: Json, key: Json) -> dict[str, object]:
    choices = {row["id"]: re.sub(r"\s+", " ", html(row["text"])) for row in body["choices"]}
    pairs = [(html(row["text"]), choices[key["pairs"][row["id"]]]) for row in body["prompts"]]
    pinned = any(row.get("pinned") for row in body["choices"])
    return {"pairs": pairs, "choices": set(choices.values()), "table": key.get("score_table"), "pinned": pinned}


def _essay(body: Json, key: Json) -> dict[str, object]:
    rubric = [(html(row["text"]), share(row["fraction"])) for row in key.get("rubric") or []]
    return {"lines": body["lines"], "model_answer": html(key.get("model_answer") or ""), "rubric": rubric}


def _nothing(body: Json, key: Json) -> dict[str, object]:
    return {}


def _as_written(body: Json, key: Json) -> dict[str, object]:
    """Of a kind that only our own formats hold: all of it, by the ids it has."""
    return {"body": _tidied(body), "key": _tidied(key)}


def _tidied(value: object) -> object:
    if isinstance(value, Mapping):
        return {name: _tidied(each) for name, each in value.items()}
    if isinstance(value, list):
        return [_tidied(each) for each in value]
    return html(value) if isinstance(value, str) else value


def _ordering(body: Json, key: Json) -> dict[str, object]:
    said = {row["id"]: html(row["text"]) for row in body["items"]}
    return {"order": [said[name] for name in key["order"]], "credit": key["credit"], "table": key.get("score_table")}


def _cloze(body: Json, key: Json) -> dict[str, object]:
    """Gaps by their place in the text."""
    rows = {row["id"]: row for row in body["gaps"]}
    names = gapped.gaps_in(body["text"])
    gaps = [(rows[name]["kind"], _MEANINGS[rows[name]["kind"]](rows[name]["body"], key["gaps"][name])) for name in names]
    pieces = [html(value) if kind == "html" else "…" for kind, value in gapped.pieces(body["text"])]
    weights = [share(key.get("weights", {}).get(name, "1")) for name in names]
    return {"text": pieces, "gaps": gaps, "weights": [round(weight / sum(weights), 9) for weight in weights]}


def _drag_words(body: Json, key: Json) -> dict[str, object]:
    said = {row["id"]: (wildcard.tidy(row["text"]), row["group"]) for row in body["words"]}
    names = gapped.gaps_in(body["text"])
    pieces = [html(value) if kind == "html" else "…" for kind, value in gapped.pieces(body["text"])]
    right = [said[key["gaps"][name]] for name in names]
    return {"text": pieces, "right": right, "pool": sorted(said.values()), "reuse": body["reuse"], "table": key.get("score_table")}


def _hotspot(body: Json, key: Json) -> dict[str, object]:
    zones = [(zone["shape"], zone["at"]) for zone in key["zones"]]
    places = [(html(row["text"]), row["at"]) for row in body.get("places") or []]
    return {**_on_picture(body, key), "points": body["points"], "zones": zones, "places": places}


def _drag_picture(body: Json, key: Json) -> dict[str, object]:
    said = {row["id"]: html(row["text"]) for row in body["items"]}
    spots = [(html(row.get("text", "")), row["at"], said[key["places"][row["id"]]]) for row in body["spots"]]
    return {**_on_picture(body, key), "spots": spots, "items": sorted(said.values())}


def _on_picture(body: Json, key: Json) -> dict[str, object]:
    return {"picture": body["picture"], "size": (body["width"], body["height"]), "table": key.get("score_table")}


def _stimulus(body: Json, key: Json) -> dict[str, object]:
    return {"parts": [(row["kind"], share(row.get("share", "1")), meaning(row["kind"], row["content"])) for row in body["parts"]]}


_MEANINGS: dict[str, Callable[[Json, Json], dict[str, object]]] = {
    "single_choice": _single,
    "multiple_choice": _multiple,
    "true_false_group": _group,
    "short_answer": _short,
    "numerical": _numerical,
    "matching": _matching,
    "essay": _essay,
    "description": _nothing,
    "ordering": _ordering,
    "cloze": _cloze,
    "drag_words": _drag_words,
    "hotspot": _hotspot,
    "drag_picture": _drag_picture,
    "stimulus": _stimulus,
}
