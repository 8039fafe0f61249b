# ruff: noqa: E501 — a table keeps each case on one line
"""Nothing secret of a configuration is shown: in addresses, and under keys that are named so."""

from pathlib import Path

import pytest

from crosspost.masks import find_passwords, mask_address, mask_all
from crosspost.tables import is_open_to_others

SECRET = "geheim-hinterm-deich"


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        (f"postgresql+psycopg://u:{SECRET}@db/x", "postgresql+psycopg://u:***@db/x"),
        (f"postgresql+psycopg://db/x?password={SECRET}&a=1", "postgresql+psycopg://db/x?password=***&a=1"),
        (f"postgresql+psycopg://db/x?a=1&sslpassword={SECRET}", "postgresql+psycopg://db/x?a=1&sslpassword=***"),
        (f"https://reader:{SECRET}@blog.example.jp/feed/", "https://reader:***@blog.example.jp/feed/"),
        (f"https://{SECRET}@blog.example.jp/feed/", "https://***@blog.example.jp/feed/"),
        (f"https://u:{SECRET}/@#@blog.example.jp/", "https://u:***@blog.example.jp/"),
        (f"https://blog.example.jp/?feed=rss&token={SECRET}", "https://blog.example.jp/?feed=rss&token=***"),
        (f"https://blog.example.jp/?api_key={SECRET}#x", "https://blog.example.jp/?api_key=***#x"),
        (f"see https://blog.example.jp/?sig={SECRET} there", "see https://blog.example.jp/?sig=*** there"),
        ("https://blog.example.jp:8080/@user/1", "https://blog.example.jp:8080/@user/1"),
        ("https://blog.example.jp/?author=u&keyword=k", "https://blog.example.jp/?author=u&keyword=k"),
        ("https://blog.example.jp/a@b/", "https://blog.example.jp/a@b/"),
        ("mail to u:p@example.jp", "mail to u:p@example.jp"),
    ],
)  # fmt: skip
def test_a_password_in_an_address_is_masked(address: str, shown: str) -> None:
    """Before the host or as a field; what only looks alike stays."""
    assert mask_address(address) == shown
    found = list(find_passwords({"url": address}))
    assert bool(found) == (address != shown)
    assert all(secret not in shown for secret in found)


def test_a_table_is_masked_by_names_as_well() -> None:
    """Unknown keys count, in tables and lists; what is masked already stays so."""
    table = {
        "feeds": [{"url": f"https://u:{SECRET}@x.example/"}],
        "x": {"api_key": SECRET, "pin_password": 4711, "key_masked": "**********", "token": ""},
        "access_token": "**********",
        "has_token": True,
        "limit": 3,
    }
    assert mask_all(table) == {
        "feeds": [{"url": "https://u:***@x.example/"}],
        "x": {"api_key": "***", "pin_password": "***", "key_masked": "**********", "token": ""},
        "access_token": "**********",
        "has_token": True,
        "limit": 3,
    }
    assert set(find_passwords(table)) == {SECRET}


@pytest.mark.parametrize(
    ("rights", "told"),
    [(0o644, "0644"), (0o602, "0602"), (0o620, "0620"), (0o600, ""), (0o711, ""), (None, "")],
)
def test_a_file_that_others_read_or_write_is_seen(
    tmp_path: Path, rights: int | None, told: str
) -> None:
    """Of one that is not there, nothing is said."""
    if rights is not None:
        (tmp_path / ".env").touch()
        (tmp_path / ".env").chmod(rights)
    assert is_open_to_others(tmp_path / ".env") == told
