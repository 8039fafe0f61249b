"""What is never shown of a configuration: passwords in addresses, and values of keys named so."""

import re
from collections.abc import Iterator
from typing import Any

MASK = "***"
_KEY = re.compile(
    r"passw|passphrase|pass$|pwd|secret|token|key$|auth$|authorization|signature|sig$|credential",
    re.IGNORECASE,
)
# A port stands where a password would, and a path may hold an @: https://host:8080/@name
_USER = re.compile(
    r"(?P<before>://[^:/?#@\s]*:)(?!\d{1,5}(?:[/?#]|$))(?P<secret>\S*)@"
    r"|(?P<start>://)(?P<name>[^:/?#@\s]+)@"
)
_FIELD = re.compile(r"(?P<name>[?&;#][^=&;#\s]+)=(?P<secret>[^&;#\s]+)")


def mask_address(said: str) -> str:
    """Return a text with the passwords of the addresses in it masked."""
    if "://" not in said:
        return said
    said = _USER.sub(lambda found: f"{found['before'] or found['start']}{MASK}@", said)
    return _FIELD.sub(_mask_field, said)


def _mask_field(found: re.Match[str]) -> str:
    return f"{found['name']}={MASK}" if _KEY.search(found["name"]) else found[0]


def mask_all(value: Any, name: str = "") -> Any:  # noqa: ANN401 — any value of the file
    """Return a table as JSON would hold it, with all that is secret masked."""
    if isinstance(value, dict):
        return {key: mask_all(inner, str(key)) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [mask_all(inner, name) for inner in value]
    if value and not isinstance(value, bool) and _KEY.search(name):
        return value if set(str(value)) == {"*"} else MASK
    return mask_address(value) if isinstance(value, str) else value


def find_passwords(value: Any, name: str = "") -> Iterator[str]:  # noqa: ANN401 — the same
    """Yield what `mask_all` hides of a table: no log and no message is to hold it either."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from find_passwords(inner, str(key))
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from find_passwords(inner, name)
    elif isinstance(value, str):
        yield from _find_in_text(value, name)


def _find_in_text(said: str, name: str) -> Iterator[str]:
    if said.strip("*") and _KEY.search(name):
        yield said
    if "://" in said:
        yield from (found["secret"] or found["name"] for found in _USER.finditer(said))
        fields = (found for found in _FIELD.finditer(said) if _KEY.search(found["name"]))
        yield from (found["secret"] for found in fields)
