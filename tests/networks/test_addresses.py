"""When two addresses are one, and which ids X gives at a moment."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crosspost.networks.x.timeline import canonical, snowflake

LINK = "https://blog.example.jp/2026/11/minato/"

SAME = [
    (LINK, LINK),
    (LINK, "https://blog.example.jp/2026/11/minato"),
    (LINK, "HTTP://Blog.Example.JP/2026/11/minato/"),
    (LINK, "https://blog.example.jp:443/2026/11/minato/"),
    ("example.jp", "http://example.jp"),
    ("example.jp", "https://example.jp/"),
    ("https://a.jp/港", "https://a.jp/%E6%B8%AF"),
    ("https://a.jp/%e6%b8%af/", "https://a.jp/%E6%B8%AF/"),
    ("https://例え.jp/a", "https://xn--r8jz45g.jp/a"),
    ("https://a.jp/?b=2&a=1", "https://a.jp/?a=1&b=2"),
    ("https://a.jp/?a=", "https://a.jp?a="),
    ("https://a.jp/x#章", "https://a.jp/x#%E7%AB%A0"),
]
OTHER = [
    (LINK, "https://blog.example.jp/2026/11/kawa/"),
    (LINK, LINK + "?p=2"),
    (LINK, LINK + "#2"),
    (LINK, "https://www.blog.example.jp/2026/11/minato/"),
    (LINK, "https://blog.example.jp:8443/2026/11/minato/"),
    (LINK, "http://[broken/2026/11/minato/"),
    ("https://a.jp/A", "https://a.jp/a"),
]


@pytest.mark.parametrize(("ours", "theirs"), SAME)
def test_two_spellings_of_an_address_are_one(ours: str, theirs: str) -> None:
    """Scheme, case of the host, encoding, last slash and order of the query do not matter."""
    assert canonical(ours) == canonical(theirs)


@pytest.mark.parametrize(("ours", "theirs"), OTHER)
def test_two_addresses_are_two(ours: str, theirs: str) -> None:
    """Path, query, fragment, port and host do matter."""
    assert canonical(ours) != canonical(theirs)


@given(st.text())
def test_any_text_has_a_canonical_form(text: str) -> None:
    """Whatever X sends as an address breaks nothing."""
    assert canonical(text) == canonical(text)


@given(st.datetimes(datetime(2011, 1, 1), datetime(2070, 1, 1), timezones=st.just(UTC)))  # noqa: DTZ001
def test_ids_grow_with_time(moment: datetime) -> None:
    """The id of a moment lies at or below every id that X gives in its millisecond."""
    id_ = snowflake(moment)
    made = timedelta(milliseconds=(id_ >> 22) + 1288834974657)
    assert (
        timedelta() <= moment - datetime(1970, 1, 1, tzinfo=UTC) - made < timedelta(milliseconds=1)
    )
    assert snowflake(moment + timedelta(milliseconds=1)) > id_


def test_no_id_is_older_than_x_itself() -> None:
    """A clock that stands at 1970 asks for all."""
    assert snowflake(datetime(1970, 1, 1, tzinfo=UTC)) == 0
