"""What is measured on: the processor, and the kernel's arithmetic that works on it."""

from __future__ import annotations

import platform
import subprocess
import sys
from pathlib import Path

# Asked in a process of its own: this one is to stay small (`large.timed`).
ASKED = "from dauys.group import kernel; print(getattr(kernel.load(), 'path', ''))"


def kernel_path() -> str:
    """Which of the kernel's kinds of arithmetic works here; asked in a process of its own."""
    done = subprocess.run([sys.executable, "-c", ASKED], capture_output=True, text=True, check=True)
    return done.stdout.strip()


def processor() -> str:
    """What the system calls the processor."""
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.processor() or platform.machine()
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.machine()
