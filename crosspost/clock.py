"""The one place that reads the time and draws chance; everybody else is given them."""

import random
from datetime import UTC, datetime


def now() -> datetime:
    """Return the present moment, aware, in UTC."""
    return datetime.now(UTC)  # noqa: TID251 — this is the one place


def chance() -> float:
    """Return a number from 0 up to 1, for jitter."""
    return random.random()  # noqa: S311 — jitter needs no secrecy
