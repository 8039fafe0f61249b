"""When a throttled call may be made again: as X says, within reason."""

from datetime import timedelta
from email.utils import format_datetime
from typing import Any

import pytest

from crosspost.errors import NotSent
from crosspost.networks.x import meaning
from crosspost.networks.x.answers import retry_at
from tests.networks.conftest import NOW, answered

WAIT = timedelta(minutes=15)


EPOCH = int(NOW.timestamp())
DATE = format_datetime(NOW - timedelta(hours=3), usegmt=True)
WAITS: list[tuple[dict[str, Any], float]] = [
    ({}, 900),
    ({"retry_after": 7}, 7),
    ({"retry_after": 0}, 1),
    ({"retry_after": 999999}, 86400),
    ({"retry_after": -5}, 900),
    ({"retry_after": "nan"}, 900),
    ({"retry_after": format_datetime(NOW + timedelta(seconds=90), usegmt=True)}, 90),
    ({"retry_after": "soon", "x_rate_limit_reset": EPOCH + 30}, 30),
    ({"x_rate_limit_reset": EPOCH + 600}, 600),
    ({"x_rate_limit_reset": EPOCH}, 1),
    ({"x_rate_limit_reset": EPOCH - 3600}, 900),
    ({"x_rate_limit_reset": EPOCH + 2 * 86400}, 900),
    ({"x_rate_limit_reset": EPOCH * 1000}, 900),
    ({"x_rate_limit_reset": "tomorrow"}, 900),
    ({"x_rate_limit_reset": EPOCH - 3 * 3600 + 120, "date": DATE}, 120),
    ({"x_rate_limit_reset": EPOCH + 120, "date": "yesterday"}, 120),
    (
        {
            "x_rate_limit_reset": EPOCH + 60,
            "x_app_limit_24hour_remaining": 0,
            "x_app_limit_24hour_reset": EPOCH + 18000,
        },
        18000,
    ),
    (
        {
            "x_rate_limit_reset": EPOCH + 60,
            "x_user_limit_24hour_remaining": 3,
            "x_user_limit_24hour_reset": EPOCH + 18000,
        },
        60,
    ),
    ({"x_user_limit_24hour_remaining": 0, "x_user_limit_24hour_reset": EPOCH + 86460}, 86400),
    ({"x_user_limit_24hour_remaining": 0, "x_rate_limit_reset": EPOCH + 60}, 60),
]


@pytest.mark.parametrize(("headers", "seconds"), WAITS)
def test_a_throttled_call_waits_as_long_as_x_says_within_reason(
    headers: dict[str, Any], seconds: float
) -> None:
    """True, missing, past and skewed times all lead to a wait from 1 second to 24 hours."""
    answer = answered(429, b"", **headers)
    error = meaning.publish_error(answer, WAIT)
    assert retry_at(answer, WAIT) == NOW + timedelta(seconds=seconds)
    assert isinstance(error, NotSent)
    assert error.retry_at == NOW + timedelta(seconds=seconds)
