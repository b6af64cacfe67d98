"""The charts of a sheet: what type they are, and which cells they draw."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import reduce
from types import MappingProxyType
from typing import Any

from openpyxl.utils.cell import range_boundaries

from core.words import Message, say
from question_bank.rules.office.contract import plain

TYPES = {
    "column": ("cột", "column"), "bar": ("thanh", "bar"), "line": ("đường", "line"), "pie": ("tròn", "pie"),
    "area": ("miền", "area"), "scatter": ("phân tán", "scatter"), "doughnut": ("vành khuyên", "doughnut"), "radar": ("mạng nhện", "radar"),
}  # fmt: skip
_NAMES: Mapping[str, Message] = MappingProxyType(
    {
        "column": say("cột"), "bar": say("thanh"), "line": say("đường"), "pie": say("tròn"), "area": say("miền"), "scatter": say("phân tán"),
        "doughnut": say("vành khuyên"), "radar": say("mạng nhện"),
    }
)  # fmt: skip
_BY_TAG: Mapping[str, str] = MappingProxyType(
    {
        "lineChart": "line", "line3DChart": "line", "pieChart": "pie", "pie3DChart": "pie", "areaChart": "area", "area3DChart": "area",
        "scatterChart": "scatter", "doughnutChart": "doughnut", "radarChart": "radar",
    }
)  # fmt: skip


def charts_of(sheet: Any) -> list[Any]:
    """The charts that openpyxl read; it has no public list of them."""
    return list(sheet._charts)


def type_of(chart: Any) -> str:
    """A name of `TYPES`, or the file's own name for a type that is not there."""
    if chart.tagname in ("barChart", "bar3DChart"):
        return "bar" if chart.barDir == "bar" else "column"
    return _BY_TAG.get(chart.tagname, str(chart.tagname))


def names_of(charts: list[Any]) -> Message | None:
    """The types in words, each once; None for no chart."""
    types = list(dict.fromkeys(map(type_of, charts)))
    names = [_NAMES.get(each) or plain(each) for each in types]
    return reduce(lambda one, other: say("%(one)s, %(other)s", one=one, other=other), names) if names else None


def sources_of(chart: Any) -> list[str]:
    """Every range that the chart draws: values, names of the axis and of the series, without `$`."""
    return [ref for series in chart.ser for ref in _refs(series)]


def _refs(series: Any) -> Iterator[str]:
    for name in ("val", "cat", "xVal", "yVal", "tx"):
        holder = getattr(series, name, None)
        for kind in ("numRef", "strRef"):
            ref = getattr(holder, kind, None)
            if ref is not None and ref.f:
                yield str(ref.f).replace("$", "")


def draws(sources: list[str], expected: str) -> bool:
    """Whether a chart's ranges are `expected`: one of them is, or together they fill just that block."""
    wanted = _block(expected)
    blocks = [block for block in map(_block, sources) if block is not None]
    if wanted is None or not blocks:
        return False
    named = "!" in expected and any(_sheet(source) != _sheet(expected) for source in sources)
    lows, highs = zip(*((block[:2], block[2:]) for block in blocks), strict=True)
    whole = (*(min(side) for side in zip(*lows, strict=True)), *(max(side) for side in zip(*highs, strict=True)))
    return not named and (wanted in blocks or wanted == whole)


def _sheet(address: str) -> str:
    return address.rpartition("!")[0].strip("'\" ").casefold()


def _block(address: str) -> tuple[int, ...] | None:
    try:
        found = range_boundaries(address.rpartition("!")[2].replace("$", "").replace(" ", "").upper())
    except (ValueError, TypeError):
        return None
    return None if None in found else tuple(found)
