"""The sandbox without sockets: a transport for `requests` that fails exactly as a socket would."""

from collections.abc import Iterable
from http.client import RemoteDisconnected
from io import BytesIO
from typing import NoReturn
from urllib.parse import urlsplit

import requests
from requests.adapters import HTTPAdapter
from urllib3 import HTTPResponse
from urllib3.connection import HTTPConnection
from urllib3.exceptions import (
    ConnectTimeoutError,
    MaxRetryError,
    NewConnectionError,
    ProtocolError,
    ReadTimeoutError,
)

from crosspost.sandbox.core import Sandbox
from crosspost.sandbox.front import handle
from crosspost.sandbox.wire import Answer, Request, Wire


class _Stalled(BytesIO):
    """A body that stops coming: the read timeout strikes."""

    def read(self, *_: object) -> NoReturn:
        raise TimeoutError("timed out")


def _bytes(body: object) -> bytes:
    if isinstance(body, str):
        return body.encode()
    if isinstance(body, bytes):
        return body
    return b"".join(body) if isinstance(body, Iterable) else b""


class InProcess(HTTPAdapter):
    """Mount it on a `requests.Session`; any host and scheme reach this sandbox."""

    def __init__(self, sandbox: Sandbox) -> None:
        super().__init__()
        self.sandbox = sandbox

    def send(
        self,
        request: requests.PreparedRequest,
        *_: object,
        **__: object,
    ) -> requests.Response:
        """Answer the request, or raise what requests raises when a connection fails."""
        parts = urlsplit(request.url or "")
        answer = handle(
            self.sandbox,
            Request(
                method=request.method or "",
                path=parts.path,
                query=parts.query,
                headers={k.lower(): _text(v) for k, v in request.headers.items()},
                body=_bytes(request.body),
                base=f"{parts.scheme}://{parts.netloc}",
            ),
        )
        _fail(request, answer)
        return self.build_response(request, _response(request, answer))


def _text(value: str | bytes) -> str:
    return value.decode("latin-1") if isinstance(value, bytes) else value


def _fail(request: requests.PreparedRequest, answer: Answer) -> None:
    """Raise what a client sees of a connection that gives no answer."""
    reason: Exception
    if answer.wire is Wire.HANG:
        raise requests.ReadTimeout(
            ReadTimeoutError(None, str(request.url), "Read timed out."),  # type: ignore[arg-type]  # no pool
            request=request,
        )
    if answer.wire in {Wire.RESET, Wire.CLOSE}:
        reason = ConnectionResetError(104, "Connection reset by peer")
        if answer.wire is Wire.CLOSE:
            reason = RemoteDisconnected("Remote end closed connection without response")
        raise requests.ConnectionError(
            ProtocolError("Connection aborted.", reason), request=request
        )
    connection = HTTPConnection("sandbox")
    if answer.wire is Wire.REFUSE:
        reason = NewConnectionError(connection, "[Errno 111] Connection refused")
        raise requests.ConnectionError(_exhausted(request, reason), request=request)
    if answer.wire is Wire.CONNECT_TIMEOUT:
        reason = ConnectTimeoutError(connection, "Connection to sandbox timed out.")
        raise requests.ConnectTimeout(_exhausted(request, reason), request=request)


def _exhausted(request: requests.PreparedRequest, reason: Exception) -> MaxRetryError:
    return MaxRetryError(None, str(request.url), reason)  # type: ignore[arg-type]  # no pool


def _response(request: requests.PreparedRequest, answer: Answer) -> HTTPResponse:
    body = BytesIO(answer.body)
    if answer.wire is Wire.TRUNCATE:
        body = BytesIO(answer.body[: len(answer.body) // 2])
    elif answer.wire is Wire.SLOW:
        body = _Stalled()
    return HTTPResponse(
        body=body,
        headers={**answer.headers, "content-length": str(len(answer.body))},
        status=answer.status,
        preload_content=False,
        request_method=request.method,
    )
