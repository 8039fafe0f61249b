"""X within this process: the network's own client on a transport that meets mishaps."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from functools import cached_property

import requests
from requests.adapters import HTTPAdapter
from urllib3.exceptions import MaxRetryError

from crosspost.model import Post, Receipt
from crosspost.networks.x.client import Client, Deadline
from crosspost.networks.x.network import XNetwork
from crosspost.networks.x.options import Options
from crosspost.post.weight import weight
from crosspost.sandbox.adapter import InProcess
from crosspost.sandbox.core import Sandbox
from crosspost.sandbox.faults import Fault
from crosspost.sandbox.world import Account
from tests.faults.mishaps import Crash, Fate, Mishap, Place

#: Beyond all posts of a test.
_UNSEEN = timedelta(days=365).total_seconds()


def place_of(method: str, path: str) -> Place:
    """Name what a request does."""
    if path.startswith("/2/media/upload"):
        return "upload"
    if path == "/2/media/metadata":
        return "metadata"
    if method == "DELETE":
        return "undo"
    return "look" if method == "GET" else "publish"


class Wire(InProcess):
    """Carries one call; a mishap strikes before or after its effect."""

    def __init__(self, sandbox: Sandbox, fate: Fate, deadline: Deadline) -> None:
        super().__init__(sandbox)
        self._fate = fate
        self._deadline = deadline

    def send(
        self, request: requests.PreparedRequest, *rest: object, **options: object
    ) -> requests.Response:
        """Answer the request, or fail as a socket would, or die."""
        path = request.path_url.partition("?")[0]
        mishap = self._fate.meet(place_of(request.method or "", path))
        self._deadline.is_written = True
        try:
            return self._carry(request, mishap)
        except requests.ConnectionError as error:
            # The sandbox says so when there was never a connection.
            never = error.args and isinstance(error.args[0], MaxRetryError)
            self._deadline.is_written = not never
            raise
        finally:
            self.sandbox.clear_faults()
            self.sandbox.turn(lag=0)
            if mishap and mishap.kind == "crash":
                raise Crash

    def _carry(self, request: requests.PreparedRequest, mishap: Mishap | None) -> requests.Response:
        if mishap and mishap.kind == "lag":
            self.sandbox.turn(lag=_UNSEEN)
        elif mishap and mishap.kind != "crash":
            self.sandbox.script(Fault(mishap.kind, on=("*", "*"), effect=mishap.effect))
        return super().send(request)


class DirectClient(Client):
    """The client, without sockets and with a clock of its own."""

    def __init__(
        self,
        options: Options,
        *,
        sandbox: Sandbox,
        fate: Callable[[], Fate],
        now: Callable[[], datetime],
    ) -> None:
        super().__init__(options)
        self._sandbox = sandbox
        self._fate = fate
        self._clock = now

    def _connect(self, deadline: Deadline) -> HTTPAdapter:
        return Wire(self._sandbox, self._fate(), deadline)

    def _now(self) -> datetime:
        return self._clock()


class DirectNetwork(XNetwork):
    """An account on the sandbox in this process."""

    def __init__(
        self,
        who: Account,
        *,
        sandbox: Sandbox,
        fate: Callable[[], Fate],
        now: Callable[[], datetime],
    ) -> None:
        names = ("api_key", "api_secret", "access_token", "access_token_secret")
        options = Options.model_validate({name: getattr(who, name) for name in names})
        super().__init__(options, weigh=weight)
        self._parts = {"sandbox": sandbox, "fate": fate, "now": now}

    @cached_property
    def _client(self) -> Client:
        return DirectClient(self._options, **self._parts)  # type: ignore[arg-type]  # the three above

    @property
    def memory(self) -> tuple[object, ...]:
        """What the process remembers of X: forgotten when it dies."""
        return (self._spellings, self._forms, self._ahead)

    @memory.setter
    def memory(self, kept: tuple[object, ...]) -> None:
        self._spellings, self._forms, self._ahead = kept  # type: ignore[assignment]  # as kept


class Blind(DirectNetwork):
    """Never finds a post: a bug for the tests of the tests."""

    def find(
        self,
        post: Post,
        since: datetime,
        known: Sequence[str] = (),
        *,
        expected: Sequence[str] = (),
    ) -> Receipt | None:
        """Look, and see nothing."""
        super().find(post, since, known, expected=expected)
        return None
