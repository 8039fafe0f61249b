"""X: the only importer of tweepy."""

from collections.abc import Callable

from crosspost.networks.x.network import XNetwork
from crosspost.networks.x.options import Options

__all__ = ["Options", "create"]


def create(options: Options, *, account: str, weigh: Callable[[str], int]) -> XNetwork:
    """Return the account on X; ConfigError when one of its secrets is missing."""
    options.check(account)
    return XNetwork(options, weigh=weigh)
