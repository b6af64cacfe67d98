"""What a person asks of the library, as the address holds it: text in every field, read leniently, written back as it came."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from itertools import islice
from urllib.parse import parse_qsl, urlencode

from question_bank.rules.life import State

LONGEST = 200
MOST_PICKED = 200
SORTS = ("", "-updated", "used", "-exposures", "facility", "-facility", "discrimination")
USED = ("", "yes", "no", "90", "180", "365")
FIGURES = ("", "flagged", "some", "none")
Range = tuple[float | None, float | None]


@dataclass(frozen=True)
class Filter:
    """Empty asks nothing. `state` "" means all that is in use, "all" takes retired ones too; "-" is "without" in topic, outcome, level.

    `used`: yes, no, or a number of days within which it was not used. Facility is in percent, discrimination as "0,2"; the ends
    belong to the range. `picked`: the numbers of the questions that were ticked, with commas between.
    """

    words: str = ""
    topic: str = ""
    outcome: str = ""
    level: str = ""
    kind: str = ""
    state: str = ""
    tag: str = ""
    author: str = ""
    used: str = ""
    leak: str = ""
    figures: str = ""
    facility_from: str = ""
    facility_to: str = ""
    discrimination_from: str = ""
    discrimination_to: str = ""
    sort: str = ""
    picked: str = ""

    @property
    def said(self) -> dict[str, str]:
        """What it asks, by name, without what it leaves open."""
        return {name: value for name, value in vars(self).items() if value}

    @property
    def query(self) -> str:
        """The same as the part of an address after "?"."""
        return urlencode(self.said)

    @property
    def narrows(self) -> frozenset[str]:
        """The names of what it asks besides state and order."""
        return frozenset(self.said) - {"state", "sort"}

    @property
    def rare(self) -> frozenset[str]:
        """Of these, the ones that the page does not show at once."""
        return self.narrows - {"words", "topic", "level", "kind", "picked"}

    @property
    def picked_ids(self) -> tuple[int, ...]:
        return tuple(int(each) for each in self.picked.split(",") if each)

    @property
    def author_id(self) -> int:
        """A number that may be nobody's; 0 for what is no number."""
        return int(self.author) if self.author.isascii() and self.author.isdigit() and len(self.author) < 10 else 0

    @property
    def rested_days(self) -> int:
        return int(self.used) if self.used in USED and self.used.isdigit() else 0

    @property
    def unread(self) -> frozenset[str]:
        """The ends of ranges that are no numbers; they ask nothing, and whoever typed them is told."""
        return frozenset(name for name in ENDS if self.said.get(name) and _number(self.said[name]) is None)

    @property
    def crossed(self) -> frozenset[str]:
        """The ranges that begin above their end: no question is in them."""
        ranges = {"facility": self.facility, "discrimination": self.discrimination}
        return frozenset(name for name, (least, most) in ranges.items() if least is not None and most is not None and least > most)

    @property
    def facility(self) -> Range:
        least, most = _number(self.facility_from), _number(self.facility_to)
        return least and least / 100, most and most / 100

    @property
    def discrimination(self) -> Range:
        return _number(self.discrimination_from), _number(self.discrimination_to)


ENDS = ("facility_from", "facility_to", "discrimination_from", "discrimination_to")
NAMES = tuple(field.name for field in fields(Filter))


def filter_from(asked: Mapping[str, str]) -> Filter:
    """The filter of an address or a form; no word is longer than a search could use, and a choice that is not offered asks nothing."""
    said = {name: asked.get(name, "").strip()[:LONGEST] for name in NAMES if name != "picked"}
    for name, offered in (("sort", SORTS), ("used", USED), ("figures", FIGURES), ("state", ("", "all", *State))):
        if said[name] not in offered:
            said[name] = ""
    return Filter(**said, picked=picked_from(asked.get("picked", "").split(",")))


def picked_from(numbers: Iterable[str]) -> str:
    """`Filter.picked` of questions by their numbers; what is no number of a question is not among them."""
    known = dict.fromkeys(int(each) for each in numbers if each.isascii() and each.isdigit() and len(each) < 10)
    return ",".join(map(str, islice(known, MOST_PICKED)))


def filter_of(query: str) -> Filter:
    """The filter of `Filter.query`."""
    return filter_from(dict(parse_qsl(query)))


def _number(typed: str) -> float | None:
    try:
        number = float(typed.replace(",", "."))
    except ValueError:
        return None
    return number if -1e9 < number < 1e9 else None
