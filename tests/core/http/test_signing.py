"""Signed tokens: whole, for their purpose, or worth nothing."""

import pytest
from flask import Flask

from core.http.signing import sign, unsign


@pytest.mark.parametrize("value", ["1-2-3", "a.b.c", "thí sinh"])
def test_a_token_gives_back_what_was_signed(app: Flask, value: str) -> None:
    assert unsign("sitting", sign("sitting", value)) == value


def test_a_token_is_worthless_for_another_purpose_or_changed(app: Flask) -> None:
    token = sign("sitting", "7")
    assert unsign("media", token) is None
    assert unsign("sitting", token.replace("7.", "8.", 1)) is None


@pytest.mark.parametrize("token", ["", ".", "7", "7.", ".abc", "7.đ", "7." + "A" * 10_000])
def test_rubbish_is_no_token(app: Flask, token: str) -> None:
    assert unsign("sitting", token) is None
