"""Settings: safe by default, strict in production."""

from __future__ import annotations

import pytest

from config import DEFAULT_SECRET, Settings

GOOD = "0123456789abcdef0123456789abcdef!"


@pytest.mark.parametrize("secret", ["", "short", DEFAULT_SECRET, "x" * 31])
def test_production_refuses_a_secret_that_is_known_or_short(secret: str) -> None:
    with pytest.raises(SystemExit, match="SECRET_KEY"):
        Settings(APP_ENV="production", SECRET_KEY=secret).check()


def test_production_starts_with_a_secret_of_its_own() -> None:
    Settings(APP_ENV="production", SECRET_KEY=GOOD).check()


def test_trying_out_needs_no_settings() -> None:
    Settings(APP_ENV="development").check()


@pytest.mark.parametrize("prefix", ["postgres", "postgresql"])
def test_names_that_hosting_gives_databases_mean_psycopg(prefix: str) -> None:
    assert Settings(DATABASE_URL=f"{prefix}://a:b@c/d").database_url == "postgresql+psycopg://a:b@c/d"


def test_cookies_are_secure_behind_https() -> None:
    assert Settings(PUBLIC_URL="https://thi.example.vn").flask_config()["SESSION_COOKIE_SECURE"]
    assert not Settings(PUBLIC_URL="http://127.0.0.1:5000").flask_config()["SESSION_COOKIE_SECURE"]


def test_signing_key_is_not_the_secret_itself() -> None:
    config = Settings(SECRET_KEY=GOOD).flask_config()
    assert config["SIGNING_KEY"] != GOOD.encode()
