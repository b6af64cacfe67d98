r"""How gaps are written by hand within a text: ``[[…]]`` with the answer in it.

A typed answer ``[[Hà Nội|Thăng Long =50%]]`` (a ``!`` in front: capital letters matter), a number ``[[#2,5±0,1]]``, choices
``[[?*đỏ|xanh|vàng]]`` with a star at the right one; ``[[×2: …]]`` weighs twice. For words to drag ``[[mèo]]``, of another group
``[[mèo@2]]``. A backslash before a sign of these takes its meaning away. What is written is read back the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from question_bank.kinds import gapped, shape, written_number
from question_bank.kinds.cloze import small_content

Row = Mapping[str, object]
Spec = tuple[str, dict[str, object], dict[str, object], str]
"""A gap of a cloze as it was written: kind, body, key, weight ("" when nothing is said)."""

_GAP = re.compile(r"\[\[((?:\\.|(?!\]\]|\[\[|\\).)+)\]\]")
_WEIGHT = re.compile(r"\s*[x×]\s?([0-9]{1,3}(?:[.,][0-9]{1,3})?)\s?:")
_SHARE = re.compile(r"(?<=\s)=\s?([0-9]{1,3}(?:[.,][0-9]{1,7})?\s?%?)\s*$")
_GROUP = re.compile(r"(?<!\\)(?:\\\\)*@([1-8])\s*$")
_ALTERNATIVE = re.compile(r"(?:\\.|[^\\|])+")
_ESCAPED = re.compile(r"\\([\\|=\]\[#?!*@±])")
_SIGNS = re.compile(r"[\\|\]\[@±]|(?<=\s)=|^[#?!*]")


def cut(typed: str) -> tuple[str, list[str]]:
    """(the text with ``[[1]]``, ``[[2]]`` … in the place of its gaps, what was written in each)."""
    inside: list[str] = []

    def replace(found: re.Match[str]) -> str:
        inside.append(found.group(1))
        return gapped.marker(str(len(inside)))

    return _GAP.sub(replace, typed), inside


def filled(text: str, written: Mapping[str, str]) -> str:
    """`text` with what is written for each gap in the place of its marker."""
    return "".join(f"[[{written.get(piece, piece)}]]" if sort == "gap" else piece for sort, piece in gapped.pieces(text))


def read_gap(inside: str) -> Spec:
    """A gap of a cloze; whatever was written gives some gap, which the kind's check judges."""
    weighed = _WEIGHT.match(inside)
    weight = _number(weighed.group(1)) if weighed else ""
    body = inside[weighed.end() :].strip() if weighed else inside.strip()
    if body.startswith("#"):
        return "numerical", {"unit": ""}, {"accepted": [_read_number(each) for each in alternatives(body[1:])]}, weight
    if body.startswith("?"):
        return "single_choice", *_read_choices(alternatives(body[1:])), weight
    is_strict = body.startswith("!")
    accepted = [{"text": _plain(text), "fraction": share} for text, share in map(_share, alternatives(body[is_strict:]))]
    return "short_answer", {"format": "text", "case_sensitive": is_strict}, {"accepted": accepted}, weight


def write_gap(content: Row, gap: Row) -> str:
    """The gap as `read_gap` reads it."""
    small = small_content(content, gap)
    name = shape.text(gap.get("id"))
    weight = shape.text(shape.mapping(shape.at(content, "key", "weights")).get(name))
    written = _WRITERS.get(shape.text(gap.get("kind")), _write_typed)(small)
    if not weight and _WEIGHT.match(written):
        weight = "1"
    return f"×{weight.replace('.', ',')}: {written}" if weight else written


def read_word(inside: str) -> tuple[str, str]:
    """(text, group) of a word to drag."""
    found = _GROUP.search(inside)
    return _plain(inside[: found.start(1) - 1] if found else inside), found.group(1) if found else "1"


def write_word(word: Row) -> str:
    """The word as `read_word` reads it."""
    group = shape.text(word.get("group"))
    return _escaped(shape.text(word.get("text"))) + (f"@{group}" if group != "1" else "")


def alternatives(body: str) -> Iterator[str]:
    """What stands between bars; an empty place is none."""
    return (each.strip() for each in _ALTERNATIVE.findall(body) if each.strip())


def choices_of(options: Sequence[tuple[str, str]]) -> tuple[dict[str, object], dict[str, object]]:
    """(body, key) of a gap with choices from (text, share): placed by the alphabet, so that their places do not tell the key."""
    ranked = sorted(options, key=lambda option: (option[0].casefold(), option[0]))
    rows = [{"id": chr(ord("a") + n) if n < 26 else f"o{n}", "text": text} for n, (text, _) in enumerate(ranked)]
    shares = {row["id"]: share for row, (_, share) in zip(rows, ranked, strict=True)}
    right = next((name for name, share in shares.items() if share == "1"), "")
    partial = {name: share for name, share in shares.items() if name != right and share not in ("0", "")}
    return {"options": rows}, {"right": right, **({"partial": partial} if partial else {})}


def _share(alternative: str) -> tuple[str, str]:
    found = _SHARE.search(alternative)
    return (alternative[: found.start()], _number(found.group(1))) if found else (alternative, "1")


def _number(text: str) -> str:
    text = text.replace(" ", "").replace(",", ".")
    return f"{(Decimal(text[:-1]) / 100).normalize():f}" if text.endswith("%") else text


def _read_number(alternative: str) -> dict[str, object]:
    text, share = _share(alternative)
    value, _, tolerance = text.replace("+-", "±").partition("±")
    return {"value": value.strip(), "tolerance": tolerance.strip() or "0", "fraction": share}


def _read_choices(alternatives: Iterator[str]) -> tuple[dict[str, object], dict[str, object]]:
    options = []
    for each in alternatives:
        text, share = _share(each)
        is_right = text.startswith("*")
        options.append((_plain(text[is_right:]), "1" if is_right else share if text != each else "0"))
    return choices_of(options)


def _write_number(small: Row) -> str:
    return "#" + "|".join(f"{_comma(row.get('value'))}{_tolerance(row)}{_said(row)}" for row in _accepted(small))


def _tolerance(row: Row) -> str:
    tolerance = written_number.parse(shape.text(row.get("tolerance", "0")))
    return f"±{_comma(row.get('tolerance'))}" if tolerance else ""


def _write_choices(small: Row) -> str:
    right, partial = shape.at(small, "key", "right"), shape.mapping(shape.at(small, "key", "partial"))
    rows = shape.rows(shape.at(small, "body", "options"))
    return "?" + "|".join(
        f"{'*' if row.get('id') == right else ''}{_escaped(shape.text(row.get('text')))}{_share_sign(partial.get(shape.text(row.get('id')), '1'))}"
        for row in rows
    )


def _write_typed(small: Row) -> str:
    strict = "!" if shape.at(small, "body", "case_sensitive") is True else ""
    return strict + "|".join(_escaped(shape.text(row.get("text"))) + _said(row) for row in _accepted(small))


_WRITERS = {"numerical": _write_number, "single_choice": _write_choices}


def _accepted(small: Row) -> list[Row]:
    return shape.rows(shape.at(small, "key", "accepted"))


def _said(row: Row) -> str:
    return _share_sign(row.get("fraction"))


def _share_sign(share: object) -> str:
    return "" if share in ("1", None) else f" ={_comma(share)}"


def _comma(value: object) -> str:
    return shape.text(value).replace(".", ",")


def _escaped(text: str) -> str:
    return _SIGNS.sub(lambda found: f"\\{found.group(0)}", text)


def _plain(text: str) -> str:
    return _ESCAPED.sub(r"\1", text).strip()
