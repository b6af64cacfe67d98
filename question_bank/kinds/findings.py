"""What an examination found, as a mark keeps it and as statistics count it. JSON: {"fraction", "is_final", "reason", "evidence": [...]}."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from core.words import pack, unpack
from question_bank.kinds.contract import Evidence, Finding, Part

Kept = Mapping[str, Any]


def pack_finding(finding: Finding) -> dict[str, Any]:
    """The finding as JSON values."""
    return {
        "fraction": None if finding.fraction is None else f"{finding.fraction:f}", "is_final": finding.is_final,
        "reason": pack(finding.reason), "evidence": [_pack_evidence(each) for each in finding.evidence],
    }  # fmt: skip


def unpack_finding(kept: Kept) -> Finding:
    """The finding that was packed."""
    fraction = None if kept["fraction"] is None else Decimal(kept["fraction"])
    return Finding(fraction, kept["is_final"], tuple(map(_unpack_evidence, kept["evidence"])), unpack(kept["reason"]))


def parts_of(finding: Finding) -> tuple[Part, ...]:
    """The parts of a mark, one for each thing looked for, named by its place ("1", "2"…): what statistics count."""
    return tuple(Part(str(place), None, None, each.earned == each.share) for place, each in enumerate(finding.evidence, start=1))


def _pack_evidence(each: Evidence) -> dict[str, Any]:
    found = None if each.found is None else pack(each.found)
    return {"wanted": pack(each.wanted), "found": found, "where": each.where, "share": f"{each.share:f}", "earned": f"{each.earned:f}"}


def _unpack_evidence(kept: Kept) -> Evidence:
    found = None if kept["found"] is None else unpack(kept["found"])
    return Evidence(unpack(kept["wanted"]), found, kept["where"], Decimal(kept["share"]), Decimal(kept["earned"]))
