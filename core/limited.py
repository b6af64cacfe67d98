"""Become another program within limits: `python limited.py MEMORY_BYTES FILE_BYTES PROGRAM ARGUMENTS…`.

A script of its own, because limits set between fork and exec are not safe in a process with threads. It imports nothing of ours.
"""

import ctypes
import os
import resource
import signal
import sys

NICE = 10
_PR_SET_PDEATHSIG = 1


def become(memory: int, file: int, command: list[str]) -> None:
    """Last in the queue for the processor, gone when its parent is gone, and within `memory` and `file` bytes."""
    os.nice(NICE)
    for what, limit in ((resource.RLIMIT_AS, memory), (resource.RLIMIT_FSIZE, file), (resource.RLIMIT_CORE, 0)):
        resource.setrlimit(what, (limit, limit))
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    os.execv(command[0], command)


if __name__ == "__main__":
    become(int(sys.argv[1]), int(sys.argv[2]), sys.argv[3:])
