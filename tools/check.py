"""`make check`: everything that can be known without running the whole suite. Each check prints one line, and its words when it fails."""

from __future__ import annotations

import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from config import HERE

PYTHON = sys.executable
LINT_IMPORTS = "from importlinter.cli import lint_imports_command; lint_imports_command()"


@dataclass(frozen=True)
class Check:
    """A command that exits with 0 when all is well; `advice` is the way out when it is not."""

    name: str
    command: tuple[str, ...]
    advice: str = ""


CHECKS = (
    Check("types", (PYTHON, "-m", "mypy")),
    Check("lint", (PYTHON, "-m", "ruff", "check", "--output-format", "concise", "."), "make format mends some of it"),
    Check("form", (PYTHON, "-m", "ruff", "format", "--check", "--output-format", "concise", "."), "make format"),
    Check("arrows", (PYTHON, "-c", LINT_IMPORTS)),
    Check("words", (PYTHON, "-m", "tools.glossary")),
    Check(
        "templates, statics, translations, migrations",
        (PYTHON, "-m", "pytest", "-q", "--no-header", "-p", "no:cacheprovider", "-k", "not postgresql",
         *(f"tests/house/test_{name}.py" for name in ("templates", "statics", "translations", "migrations"))),
    ),
)  # fmt: skip


def main() -> int:
    """Run all checks, two at a time, and say how each went. Returns the exit status."""
    with ThreadPoolExecutor(2) as pool:
        passed = list(pool.map(run, CHECKS))
    return 0 if all(passed) else 1


def run(check: Check) -> bool:
    """Whether the check passed."""
    started = time.monotonic()
    done = subprocess.run(check.command, cwd=HERE, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)
    passed = done.returncode == 0
    lines = [f"{'ok  ' if passed else 'FAIL'} {check.name} ({time.monotonic() - started:.1f} s)"]
    if not passed:
        lines += [done.stdout.rstrip()[-20_000:], done.stderr.rstrip()[-5_000:]]
        lines += [f"→ {check.advice}"] if check.advice else []
    print("\n".join(line for line in lines if line), flush=True)
    return passed


if __name__ == "__main__":
    raise SystemExit(main())
