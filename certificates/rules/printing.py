"""The lines of the printed certificate, made from its content and nothing else."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from certificates.rules.content import Content, sha256_of
from certificates.rules.words import GENDERS, in_figures, in_words, long_day, short_day

MOST_IN_WORDS = 3
"""With more parts than this the marks stand in figures only, so that the line can be read."""


def lines_of(content: Content) -> dict[str, Any]:
    """What `print/certificate.typ` sets, by the names it uses. What is not known about the holder is left out, never invented."""
    kind, issuer, signatory, code = content["type"], content["issuer"], content["signatory"], content["code"]
    issued = long_day(date.fromisoformat(content["issued_on"]))
    fingerprint = sha256_of(content)
    return {
        "title": kind["title"],
        "name": kind["name"],
        "number": content["number"],
        "serial": content["serial"],
        "parent": issuer["parent"],
        "issuer": issuer["name"],
        "holder": content["holder"]["full_name"],
        "facts": _facts(content["holder"]),
        "sentences": [_result(content["result"]), _exam(content)],
        "basis": kind["basis"],
        "code-lines": [code[:9], code[10:]],
        "verify": f"Ô QR dẫn đến {content['verify_url']}",
        "site": content["verify_url"].partition("://")[2].rpartition("/")[0],
        "place-and-date": f"{signatory['place']}, {issued}" if signatory["place"] else issued[0].upper() + issued[1:],
        "signatory-role": signatory["signatory_role"],
        "signatory-name": signatory["signatory_name"],
        "fingerprint": fingerprint,
        "colophon": f"Dấu vân nội dung (SHA-256): {fingerprint}",
    }


def _facts(holder: dict[str, Any]) -> list[list[list[str]]]:
    born = short_day(date.fromisoformat(holder["birth_on"])) if holder["birth_on"] else ""
    rows = [
        [["Ngày sinh:", born], ["Nơi sinh:", holder["birth_place"]]],
        [["Giới tính:", GENDERS.get(holder["gender"], "")], ["Dân tộc:", holder["ethnicity"]], ["Số CCCD:", holder["citizen_id"]]],
    ]
    known = [[pair for pair in row if pair[1]] for row in rows]
    return [row for row in known if row]


def _result(result: dict[str, Any]) -> str:
    parts = [(part["name"], Decimal(part["on_ten"])) for part in result["parts"]] or [("điểm", Decimal(result["on_ten"]))]
    with_words = len(parts) <= MOST_IN_WORDS
    said = (f"{name} {in_figures(points)}{f' ({in_words(points)})' if with_words else ''}" for name, points in parts)
    return f"Kết quả thi (thang điểm 10): {'; '.join(said)}."


def _exam(content: Content) -> str:
    exam, decision = content["exam"], content["decision"]
    held = short_day(date.fromisoformat(exam["held_on"]))
    decided = f" ngày {short_day(date.fromisoformat(decision['decided_on']))}" if decision["decided_on"] else ""
    by = f" Quyết định số {decision['number']}{decided}." if decision["number"] else ""
    return f"Kỳ thi ngày {held}, số báo danh {content['result']['candidate_number']}.{by}"
