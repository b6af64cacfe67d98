from __future__ import annotations

import pytest

from core.http.addresses import local_target


@pytest.mark.parametrize("target", ["/", "/people?q=an&page=2", "/exams/7#top", "/a//b", "/tìm?q=đề"])
def test_addresses_of_ours_are_kept(target: str) -> None:
    assert local_target(target) == target


@pytest.mark.parametrize(
    "target",
    ["", "//evil.com", "/\\evil.com", "\\\\evil.com", "https://evil.com", "javascript:alert(1)", "/\t/evil.com", "/\n/evil.com", "/\r\nSet-Cookie: a",
     "evil.com", " /people", "/a\\..\\b", "/%2f\x00", "data:text/html,x"],
)  # fmt: skip
def test_addresses_of_strangers_become_home(target: str) -> None:
    assert local_target(target) == "/"
