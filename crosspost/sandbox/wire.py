"""What travels between a client and the sandbox, without any socket."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

JSON_TYPE = "application/json; charset=utf-8"
HTML_TYPE = "text/html; charset=utf-8"


class Wire(StrEnum):
    """What the connection does with an answer."""

    ANSWER = "answer"
    REFUSE = "refuse"  #: nobody listens
    CONNECT_TIMEOUT = "connect-timeout"  #: the connection is never made
    RESET = "reset"  #: RST instead of an answer
    CLOSE = "close"  #: the connection ends cleanly, without an answer
    HANG = "hang"  #: no answer for `seconds`
    SLOW = "slow"  #: the body drips over `seconds`
    TRUNCATE = "truncate"  #: half of the body, then the end


@dataclass(frozen=True, slots=True)
class Request:
    """One HTTP request; header names are in lower case, the query is as sent."""

    method: str
    path: str
    query: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""
    base: str = "http://127.0.0.1"  #: scheme and authority, as the client signed them
    peer: str = "127.0.0.1"

    @property
    def content_type(self) -> str:
        """The media type of the body, without its parameters."""
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()


@dataclass(frozen=True, slots=True)
class Answer:
    """One HTTP answer, and what the connection does with it."""

    status: int
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)
    wire: Wire = Wire.ANSWER
    seconds: float = 0.0  #: delay, or how long a hang or a drip lasts


class Rejected(Exception):
    """Ends a request with an answer that is not a success."""

    def __init__(self, answer: Answer, why: str = "") -> None:
        super().__init__(why)
        self.answer = answer
        self.why = why


def json_answer(status: int, content: object, headers: Mapping[str, str] | None = None) -> Answer:
    """Return an answer with a JSON body, as X writes it (UTF-8, no escapes)."""
    body = json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()
    return Answer(status, body, {"content-type": JSON_TYPE, **(headers or {})})


def data_answer(data: object, status: int = 200, **beside: Any) -> Answer:  # noqa: ANN401 — JSON
    """Return X's envelope of success; what is empty beside `data` is left out."""
    return json_answer(status, {"data": data, **{k: v for k, v in beside.items() if v}})
