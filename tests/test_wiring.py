"""What the settings make of a network's own numbers."""

import pytest

from crosspost.sandbox.world import DEMO
from crosspost.settings import Settings
from crosspost.wiring import make_network

KEYS = {
    name: getattr(DEMO, name)
    for name in ("api_key", "api_secret", "access_token", "access_token_secret")
}


@pytest.mark.parametrize(
    ("retry_most", "own", "wait"),
    [("1h", {}, 900.0), ("2s", {}, 2.0), ("2s", {"throttled_wait": 60}, 60.0)],
)
def test_a_throttled_account_waits_no_longer_than_the_longest_retry(
    retry_most: str, own: dict[str, object], wait: float
) -> None:
    """A 429 without a reset header: a quarter of an hour, less in a rehearsal, or as told."""
    settings = Settings.model_validate(
        {"accounts": {"main": {**KEYS, **own}}, "delivery": {"retry_most": retry_most}}
    )
    assert make_network(settings, "main")._options.throttled_wait == wait  # type: ignore[attr-defined]
