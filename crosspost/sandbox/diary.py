"""The log of requests, as `GET /sandbox/requests` shows it; it holds no Authorization header."""

import json
from dataclasses import dataclass
from datetime import datetime

from crosspost.sandbox.wire import Answer, Request, Wire

_SHOWN = 100_000  #: bytes of a JSON body that are kept


@dataclass(slots=True)
class Call:
    """One request and what came of it."""

    number: int
    at: datetime
    method: str
    path: str
    query: str = ""
    body: object = None  #: JSON, or a word on the size of anything else
    account: str = ""  #: "" when the signature was not accepted
    status: int = 0
    wire: str = Wire.ANSWER.value
    fault: str = ""
    why: str = ""  #: why it was refused


def describe(call: Call, request: Request, answer: Answer) -> None:
    """Write down what was asked and what was answered."""
    call.query = request.query
    call.body = _body(request)
    call.status = answer.status
    call.wire = answer.wire.value


def _body(request: Request) -> object:
    if request.content_type == "application/json" and len(request.body) <= _SHOWN:
        try:
            return json.loads(request.body)
        except ValueError:
            return request.body.decode("utf-8", "replace")
    return f"{len(request.body)} bytes of {request.content_type}" if request.body else None
