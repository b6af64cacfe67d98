"""What a marker calls an answer."""

import re

from exams.rules.anonymity import code_of


def test_a_code_is_short_stable_and_tells_no_number() -> None:
    codes = [code_of(number) for number in range(1, 200)]
    assert codes == [code_of(number) for number in range(1, 200)]
    assert all(re.fullmatch(r"[0-9A-F]{4}", code) for code in codes)
    assert len(set(codes)) > 190
    assert codes != sorted(codes)
