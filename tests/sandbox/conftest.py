"""A sandbox with a settable clock, and a client whose requests an independent library signs."""

import io
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

import pytest
import requests
from PIL import Image
from requests_oauthlib import OAuth1

from crosspost.sandbox.adapter import InProcess
from crosspost.sandbox.core import Sandbox
from crosspost.sandbox.world import DEMO, Account


@pytest.fixture
def clock() -> list[datetime]:
    """X's time, in the only place of a list: a test moves it by writing there."""
    return [datetime(2026, 11, 23, 3, 0, tzinfo=UTC)]


@pytest.fixture
def sandbox(clock: list[datetime]) -> Sandbox:
    """One ordinary account, one with Premium, one that may only read."""
    premium = replace(
        DEMO, id="22", username="takadai", access_token="22-b", premium=True, max_weight=25000
    )
    reader = replace(DEMO, id="33", username="yomite", access_token="33-c", access="read")
    return Sandbox(DEMO, premium, reader, now=lambda: clock[0])


@pytest.fixture
def connect(sandbox: Sandbox, clock: list[datetime]) -> Callable[[Account], requests.Session]:
    """Open a session of an account that reaches the sandbox without a socket."""

    def connected(account: Account) -> requests.Session:
        def sign(request: requests.PreparedRequest) -> requests.PreparedRequest:
            signer = OAuth1(
                account.api_key,
                account.api_secret,
                account.access_token,
                account.access_token_secret,
                timestamp=str(int(clock[0].timestamp())),
            )
            signed: requests.PreparedRequest = signer(request)
            return signed

        session = requests.Session()
        session.mount("https://", InProcess(sandbox))
        session.auth = sign
        return session

    return connected


@pytest.fixture
def x(connect: Callable[[Account], requests.Session]) -> requests.Session:
    """Be the ordinary account."""
    return connect(DEMO)


@pytest.fixture
def premium(connect: Callable[[Account], requests.Session], sandbox: Sandbox) -> requests.Session:
    """Be the account with Premium."""
    return connect(sandbox.accounts["22"])


@pytest.fixture
def paint() -> Callable[..., bytes]:
    """Draw a plain picture of a format and size."""

    def painted(kind: str = "JPEG", size: tuple[int, int] = (64, 36), frames: int = 1) -> bytes:
        buffer = io.BytesIO()
        pages = [Image.new("RGB", size, (n * 40 % 255, 90, 120)) for n in range(frames)]
        more = {"save_all": True, "append_images": pages[1:]} if frames > 1 else {}
        pages[0].save(buffer, kind, **more)
        return buffer.getvalue()

    return painted


@pytest.fixture
def upload(x: requests.Session, paint: Callable[..., bytes]) -> Callable[..., str]:
    """Upload a picture for the ordinary account and return its media id."""

    def uploaded(kind: str = "JPEG", category: str = "tweet_image") -> str:
        answer = x.post(
            "https://api.x.com/2/media/upload",
            files={"media": ("minato", paint(kind))},
            data={"media_category": category},
        )
        assert answer.status_code == 200, answer.text
        return str(answer.json()["data"]["id"])

    return uploaded
