"""The sample articles are what the demo needs to show, and read like the real thing."""

import re

import pytest
from selectolax.lexbor import LexborHTMLParser

from crosspost.demo.articles import Sample, load, upload
from crosspost.demo.blog import Blog
from crosspost.demo.markup import EDITORS, render
from crosspost.demo.server import running

SAMPLES = load()


def test_there_are_six_in_order() -> None:
    """Six articles, of which one is provisional and revised, and one has no picture."""
    assert len(SAMPLES) == 6
    assert [bool(s.revision) for s in SAMPLES] == [True, False, False, False, False, False]
    assert "（暫定投稿）" in SAMPLES[0].draft.title
    bare = [not (s.draft.featured or s.draft.uploads) for s in SAMPLES]
    assert bare == [False, False, False, True, False, False]


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda s: s.draft.title[:8])
def test_each_has_the_length_of_a_real_article(sample: Sample) -> None:
    """A title of some 57 characters, four to eight paragraphs, a quotation, the follow box last."""
    tree = LexborHTMLParser(sample.draft.body)
    paragraphs = [p.text() for p in tree.css("body > p")]
    assert 50 <= len(sample.draft.title) <= 65
    assert 4 <= len(paragraphs) <= 8
    assert tree.css("blockquote p")
    assert tree.css("h2")
    assert sample.draft.body.rstrip().endswith("</div>")
    assert "この記事が気に入ったらフォローしよう" in tree.css("div.follow-box")[0].text()


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda s: s.draft.title[:8])
def test_each_picture_has_a_caption_with_its_credit(sample: Sample) -> None:
    """Captions carry the credit in one of the forms that the reference customer uses."""
    captions = re.findall(r"<figcaption[^>]*>(.*?)</figcaption>", sample.draft.body)
    captions += [sample.draft.featured.caption] if sample.draft.featured else []
    assert len(captions) == len(sample.draft.uploads) + bool(sample.draft.featured)
    assert all(re.search(r"=|より$|提供）$|写真：", caption) for caption in captions)


@pytest.mark.parametrize("name", [u.name for s in SAMPLES for u in s.draft.uploads])
def test_each_picture_is_small_and_really_one(name: str) -> None:
    """The files are JPEG or PNG as named, below 100 kB."""
    picture = upload(name)
    magic = {"image/jpeg": b"\xff\xd8\xff", "image/png": b"\x89PNG"}[picture.mime]
    assert picture.data.startswith(magic)
    assert len(picture.data) < 100_000


def test_the_classic_editor_writes_other_markup() -> None:
    """One article is written with the classic editor: attachment figures, bare paragraphs."""
    (classic,) = [s.draft.body for s in SAMPLES if "wp-caption" in s.draft.body]
    assert '<figcaption id="caption-attachment' in classic
    assert "wp-block-paragraph" not in classic.split('<div class="wp-block-group')[0]


def test_what_the_author_types_is_escaped() -> None:
    """Marks of HTML in a text stay text."""
    assert "<p>1 &lt; 2 &amp; 3</p>" in render("1 < 2 & 3", EDITORS["classic"], {})


def test_the_whole_blog_can_be_served() -> None:
    """All samples, published and revised, appear in the feed with their pictures' addresses."""
    blog = Blog()
    for sample in SAMPLES:
        post = blog.publish(sample.draft)
        if sample.revision:
            blog.revise(post, title=sample.revision.title)
            blog.append_tsuiki(post, sample.revision.addition)
    with running(blog) as url:
        assert url in blog.url(blog.published()[0])
    assert "【追記】" in blog.published()[-1].draft.title
