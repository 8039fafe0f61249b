"""Gets an account's tokens from X by PIN: the three-legged OAuth 1.0a flow without a callback."""

from typing import Any

from crosspost.errors import AccountClosed
from crosspost.networks.x.options import Options


class Pin:
    """One authorisation; the person opens the address and brings back the PIN."""

    def __init__(self, options: dict[str, Any]) -> None:
        import tweepy  # noqa: PLC0415 — loaded when it is needed

        read = Options.model_validate(options)
        key, secret, _token, _token_secret = read.keys
        self._errors = tweepy.TweepyException
        self._handler = tweepy.OAuth1UserHandler(key, secret, callback="oob")

    def address(self) -> str:
        """Return the address to open; AccountClosed when X does not know the app's keys."""
        try:
            return str(self._handler.get_authorization_url())
        except self._errors as error:
            raise AccountClosed(
                "X does not accept the app's API key and secret; copy both again from its console",
                code="token",
            ) from error

    def redeem(self, pin: str) -> tuple[str, str]:
        """Return access token and secret for the PIN; AccountClosed when X refuses it."""
        try:
            token, secret = self._handler.get_access_token(pin)
        except self._errors as error:
            raise AccountClosed("X does not accept this PIN; begin again", code="token") from error
        return str(token), str(secret)
