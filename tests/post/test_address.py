"""Addresses that X links whole."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crosspost.post.address import encode, shorten
from crosspost.post.weight import urls


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://blog.example.jp/2026/11/", "https://blog.example.jp/2026/11/"),
        ("https://blog.example.jp/関税/", "https://blog.example.jp/%E9%96%A2%E7%A8%8E/"),
        ("https://blog.example.jp/%E9%96%A2?p=1", "https://blog.example.jp/%E9%96%A2?p=1"),
        ("https://日本語.jp/a", "https://xn--wgv71a119e.jp/a"),
        ("https://blog.example.jp?p=関", "https://blog.example.jp/?p=%E9%96%A2"),
        ("https://blog.example.jp#x", "https://blog.example.jp/#x"),
        ("https://blog.example.jp/a_(b", "https://blog.example.jp/a_%28b"),
        ("https://blog.example.jp/a_(b)", "https://blog.example.jp/a_(b)"),
        ("https://blog.example.jp/really?", "https://blog.example.jp/really"),
        ("https://blog.example.jp/a.", "https://blog.example.jp/a%2E"),
        ("https://blog.example.jp/a b", "https://blog.example.jp/a%20b"),
    ],
)
def test_an_address_is_written_so_that_x_links_all_of_it(url: str, expected: str) -> None:
    """Japanese is percent-encoded, the host in punycode; what is fine already stays."""
    assert encode(url) == expected
    assert urls(expected) == [expected]


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("", ""),
        ("http://127.0.0.1:8300/?p=5", "http://127.0.0.1:8300/?p=5"),
        ("http://localhost/%E6%97%A5%e6%9c%ac/", "http://localhost/%E6%97%A5%e6%9c%ac/"),
        ("http://localhost/日本", "http://localhost/%E6%97%A5%E6%9C%AC"),
        ("http://localhost", "http://localhost/"),
        ("http://[::1/日 本", "http://%5B::1/%E6%97%A5%20%E6%9C%AC"),
        ("http://localhost/\ud800", "http://localhost/%3F"),
        ("http://localhost/%E6%97/%FF/%E2%80%8B", "http://localhost/%E6%97/%FF/%E2%80%8B"),
        ("http://localhost/%E3%80%80/%20", "http://localhost/%E3%80%80/%20"),
        ("http://" + "あ" * 70 + ".jp/", "http://" + "%E3%81%82" * 70 + ".jp/"),
    ],
)  # fmt: skip
def test_an_address_that_x_links_under_no_spelling_is_encoded_too(url: str, expected: str) -> None:
    """A loopback blog in a rehearsal: no link, but the address, as the feed gives it."""
    assert encode(url) == expected


@given(st.text(alphabet="aあ%./()?#&=!,:;'~*[]é -_@", max_size=20))
def test_any_path_makes_one_whole_link(path: str) -> None:
    """Whatever the permalink holds."""
    encoded = encode(f"https://blog.example.jp/a{path}")
    assert urls(f"題名\n{encoded}") == [encoded]


@pytest.mark.parametrize(
    ("aliases", "expected"),
    [
        (("wp:67", "g:127.0.0.1:8080?p=67", "l:127.0.0.1:8080/a"), "http://127.0.0.1:8080/?p=67"),
        (("g:127.0.0.1:8080/blog?p=67",), "http://127.0.0.1:8080/blog?p=67"),
        (("g:other.example.jp?p=67",), ""),
        (("wp:67", "g:127.0.0.1:8080/2026/11/a"), ""),
        ((), ""),
    ],
)
def test_wordpress_has_a_short_form_of_an_address(aliases: tuple[str, ...], expected: str) -> None:
    """It is made of the guid, on the same host only."""
    assert shorten("http://127.0.0.1:8080/2026/11/%E6%97%A5/", aliases) == expected
