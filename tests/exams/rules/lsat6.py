"""LSAT section 6: 1000 people, five questions (Bock and Lieberman, Psychometrika 35, 1970). What every program is checked against."""

from exams.rules.statistics import Answered, Sheet

PATTERNS = {
    "00000": 3, "00001": 6, "00010": 2, "00011": 11, "00100": 1, "00101": 1, "00110": 3, "00111": 4, "01000": 1, "01001": 8,
    "01011": 16, "01101": 3, "01110": 2, "01111": 15, "10000": 10, "10001": 29, "10010": 14, "10011": 81, "10100": 3, "10101": 28,
    "10110": 15, "10111": 80, "11000": 16, "11001": 56, "11010": 21, "11011": 173, "11100": 11, "11101": 61, "11110": 28, "11111": 298,
}  # fmt: skip


def lsat6() -> list[Sheet]:
    """A thousand sheets of the questions 1 to 5."""
    found: list[Sheet] = []
    for pattern, count in PATTERNS.items():
        found += [{q: Answered(float(mark), 1.0) for q, mark in enumerate(pattern, start=1)}] * count
    return found
