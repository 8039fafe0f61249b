"""A clock for one process that a test sets, as an operator or a time server sets a machine's."""

import mmap
import shutil
import struct
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest

#: Every way to the wall's clock that Python, SQLite and OpenSSL take; CLOCK_MONOTONIC stays.
SOURCE = r"""
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/time.h>
#include <time.h>

static volatile long long *ahead;
static int (*ask)(clockid_t, struct timespec *);

__attribute__((constructor)) static void begin(void) {
    int file = open(getenv("WRONG_CLOCK"), O_RDONLY);
    ahead = mmap(0, 8, PROT_READ, MAP_SHARED, file, 0);
    ask = dlsym(RTLD_NEXT, "clock_gettime");
}
int clock_gettime(clockid_t which, struct timespec *at) {
    int done = ask(which, at);
    if (which == CLOCK_REALTIME || which == CLOCK_REALTIME_COARSE) at->tv_sec += *ahead;
    return done;
}
int gettimeofday(struct timeval *restrict at, void *restrict zone) {
    struct timespec exact;
    int done = clock_gettime(CLOCK_REALTIME, &exact);
    at->tv_sec = exact.tv_sec;
    at->tv_usec = exact.tv_nsec / 1000;
    return done;
}
time_t time(time_t *to) {
    struct timespec exact;
    clock_gettime(CLOCK_REALTIME, &exact);
    if (to) *to = exact.tv_sec;
    return exact.tv_sec;
}
"""


@dataclass(slots=True)
class WrongClock:
    """How far a process's clock is ahead of the true one."""

    variables: dict[str, str]
    _page: mmap.mmap

    def set(self, ahead: timedelta) -> None:
        """Set it, at once and for good."""
        self._page[:8] = struct.pack("q", round(ahead.total_seconds()))


@contextmanager
def opened(folder: Path) -> Iterator[WrongClock]:
    """Build the shim, and give the variables that put it into a process."""
    compiler = shutil.which("cc") or shutil.which("gcc")
    if compiler is None:
        pytest.skip("there is no C compiler to build the clock's shim with")
    source, shim, file = (folder / name for name in ("clock.c", "clock.so", "clock.ahead"))
    source.write_text(SOURCE)
    file.write_bytes(bytes(8))
    words = [compiler, "-shared", "-fPIC", "-O1", "-o", str(shim), str(source), "-ldl"]
    subprocess.run(words, check=True, capture_output=True)
    with file.open("r+b") as handle, mmap.mmap(handle.fileno(), 8) as page:
        yield WrongClock({"LD_PRELOAD": str(shim), "WRONG_CLOCK": str(file)}, page)
