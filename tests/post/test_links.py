"""What X links, rule by rule."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crosspost.post.weight import urls, weight


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("記事https://example.jp/a", ["https://example.jp/a"]),
        ("https://example.jp/aを読む", ["https://example.jp/a"]),
        ("https://example.jp/日本語/あ", ["https://example.jp/"]),
        ("（https://example.jp/a）", ["https://example.jp/a"]),
        ("HTTPS://EXAMPLE.JP", ["HTTPS://EXAMPLE.JP"]),
        ("\u202ahttps://example.jp\u202c", ["https://example.jp"]),
        ("https://日本語.jp/x", ["https://日本語.jp/x"]),
        ("https://例え.みんな", ["https://例え.みんな"]),
        ("https://example.みんなに", ["https://example.みんな"]),
        ("https://example.jp:8080/x", ["https://example.jp:8080/x"]),
        ("https://a_b.example.jp", ["https://a_b.example.jp"]),
        ("https://example.jp.", ["https://example.jp"]),
        ("https://example.jp/a.", ["https://example.jp/a"]),
        ("https://example.jp/a?q=1。", ["https://example.jp/a?q=1"]),
        ("https://example.jp?q=1#x", ["https://example.jp?q=1#x"]),
        ("https://example.jp/a#b", ["https://example.jp/a#b"]),
        ("https://example.jp/путь", ["https://example.jp/путь"]),
        ("https://example.jp/wiki/A_(b)", ["https://example.jp/wiki/A_(b)"]),
        ("https://example.jp/A_(b_(c))", ["https://example.jp/A_(b_(c))"]),
        ("(https://example.jp/a)", ["https://example.jp/a"]),
        ("https://example.jp/@name/", ["https://example.jp/@name/"]),
        ("https://t.co/AbC123)x", ["https://t.co/AbC123"]),
        ("https://t.co/AbC123/more", ["https://t.co/AbC123"]),
        ("https://a.jp https://b.jp", ["https://a.jp", "https://b.jp"]),
        ("https://xn--wgv71a119e.jp", ["https://xn--wgv71a119e.jp"]),
        ("https://example.xn--q9jyb4c", ["https://example.xn--q9jyb4c"]),
        ("https://foo.vermögensberater", ["https://foo.vermögensberater"]),
        ("https://shop.goo", ["https://shop.goo"]),
        ("https://band.music/x", ["https://band.music/x"]),
    ],
)
def test_an_address_with_its_scheme_is_linked_as_far_as_x_reads_it(
    text: str, expected: list[str]
) -> None:
    """The path ends at Japanese characters and at closing punctuation."""
    assert urls(text) == expected


@pytest.mark.parametrize(
    "text",
    ["abchttps://example.jp", "@https://example.jp", "#https://example.jp", "＃https://example.jp",
     "https://example", "https://localhost/x", "http://127.0.0.1:8300/", "https://例え.テスト",
     "https://" + "あ" * 60 + ".jp", "https://xn--あ.みんな", "https://t.co/" + "a" * 41,
     "https://example.jp/" + "a" * 4096, "ftp://example", "https://-.jp", "https://_x_.jp"],
)  # fmt: skip
def test_what_only_resembles_an_address_is_not_linked(text: str) -> None:
    """After letters and signs, without a top-level domain, or too long for DNS or for X."""
    assert urls(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("出典：asahi.com", ["asahi.com"]),
        ("（C）sankei.com", ["sankei.com"]),
        ("これはexample.jpです", ["example.jp"]),
        ("NHK.jp", ["NHK.jp"]),
        ("X.com", ["X.com"]),
        ("youtu.be/x", ["youtu.be/x"]),
        ("詳しくはnote.com/taroへ", ["note.com/taro"]),
        ("cao.go.jp", ["cao.go.jp"]),
        ("example.みんな", ["example.みんな"]),
        ("asahi.comとsankei.com", ["asahi.com", "sankei.com"]),
        ("日本.jpとa.jp", ["a.jp"]),
        ("asahi.com例え.みんな/x", ["asahi.com/x"]),
        ("a.jp/b、c.jp", ["a.jp/b", "c.jp"]),
        ("example.com_x", ["example.com"]),
        ("a.b.c.d.example.com", ["a.b.c.d.example.com"]),
        ("https://x.invalid.example.com.", ["https://x.invalid.example.com"]),
        ("😀-a.jp", ["-a.jp"]),
        ("a.jp/😀b.jp", ["a.jp/", "b.jp"]),
        ("a_b.c_d.example.jp", ["d.example.jp"]),
        ("\ufffe12🇵.（example.jp", ["example.jp"]),
    ],
)
def test_a_bare_ascii_domain_is_linked_even_glued_to_japanese(
    text: str, expected: list[str]
) -> None:
    """Any ASCII label under a known top-level domain is a link, billed as one."""
    assert urls(text) == expected


@pytest.mark.parametrize(
    "text",
    ["-asahi.com", "_asahi.com", ".asahi.com", "/asahi.com", "a@asahi.com",
     "taro@mail.example.jp", "東京.com", "日本.jp", "asahi．com", "asahi。com", "No.1", "No.10",
     "3.5兆", "U.S.", "A.B.C", "v1.2.3", "Node.js", "example(.)jp", "asahi .com", "a_b.com",
     "example.com@x", "example.com-x", "xn--あ.jp", "a..com", "x ..t.co", ".", "...",
     "x_y.jp/z:example.jp"],
)  # fmt: skip
def test_these_are_no_bare_domains(text: str) -> None:
    """The traps: preceding signs, Unicode labels, full-width dots, numbers and abbreviations."""
    assert urls(text) == []


def test_a_domain_behind_a_refused_one_is_still_found() -> None:
    """Labels that led nowhere do not hide those behind them."""
    assert urls("..t.co/abc\u200bNo.1é.fr") == ["No.1é.fr"]
    assert urls("x_y.jp a.jp") == ["a.jp"]


def test_long_japanese_words_before_a_domain_hide_it_as_in_x() -> None:
    """A label longer than DNS allows is none; an ideographic full stop ends it."""
    assert urls("あ" * 60 + "asahi.com") == []
    assert urls("あ" * 40 + "。" + "い" * 40 + "。asahi.com") == ["asahi.com"]


@given(st.lists(st.sampled_from(["a.", "あ.", "_", "-", "a", "あ", "/", "(", "!"]), max_size=300))
def test_every_link_stands_in_the_text_in_order(pieces: list[str]) -> None:
    """Links do not overlap, and a text without a dot has none."""
    text = "".join(pieces) + ".jp"
    at = 0
    for url in urls(text):
        at = text.index(url, at) + len(url)
    assert urls(text.replace(".", "")) == []


@pytest.mark.parametrize("unit", ["a.", "あ.", "a_", "_a.", "a.com/(", "!", "https://"])
def test_a_very_long_text_is_weighed_all_the_same(unit: str) -> None:
    """No text makes the search for links blow up."""
    assert weight(unit * 3000) > 0
