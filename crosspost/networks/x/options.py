"""What an X account needs to be told."""

import re
from ipaddress import ip_address
from typing import Annotated
from urllib.parse import urlsplit

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, SecretStr

from crosspost.errors import ConfigError, WrongValue
from crosspost.model import Reason
from crosspost.model.mistakes import Mistake
from crosspost.networks.x.prices import Prices

_KEYS = ("api_key", "api_secret", "access_token", "access_token_secret")
_QUOTES = re.compile("[\"'“”‘’「」]")
_USER = re.compile(r"([0-9]{1,19})-.")


def is_loopback(host: str) -> bool:
    """Whether a host is this machine itself."""
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False


def page_of(post_id: str, base_url: str) -> str:
    """Return the address of a post's page: in a rehearsal that of the sandbox, else X's."""
    is_here = is_loopback(urlsplit(base_url).hostname or "")
    return f"{base_url.rstrip('/') if is_here else 'https://x.com'}/i/web/status/{post_id}"


def _check_address(url: str) -> str:
    parts = urlsplit(url)
    plain = not (parts.username or parts.query or parts.fragment)
    safe = parts.scheme == "https" or (parts.scheme == "http" and is_loopback(parts.hostname or ""))
    if not (plain and safe and parts.hostname):
        raise WrongValue(Mistake.BASE_URL())
    return url.rstrip("/")


def _find_odd(secret: str) -> Reason | None:
    """Return what no key of X has in it, None when all is plain; the key itself is not told."""
    if len(secret.split()) > 1:
        return Mistake.KEY_SPACE()
    if found := _QUOTES.search(secret):
        return Mistake.KEY_QUOTE(quote=found[0])
    if not secret.isascii():
        return Mistake.KEY_CHARS()
    return None


def _of(account: str, why: Reason) -> Reason:
    return Mistake.OF_ACCOUNT(account=account, cause=why)


def _strip(secret: SecretStr) -> SecretStr:
    """Drop the line end that a secret has when it comes from a file."""
    return SecretStr(secret.get_secret_value().strip())


Secret = Annotated[SecretStr, AfterValidator(_strip)]


class Options(BaseModel):
    """The options of an account on X; durations are seconds."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    base_url: Annotated[str, AfterValidator(_check_address)] = Field(
        "https://api.x.com", description="Where X's API is; a sandbox's address for a rehearsal"
    )
    api_key: Secret = Field(SecretStr(""), description="Secret: the app's key")
    api_secret: Secret = Field(SecretStr(""), description="Secret: the app's secret")
    access_token: Secret = Field(SecretStr(""), description="Secret: the account's token")
    access_token_secret: Secret = Field(SecretStr(""), description="Secret: the token's secret")
    max_weight: int = Field(
        280, ge=280, le=25000, description="Longest post; up to 25000 for accounts with long posts"
    )
    publish_timeout: float = Field(
        60, gt=0, description="Seconds for one call in all; else `delivery.publish_timeout`"
    )
    throttled_wait: float = Field(
        900, gt=0, description="Seconds to wait after a 429 that does not say until when"
    )
    owner_reads: bool = Field(
        default=True, description="The account owns the app: reading its timeline costs less"
    )
    prices: Prices = Field(Prices(), description="What X charges, in USD; see below")

    @property
    def keys(self) -> tuple[str, str, str, str]:
        """Return the four secrets in the order of OAuth."""
        return (
            self.api_key.get_secret_value(),
            self.api_secret.get_secret_value(),
            self.access_token.get_secret_value(),
            self.access_token_secret.get_secret_value(),
        )

    @property
    def user_id(self) -> str:
        """Return the account's id on X, which begins its access token; "" when it does not."""
        match = _USER.match(self.access_token.get_secret_value())
        return match[1] if match else ""

    def check(self, account: str) -> None:
        """Raise ConfigError, naming the variables to set, unless all four secrets are usable."""
        prefix = f"CROSSPOST_ACCOUNTS__{account.upper()}__"
        pairs = list(zip(_KEYS, self.keys, strict=True))
        missing = tuple(f"{prefix}{name.upper()}" for name, value in pairs if not value)
        if missing:
            raise ConfigError(_of(account, Mistake.NO_KEYS(names=missing)))
        odd = [(f"{prefix}{name.upper()}", _find_odd(value)) for name, value in pairs]
        wrong = [_of(account, Mistake.KEY_ODD(name=n, cause=why)) for n, why in odd if why]
        if wrong:
            raise ConfigError(Mistake.LINES(lines=tuple(wrong)))
        if not self.user_id:
            raise ConfigError(_of(account, Mistake.NO_TOKEN(name=f"{prefix}ACCESS_TOKEN")))
