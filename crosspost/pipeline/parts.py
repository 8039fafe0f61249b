"""What the story is played with: the concrete parts that wiring has picked."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from crosspost.errors import NotFound
from crosspost.fetch import Fetcher
from crosspost.model import Network, Picture, Summarizer
from crosspost.model.denials import Denial
from crosspost.outbox.machine import Rules
from crosspost.outbox.store import Store, Tenure, alone
from crosspost.pipeline.sites import Sites
from crosspost.post import darkroom
from crosspost.post.compose import Style
from crosspost.settings import AccountSection, Settings
from crosspost.writer import Writer


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
    develop: Callable[..., Picture] = darkroom.develop  #: bytes of a stranger to a fit picture
    sites: Sites = field(default_factory=Sites)
    tenure: Tenure = field(default_factory=alone)  #: this process's right to send
    writer: Writer | None = None  #: the model, where `[summary] by` is "model"

    def account(self, name: str) -> Account:
        """Return the account of that name; NotFound when the configuration has none."""
        try:
            return self.accounts[name]
        except KeyError:
            known = tuple(sorted(self.accounts))
            raise NotFound(Denial.NO_ACCOUNT(account=name, known=known)) from None
