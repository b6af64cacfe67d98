"""Settings, read once from the environment under the names that hosting uses. Nothing else reads the environment."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

from pydantic_settings import BaseSettings

HERE = Path(__file__).resolve().parent
DEFAULT_SECRET = "khoa-bang-for-trying-only"


class Settings(BaseSettings):
    """Every setting with its default: one machine, SQLite and local files under `instance/`."""

    DATABASE_URL: str = ""
    SECRET_KEY: str = DEFAULT_SECRET
    STORAGE_URL: str = ""
    REDIS_URL: str = ""
    MAIL_URL: str = ""
    PUBLIC_URL: str = ""
    PORT: int = 5000
    TIME_ZONE: str = "Asia/Ho_Chi_Minh"
    TRUSTED_PROXIES: int = 0
    """How many proxies in front of the server tell the truth in X-Forwarded-For and X-Forwarded-Proto."""
    LARGEST_VIDEO: int = 4_000_000_000
    """How large a film may be that is sent to an episode, in bytes."""
    EXAMINATION_SECONDS: int = 180
    """How long by the clock one answer is examined (a programme's tests, a file's rules)."""
    APP_ENV: str = "development"
    INSTANCE_PATH: str = str(HERE / "instance")

    @property
    def is_production(self) -> bool:
        return self.APP_ENV == "production"

    @property
    def database_url(self) -> str:
        """The SQLAlchemy URL; hosting's `postgres://` and `postgresql://` mean psycopg 3."""
        url = self.DATABASE_URL or f"sqlite:///{self.INSTANCE_PATH}/khoabang.sqlite3"
        for prefix in ("postgres://", "postgresql://"):
            if url.startswith(prefix):
                return "postgresql+psycopg://" + url.removeprefix(prefix)
        return url

    @property
    def public_url(self) -> str:
        """Where visitors find the site, without a slash at the end; this machine's port when nothing is said."""
        return (self.PUBLIC_URL or f"http://127.0.0.1:{self.PORT}").rstrip("/")

    def check(self) -> None:
        """Refuse to start in production with what is only good for trying."""
        if self.is_production and (self.SECRET_KEY == DEFAULT_SECRET or len(self.SECRET_KEY) < 32):
            raise SystemExit("Production needs a SECRET_KEY of your own of at least 32 characters.")

    def flask_config(self) -> dict[str, Any]:
        """What the application factory and its extensions read."""
        secure = self.public_url.startswith("https://")
        return {
            "SQLALCHEMY_DATABASE_URI": self.database_url,
            "SQLALCHEMY_ENGINE_OPTIONS": _engine_options(self.database_url),
            "SECRET_KEY": self.SECRET_KEY,
            "SIGNING_KEY": hashlib.sha256(b"khoabang signing" + self.SECRET_KEY.encode()).digest(),
            "STORAGE_URL": self.STORAGE_URL or f"file://{self.INSTANCE_PATH}/files",
            "REDIS_URL": self.REDIS_URL,
            "MAIL_URL": self.MAIL_URL,
            "PUBLIC_URL": self.public_url,
            "TIME_ZONE": self.TIME_ZONE,
            "IS_PRODUCTION": self.is_production,
            "RATE_LIMITS": True,
            "MAX_CONTENT_LENGTH": 32_000_000,
            "LARGEST_VIDEO": self.LARGEST_VIDEO,
            "EXAMINATION_SECONDS": self.EXAMINATION_SECONDS,
            "MAX_FORM_MEMORY_SIZE": 2_000_000,
            "SESSION_COOKIE_NAME": "khoabang",
            "SESSION_COOKIE_SECURE": secure,
            "SESSION_COOKIE_HTTPONLY": True,
            "SESSION_COOKIE_SAMESITE": "Lax",
            "COMPRESS_MIMETYPES": ["text/html", "application/json", "text/calendar"],
            "COMPRESS_ALGORITHM": ["br", "gzip"],
            "COMPRESS_BR_LEVEL": 4,
            "COMPRESS_STREAMS": False,
        }


def _engine_options(url: str) -> dict[str, Any]:
    """The values of a statement that failed stay out of logs and of what jobs keep: they may be keys, answers or people's."""
    return {"hide_parameters": True, **_pool_of(url)}


def _pool_of(url: str) -> dict[str, Any]:
    if url.startswith("sqlite"):
        return {"connect_args": {"check_same_thread": False, "timeout": 15}, "pool_size": 20, "max_overflow": 80}
    return {"pool_size": 16, "max_overflow": 32, "pool_pre_ping": True}
