# ruff: noqa: E501 — a table keeps each case on one line
"""The full file of a picture, as pages list it and services keep it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crosspost.article import originals
from crosspost.article.pictures import choose
from crosspost.article.reader import read_pieces

UP = "https://kaizu.example.jp/wp-content/uploads/2026/11"
BLOGGER = "https://blogger.googleusercontent.com/img/b/R29v/AVvX"


def shown(html: str) -> list[str]:
    """Return the addresses of the pictures of a text."""
    pieces = read_pieces(html, url="https://kaizu.example.jp/a/")
    return [t.url for t in choose(pieces, (), base="https://kaizu.example.jp/a/", title="題")]


@pytest.mark.parametrize(
    ("html", "url"),
    [
        (f"<a href='{UP}/a.jpg'><img src='{UP}/a-300x200.jpg' srcset='{UP}/a-300x200.jpg 300w, {UP}/a-768x512.jpg 768w'></a>", f"{UP}/a.jpg"),
        (f"<a href='{UP}/a.jpg'><img src='{UP}/a-300x200.jpg' srcset='{UP}/a-1536x1024.jpg 1536w'></a>", f"{UP}/a-1536x1024.jpg"),
        (f"<a href='{UP}/a.jpg'><img src='{UP}/a-100x75.jpg' width=100 height=75></a>", f"{UP}/a.jpg"),
        (f"<img src='{UP}/a-300x200.jpg' data-orig-file='{UP}/a.jpg'>", f"{UP}/a.jpg"),
        # the picture element
        (f"<picture><source srcset='{UP}/a-800.webp 800w, {UP}/a-1600.webp 1600w' type='image/webp'><img src='{UP}/a-400.jpg'></picture>", f"{UP}/a-1600.webp"),
        (f"<picture><source srcset='{UP}/a-wide.jpg' media='(min-width: 900px)'><img src='{UP}/a-400.jpg'></picture>", f"{UP}/a-wide.jpg"),
        (f"<picture><source srcset='{UP}/a-narrow.jpg' media='(max-width: 600px)'><img src='{UP}/a.jpg'></picture>", f"{UP}/a.jpg"),
        (f"<picture><source srcset='{UP}/a.webp' type='image/webp'><img src='{UP}/a.jpg'></picture>", f"{UP}/a.jpg"),
        (f"<picture><source srcset='{UP}/a.jxl 2000w' type='image/jxl'><source><img src='{UP}/a.jpg'></picture>", f"{UP}/a.jpg"),
        (f"<picture><source data-srcset='{UP}/a-1600.jpg 1600w'><img src='data:,' data-src='{UP}/a-400.jpg'></picture>", f"{UP}/a-1600.jpg"),
        # Blogger
        (f"<a href='{BLOGGER}/s1920/map.jpg'><img src='{BLOGGER}/w640-h360/map.jpg'></a>", f"{BLOGGER}/s1600/map.jpg"),
        (f"<img src='{BLOGGER}/s320/map.jpg'>", f"{BLOGGER}/s1600/map.jpg"),
        ("<img src='https://blogger.googleusercontent.com/img/a/AVvX=w640-h426-p-k-no-nu'>", "https://blogger.googleusercontent.com/img/a/AVvX=s1600"),
        ("<img src='http://4.bp.blogspot.com/-x/Y/AAA/s72-c/map.jpg' width=72 height=72>", "http://4.bp.blogspot.com/-x/Y/AAA/s1600/map.jpg"),
        # livedoor, FC2, Ameba, Hatena, note
        ("<a href='https://livedoor.blogimg.jp/toudai/imgs/a/b/ab12.jpg'><img src='https://livedoor.blogimg.jp/toudai/imgs/a/b/ab12-s.jpg'></a>", "https://livedoor.blogimg.jp/toudai/imgs/a/b/ab12.jpg"),
        ("<img src='https://resize.blogsys.jp/0a/crop1/400x300_ja:/https://livedoor.blogimg.jp/toudai/imgs/a/b/ab12-s.jpg'>", "https://livedoor.blogimg.jp/toudai/imgs/a/b/ab12.jpg"),
        ("<a href='https://blog-imgs-1.fc2.com/t/o/u/toudai/map.jpg'><img src='https://blog-imgs-1.fc2.com/t/o/u/toudai/maps.jpg'></a>", "https://blog-imgs-1.fc2.com/t/o/u/toudai/map.jpg"),
        ("<a href='https://blog-imgs-1.fc2.com/t/o/u/toudai/port.jpg'><img src='https://blog-imgs-1.fc2.com/t/o/u/toudai/maps.jpg'></a>", "https://blog-imgs-1.fc2.com/t/o/u/toudai/maps.jpg"),
        ("<img src='https://stat.ameba.jp/user_images/20261128/12/toudai/ab/cd/j/o1080072012345678901.jpg?caw=800'>", "https://stat.ameba.jp/user_images/20261128/12/toudai/ab/cd/j/o1080072012345678901.jpg"),
        ("<img src='https://stat.ameba.jp/user_images/20261128/12/toudai/ab/cd/j/t02200147_1080072012345678901.jpg?cpd=110'>", "https://stat.ameba.jp/user_images/20261128/12/toudai/ab/cd/j/o1080072012345678901.jpg"),
        ("<img src='https://cdn.image.st-hatena.com/image/scale/0a/backend=imager/https%3A%2F%2Fcdn-ak.f.st-hatena.com%2Fimages%2Ffotolife%2Ft%2Ftoudai%2F1.jpg'>", "https://cdn-ak.f.st-hatena.com/images/fotolife/t/toudai/1.jpg"),
        ("<img src='https://cdn.image.st-hatena.com/image/circle/x.jpg'>", "https://cdn.image.st-hatena.com/image/circle/x.jpg"),
        ("<img src='https://assets.st-note.com/img/1-abc.jpg?width=400&height=300'>", "https://assets.st-note.com/img/1-abc.jpg"),
        ("<img src='https://assets.st-note.com/img/1-abc.jpg?width=1200'>", "https://assets.st-note.com/img/1-abc.jpg?width=1200"),
        # by the name: Seesaa, JUGEM and others; folders for sizes
        ("<a href='https://t.up.seesaa.net/image/map.jpg'><img src='https://t.up.seesaa.net/image/map-thumbnail2.jpg'></a>", "https://t.up.seesaa.net/image/map.jpg"),
        ("<a href='https://img.example.jp/20261128_1.jpg'><img src='https://img.example.jp/20261128_1_t.jpg'></a>", "https://img.example.jp/20261128_1.jpg"),
        ("<a href='/original/map.jpg'><img src='/thumb/map.webp'></a>", "https://kaizu.example.jp/original/map.jpg"),
        ("<a href='/map.jpg'><img src='/mapping.jpg'></a>", "https://kaizu.example.jp/mapping.jpg"),
        ("<img src='/a-300x200.jpg' data-src='/a-600x400.jpg' data-full-url='/a.jpg'>", "https://kaizu.example.jp/a.jpg"),
        # Photon, WordPress.com, Ghost
        ("<img src='https://i1.wp.com/kaizu.example.jp/a.jpg?w=300&ssl=1'>", "https://i1.wp.com/kaizu.example.jp/a.jpg?ssl=1"),
        ("<img src='https://i1.wp.com/kaizu.example.jp/a.jpg?fit=1200%2C800'>", "https://i1.wp.com/kaizu.example.jp/a.jpg?fit=1200%2C800"),
        ("<img src='https://toudai.files.wordpress.com/2026/11/a.jpg?w=300&h=200'>", "https://toudai.files.wordpress.com/2026/11/a.jpg"),
        ("<img src='https://kaizu.example.jp/content/images/size/w600/2026/11/a.jpg'>", "https://kaizu.example.jp/content/images/2026/11/a.jpg"),
        ("<img src='https://kaizu.example.jp/content/images/size/w1000h600/format/webp/2026/11/a.jpg'>", "https://kaizu.example.jp/content/images/2026/11/a.jpg"),
    ],
)  # fmt: skip
def test_the_full_file_is_taken_where_it_is_listed_or_known(html: str, url: str) -> None:
    """Of a srcset, a picture element, a link, or by the rule of the service that keeps it."""
    assert shown(html) == [url]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (f"{BLOGGER}/s72-w640-h360-c/map.jpg", f"{BLOGGER}/s1600/map.jpg"),
        (f"{UP}/a-300x200.jpg", f"{UP}/a-scaled.jpg"),
        ("https://i0.wp.com/kaizu.example.jp/a.jpg?w=300", "https://kaizu.example.jp/a.jpg"),
        ("https://substackcdn.com/image/fetch/w_424,c_limit/https%3A%2F%2Fs3.example.com%2Fa.jpeg", "https://substackcdn.com/image/fetch/w_1456,c_limit/https%3A%2F%2Fs3.example.com%2Fa.jpeg"),
        ("https://kaizu.example.jp/content/images/size/w600/a.jpg", "https://kaizu.example.jp/content/images/a.jpg"),
    ],
)  # fmt: skip
def test_files_of_one_picture_are_known_as_one(one: str, other: str) -> None:
    """Whatever size a service was asked for."""
    assert originals.key(one) == originals.key(other)


def test_pictures_that_a_script_serves_are_told_apart() -> None:
    """By their query, also where a service keeps nothing nested in the path."""
    assert originals.key("https://x.example/i.php?id=1") != originals.key(
        "https://x.example/i.php?id=2"
    )
    assert originals.key("https://substackcdn.com/a.jpg") == "/a.jpg"


@pytest.mark.parametrize(
    ("address", "other", "fuller"),
    [
        (f"{UP}/a-300x200.jpg", f"{UP}/a.jpg", f"{UP}/a.jpg"),
        (f"{UP}/a-300x200.jpg", f"{UP}/a-768x512.jpg", f"{UP}/a-768x512.jpg"),
        (f"{UP}/a-768x512.jpg", f"{UP}/a-300x200.jpg", f"{UP}/a-768x512.jpg"),
        (f"{UP}/a-1536x1024.jpg", f"{UP}/a.jpg", f"{UP}/a-1536x1024.jpg"),
        (f"{UP}/a.jpg", f"{UP}/a-300x200.jpg", f"{UP}/a.jpg"),
    ],
)
def test_of_two_files_the_fuller_is_shown(address: str, other: str, fuller: str) -> None:
    """The feed's small one gives way to the page's; what is wide enough stays."""
    assert originals.fuller(address, other) == fuller


@given(st.text(max_size=60), st.text(max_size=60))
def test_no_address_is_too_odd(address: str, href: str) -> None:
    """What strangers write never raises, and asking again changes nothing."""
    originals.best_address({"src": address, "srcset": f"{address} 2x"}, href)
    assert originals.full(originals.full(address)) == originals.full(address)
    originals.key(address)
