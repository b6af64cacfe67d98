"""School years, which begin in August."""

from __future__ import annotations

import re
from datetime import date


def school_year_of(day: date) -> str:
    """`2026-2027` for any day from August 2026 to July 2027."""
    first = day.year if day.month >= 8 else day.year - 1
    return f"{first}-{first + 1}"


def is_school_year(year: str) -> bool:
    """`2026-2027`: two years that follow each other."""
    return bool(re.fullmatch(r"\d{4}-\d{4}", year)) and int(year[5:]) == int(year[:4]) + 1
