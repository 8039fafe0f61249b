"""The errors, named for what the caller should do.

CrosspostError                  anything that this program raises on purpose
├── ConfigError                 the operator mends the configuration; exit code 2
├── WrongValue                  one value of it; pydantic gathers them into a ConfigError
├── NotFetched                  the address gave nothing usable; try again at `retry_at`
├── FeedError                   no clean, whole feed: change nothing, look again at `retry_at`
├── PictureError                post without this picture, and say so
├── StoreError                  the state cannot be used; the operator mends disk, rights or version
│   ├── StoreBusy               another program writes to it; try again in a moment
│   ├── StoreRefused            it does not take what is to be written: whoever wrote that rests
│   ├── StoreTaken              another process sends from it: wait for its end, or let it work
│   └── StoreGone               it is not the one that was opened any more: end, and begin anew
├── NetworkError                what a network answered to a delivery
│   ├── NotSent                 certainly not sent: queue again for `retry_at`
│   │   ├── Unreachable         no connection at all: whatever else is to be sent waits as well
│   │   └── Incomplete          a timeline lacks posts of ours: ask for them before it is believed
│   ├── AccountClosed           credits, token or suspension: pause the account, alert once
│   ├── Refused                 this post never: hold it with the reason
│   ├── MediaGone               not sent, because the uploaded picture is unknown: upload it again
│   └── Uncertain               it may be out: look at the timeline, never send again blindly
└── NotFound                    what a person named does not exist

Whatever `Network.publish()` raises that is not in this tree means `Uncertain`.
"""

from datetime import datetime

from crosspost.model.failures import Fault
from crosspost.model.reasons import Reason
from crosspost.model.why import Why


class CrosspostError(Exception):
    """Carries why as data; the edge says in words what happened, where, and what to do next."""

    def __init__(self, why: Reason | str) -> None:
        """Take the reason; words alone are for what only developers see."""
        self.why = why if isinstance(why, Reason) else Why.SAID(text=why)
        super().__init__(why if isinstance(why, str) else str(why))


class WrongValue(CrosspostError, ValueError):
    """A value of the configuration is not written as it must be; pydantic carries it on."""


class ConfigError(CrosspostError):
    """The configuration cannot be used; one line for each problem."""


class NotFound(CrosspostError):
    """What a person named (an article, a delivery, an account) is not there."""


class StoreError(CrosspostError):
    """The state database cannot be opened, read or written."""


class StoreBusy(StoreError):
    """Another program keeps the state locked; nothing was changed, and it may work in a moment."""


class StoreRefused(StoreError):
    """The state works, but does not take this write for what it holds; nothing was changed."""


class StoreTaken(StoreError):
    """Another process sends from this record; `holder` is its number, "" when nobody knows."""

    def __init__(self, holder: str) -> None:
        super().__init__(Fault.TAKEN(process=holder or "unknown"))
        self.holder = holder


class StoreGone(StoreError):
    """The state, or the right to send from it, was taken away while the program ran."""


class PictureError(CrosspostError):
    """The picture cannot be shown; the post goes without it and says so."""


class LaterError(CrosspostError):
    """Something that may work later; `retry_at` is the earliest time when known."""

    def __init__(self, why: Reason | str, *, retry_at: datetime | None = None) -> None:
        super().__init__(why)
        self.retry_at = retry_at


class NotFetched(LaterError):
    """An address gave no usable answer.

    `status` is the HTTP status when there was one; `gone` says that it will not come back (410).
    """

    def __init__(
        self,
        why: Reason | str,
        *,
        retry_at: datetime | None = None,
        status: int | None = None,
    ) -> None:
        super().__init__(why, retry_at=retry_at)
        self.status = status

    @property
    def gone(self) -> bool:
        """Whether the server said that the address is gone for good (410)."""
        return self.status == 410  # noqa: PLR2004


class FeedError(LaterError):
    """A feed's answer is not a clean, complete feed; nothing may be changed by it (law 5)."""


class NetworkError(LaterError):
    """What a network's answer means for a delivery."""


class NotSent(NetworkError):
    """Certainly not sent (throttled, no connection): queue again; no failed attempt (law 12)."""


class Unreachable(NotSent):
    """There was no connection: nothing else of the account can be sent either, so wait with it."""


class Incomplete(NotSent):
    """A timeline could be read, but not all that should be on it was: `missing` are the ids."""

    def __init__(self, why: Reason, *, missing: tuple[str, ...]) -> None:
        super().__init__(why)
        self.missing = missing


class AccountClosed(NetworkError):
    """The account cannot send now: credits, token, suspension, spend limit. Pause it, alert once.

    `code` is one word for the record: credits, token, suspended, locked, read-only, spend-limit.
    """

    def __init__(self, why: Reason | str, *, code: str, retry_at: datetime | None = None) -> None:
        super().__init__(why, retry_at=retry_at)
        self.code = code


class Refused(NetworkError):
    """The network will never take this post as it stands.

    `duplicate` marks X's "duplicate content": after an uncertain attempt it means: look again.
    """

    def __init__(self, why: Reason | str, *, duplicate: bool = False) -> None:
        super().__init__(why)
        self.duplicate = duplicate


class MediaGone(NetworkError):
    """Not sent, because the network does not know the uploaded picture (any more)."""


class Uncertain(NetworkError):
    """The request may have taken effect; only a look at the timeline can tell (law 3)."""
