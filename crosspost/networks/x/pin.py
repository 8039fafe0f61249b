"""Gets an account's tokens from X by PIN: the three-legged OAuth 1.0a flow without a callback."""

from dataclasses import dataclass
from typing import Any

from crosspost.errors import AccountClosed, NotSent
from crosspost.model import Reason
from crosspost.model.failures import Fault
from crosspost.networks.x.options import Options


@dataclass(frozen=True, slots=True)
class Tokens:
    """What a PIN was exchanged for."""

    token: str
    secret: str
    username: str  #: whose they are: of whoever was signed in


class Pin:
    """One authorisation; the person opens the address and brings back the PIN."""

    def __init__(self, options: dict[str, Any]) -> None:
        self._options = Options.model_validate(options)
        self._request: dict[str, str] = {}

    def address(self) -> str:
        """Return the address to open; AccountClosed when X does not know the app's keys."""
        self._request = self._ask(
            "request_token",
            callback_uri="oob",
            refused=Fault.PIN_KEYS(),
        )
        base = self._options.base_url
        return f"{base}/oauth/authorize?oauth_token={self._request['oauth_token']}"

    def redeem(self, pin: str) -> Tokens:
        """Return the tokens for the PIN; AccountClosed when X refuses it."""
        told = self._ask(
            "access_token",
            resource_owner_key=self._request["oauth_token"],
            resource_owner_secret=self._request["oauth_token_secret"],
            verifier=pin,
            refused=Fault.PIN_WRONG(),
        )
        return Tokens(told["oauth_token"], told["oauth_token_secret"], told.get("screen_name", ""))

    def _ask(self, step: str, *, refused: Reason, **about: str) -> dict[str, str]:
        # tweepy's own handler knows one host only, and waits for ever.
        import requests  # noqa: PLC0415 — loaded when it is needed
        from requests_oauthlib import OAuth1Session  # noqa: PLC0415 — likewise

        key, secret, _token, _token_secret = self._options.keys
        url = f"{self._options.base_url}/oauth/{step}"
        fetch = OAuth1Session(key, client_secret=secret, **about).fetch_request_token
        try:
            told: dict[str, str] = fetch(url, timeout=self._options.publish_timeout)
        except requests.RequestException as error:
            url, kind = self._options.base_url, type(error).__name__
            raise NotSent(Fault.PIN_UNREACHED(url=url, kind=kind)) from error
        except ValueError as error:
            raise AccountClosed(refused, code="token") from error
        return told
