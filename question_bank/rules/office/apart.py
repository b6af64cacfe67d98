"""Looking at a file in a process of its own, within limits of time and memory: what a file does to a library it does there."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from core.words import say, unpack
from question_bank.rules.office.contract import Asked, Seen, UnreadableWork

SECONDS = 30
"""Of the processor: what else the machine does does not make a file suspicious."""
LONGEST = 180
"""Seconds by the clock, where nothing else is said."""
MEMORY = 1_500_000_000
"""Bytes of address space; an honest file of 50 MB needs a third of it."""
_HOUSE = Path(__file__).resolve().parents[3]
_LIMITED = _HOUSE / "core" / "limited.py"
_WORKER = "question_bank.rules.office.worker"


def look_apart(
    app: str, asked: Sequence[tuple[str, Asked]], data: bytes, seconds: int = SECONDS, *, within: int = LONGEST
) -> Sequence[Seen]:
    """As `look_at`; UnreadableWork also for a file that takes more than `seconds` of the processor, `within` seconds of the clock,
    or more memory than there is for it."""
    rows = [[code, each.where, each.expected, each.tolerance] for code, each in asked]
    task = json.dumps({"app": app, "asked": rows, "seconds": seconds})
    command = [sys.executable, str(_LIMITED), str(MEMORY), "0", sys.executable, "-m", _WORKER]
    try:
        done = subprocess.run(
            command,
            cwd=_HOUSE,
            input=task.encode() + b"\n" + data,
            capture_output=True,
            timeout=within,
            check=True,
            env={"LANG": "C.UTF-8"},
        )
        told = json.loads(done.stdout)
    except (subprocess.SubprocessError, ValueError) as stopped:
        raise UnreadableWork(say("Tệp quá nặng hoặc không an toàn nên không kiểm tra được.")) from stopped
    if "refused" in told:
        raise UnreadableWork(unpack(told["refused"]))
    return [Seen(each["ok"], unpack(each["found"]) if each["found"] else None, each["where"]) for each in told["seen"]]
