"""What the benchmarks share: medians, processes and their memory."""

import os
import platform
import re
import statistics
import subprocess
import sys
import time
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

HERE = Path(__file__).parent
ROOT = HERE.parent


@dataclass(frozen=True, slots=True)
class Cost:
    """What something took, in milliseconds: the median of the wall clock, the mean of the CPU."""

    wall: float
    cpu: float


async def measure(
    work: Callable[[], Awaitable[object]],
    *,
    times: int,
    before: Callable[[], object] = lambda: None,
) -> Cost:
    """Do the work so many times after one for warmth; `before` prepares each and is not counted."""
    walls, cpu = [], 0.0
    for turn in range(times + 1):
        before()
        wall_begin, cpu_begin = time.perf_counter(), time.process_time()
        await work()
        if turn:
            walls.append(time.perf_counter() - wall_begin)
            cpu += time.process_time() - cpu_begin
    return Cost(statistics.median(walls) * 1e3, cpu / times * 1e3)


@contextmanager
def serving(folder: Path) -> Iterator[str]:
    """Serve the folder on loopback in a process of its own; gives its address."""
    command = [sys.executable, str(HERE / "blog.py"), str(folder), "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        try:
            yield f"http://127.0.0.1:{server.stdout.readline().strip()}"
        finally:
            server.terminate()


def read_memory(pid: int | str) -> dict[str, float]:
    """Return what a process holds, in MB: all (RSS), its share (PSS), its own alone (USS)."""
    text = Path(f"/proc/{pid}/smaps_rollup").read_text("ascii")
    sizes = {
        name: int(size) / 1024
        for name, size in re.findall(r"^(\w+): +(\d+) kB", text, re.MULTILINE)
    }
    own = sizes["Private_Clean"] + sizes["Private_Dirty"]
    return {"rss": sizes["Rss"], "pss": sizes["Pss"], "uss": own}


def read_own_peak(pid: int) -> float:
    """Return the most that a process ever held since its program began, in MB."""
    status = Path(f"/proc/{pid}/status").read_text("ascii")
    return int(status.partition("VmHWM:")[2].split()[0]) / 1024


def describe_machine() -> str:
    """Return the date, the machine and Python in one line."""
    cpu = next(
        line.partition(":")[2].strip()
        for line in Path("/proc/cpuinfo").read_text("utf-8").splitlines()
        if line.startswith("model name")
    )
    day = datetime.now(UTC).date()  # noqa: TID251 — a benchmark's own date
    load = os.getloadavg()[0]
    return (
        f"{day}, {os.cpu_count()} cores of {cpu}, {platform.system()} {platform.machine()},"
        f" Python {platform.python_version()}, load {load:.1f} at the start"
    )
