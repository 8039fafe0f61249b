"""The wire to X: tweepy's client with what it lacks (version 4.17).

A base URL, a total deadline, a fresh connection for each call, no redirects, no parsing.
"""

import logging
import socket
import threading
from collections.abc import Mapping
from contextlib import closing, suppress
from datetime import datetime
from errno import EMSGSIZE
from functools import partial
from http.client import HTTPException
from types import TracebackType
from typing import Any, Self
from urllib.parse import urlsplit

import requests
import tweepy
from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import HTTPError

from crosspost import __version__, clock
from crosspost.errors import NetworkError, Uncertain, Unreachable
from crosspost.model import Reason, Why
from crosspost.model.failures import Fault
from crosspost.networks.x.answers import Answer
from crosspost.networks.x.options import Options, is_loopback

_MOST_BYTES = 8 * 1024 * 1024  # a page of a timeline has some 10 kB
_CONNECT_SECONDS = 10.0  # for each address of the host
_SHORTEST_SECRET = 8  # shorter ones are invented and occur in any text

# At level DEBUG these print headers, bodies and signatures.
for _name in ("tweepy", "oauthlib", "requests_oauthlib"):
    logging.getLogger(_name).setLevel(logging.INFO)


class Deadline:
    """The total time of one call: at its end the connection is shut, whoever reads or writes.

    A timeout for each read never ends against a server that drips byte by byte.
    """

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self.is_over = False
        self.is_written = False  #: the request may have reached X
        self._socket: socket.socket | None = None
        self._lock = threading.Lock()
        self._timer = threading.Timer(seconds, self._end)
        self._timer.daemon = True

    def __enter__(self) -> Self:
        self._timer.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._timer.cancel()
        with self._lock:
            if self._socket:
                self._socket.close()

    def watch(self, connected: socket.socket) -> None:
        """Keep a second handle of the connection: TLS takes the first one away."""
        with self._lock:
            self._socket = connected.dup()
            if self.is_over:
                self._shut()

    def check(self) -> None:
        """Raise TimeoutError when the time is over."""
        if self.is_over:
            raise TimeoutError

    def _end(self) -> None:
        with self._lock:
            self.is_over = True
            self._shut()

    def _shut(self) -> None:
        if self._socket:
            with suppress(OSError):  # closed by the other side already
                self._socket.shutdown(socket.SHUT_RDWR)


class _Watched(HTTPConnection):
    """A connection under a deadline that knows whether a request was written to it."""

    def __init__(self, *args: Any, deadline: Deadline, **options: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **options)
        self._deadline = deadline

    def _new_conn(self) -> socket.socket:
        connected = super()._new_conn()
        self._deadline.watch(connected)
        return connected

    def endheaders(self, *args: Any, **options: Any) -> None:  # noqa: ANN401 — as http.client
        if self.sock is None:
            self.connect()
        self._deadline.check()
        self._deadline.is_written = True
        super().endheaders(*args, **options)


class _WatchedTls(_Watched, HTTPSConnection):
    """The same over TLS."""


class _Adapter(HTTPAdapter):
    """One call's adapter: its connections are watched by the call's deadline."""

    def __init__(self, deadline: Deadline) -> None:
        super().__init__(max_retries=0)
        self._deadline = deadline

    def get_connection_with_tls_context(self, *args: Any, **options: Any) -> Any:  # noqa: ANN401
        """Return the pool as requests builds it, with watched connections."""
        pool = super().get_connection_with_tls_context(*args, **options)
        kind = _WatchedTls if pool.scheme == "https" else _Watched
        pool.ConnectionCls = partial(kind, deadline=self._deadline)  # type: ignore[assignment]
        return pool


def _cause(error: BaseException) -> Reason:
    """Return the innermost reason; messages of requests could hold a proxy's password."""
    while inner := error.__cause__ or error.__context__:
        error = inner
    if isinstance(error, OSError) and error.strerror:
        return Why.SAID(text=error.strerror)
    return Why.SAID(text=type(error).__name__)


class Client(tweepy.Client):  # type: ignore[misc]  # tweepy ships no types
    """Signs calls as the account's user (OAuth 1.0a) and returns X's answers as they came."""

    def __init__(self, options: Options) -> None:
        keys = options.keys
        super().__init__(None, *keys)
        self._base_url = options.base_url
        self._seconds = options.publish_timeout
        self._secrets = [key.encode() for key in keys if len(key) >= _SHORTEST_SECRET]
        self._agent = f"crosspost/{__version__} tweepy/{tweepy.__version__}"

    def request(  # noqa: PLR0917 — tweepy's signature, and `files`
        self,
        method: str,
        route: str,
        params: Mapping[str, str] | None = None,
        json: Any = None,  # noqa: ANN401 — whatever JSON holds
        user_auth: bool = True,  # noqa: ARG002, FBT001, FBT002 — tweepy's signature
        *,
        files: Mapping[str, Any] | None = None,
    ) -> Answer:
        """Send one request and return the answer, whatever its status.

        Raises Unreachable when nothing was written, and Uncertain when X may have got the request
        but its answer was lost, cut, too large, or not there within the total time.
        """
        prepared = requests.Request(
            method,
            self._base_url + route,
            params=params,
            json=json,
            files=files,
            headers={"User-Agent": self._agent, "Accept": "application/json"},
            auth=self._signature(),
        ).prepare()
        call = f"{method} {route}"
        with Deadline(self._seconds) as deadline:
            try:
                return self._send(prepared, deadline, call)
            except (OSError, HTTPError, HTTPException, ValueError) as error:
                raise self._failure(error, deadline, call) from None

    def _signature(self) -> Any:  # noqa: ANN401 — tweepy ships no types
        return tweepy.OAuth1UserHandler(
            self.consumer_key,
            self.consumer_secret,
            self.access_token,
            self.access_token_secret,
        ).apply_auth()

    def _send(self, prepared: Any, deadline: Deadline, call: str) -> Answer:  # noqa: ANN401
        around = self.session.merge_environment_settings(prepared.url, {}, True, None, None)
        if is_loopback(urlsplit(prepared.url).hostname or ""):
            around["proxies"] = {}
        # The deadline comes first, so that it and not a socket says that the time is over.
        timeout = (min(_CONNECT_SECONDS, deadline.seconds), deadline.seconds + 1)
        with closing(self._connect(deadline)) as adapter:
            response = adapter.send(prepared, timeout=timeout, **around)
            body = response.raw.read(_MOST_BYTES + 1, decode_content=True)
        deadline.check()
        if len(body) > _MOST_BYTES:
            raise OSError(EMSGSIZE, f"it is longer than {_MOST_BYTES} bytes")
        for secret in self._secrets:
            body = body.replace(secret, b"***")
        headers = {name.lower(): value for name, value in response.headers.items()}
        return Answer(response.status_code, headers, body, call, self._now())

    def _connect(self, deadline: Deadline) -> HTTPAdapter:
        """Return the transport of one call."""
        return _Adapter(deadline)

    def _now(self) -> datetime:
        return clock.now()

    def _failure(self, error: Exception, deadline: Deadline, call: str) -> NetworkError:
        cause = Fault.NOT_WITHIN(seconds=self._seconds) if deadline.is_over else _cause(error)
        if deadline.is_written:
            return Uncertain(Fault.LOST(url=self._base_url, call=call, cause=cause))
        return Unreachable(Fault.UNREACHED(url=self._base_url, call=call, cause=cause))
