"""What the story is played with: the concrete parts that wiring has picked."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from crosspost.errors import NotFound
from crosspost.fetch import Fetcher
from crosspost.model import Network, Summarizer
from crosspost.model.refusals import Refusal
from crosspost.outbox.machine import Rules
from crosspost.outbox.store import Store
from crosspost.post.compose import Style
from crosspost.settings import AccountSection, Settings


@dataclass(frozen=True, slots=True)
class Account:
    """An account with the network that carries its posts."""

    name: str
    network: Network
    section: AccountSection


@dataclass(frozen=True, slots=True)
class Pipeline:
    """The parts; `now` and `chance` are the only clock and dice."""

    settings: Settings
    store: Store
    fetcher: Fetcher
    accounts: Mapping[str, Account]
    summarizer: Summarizer
    style: Style
    rules: Rules
    now: Callable[[], datetime]
    chance: Callable[[], float]

    def account(self, name: str) -> Account:
        """Return the account of that name; NotFound when the configuration has none."""
        try:
            return self.accounts[name]
        except KeyError:
            known = tuple(sorted(self.accounts))
            raise NotFound(Refusal.NO_ACCOUNT(account=name, known=known)) from None
