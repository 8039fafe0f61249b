"""An author's life with the blog, watched by the real daemon over real sockets."""

import signal
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from crosspost import clock
from crosspost.demo.articles import load
from tests.acceptance.rehearsal import Rehearsal, draft


def test_first_sight_announces_nothing_and_a_new_article_goes_out_once(
    rehearsal: Rehearsal,
) -> None:
    """The baseline stays quiet; a new article comes with picture, alt text and link."""
    rehearsal.start()
    sample = load()[0].draft
    number = rehearsal.blog.publish(sample)
    rehearsal.wait_for_posts(1)
    rehearsal.wait_for_looks()
    posts = list(rehearsal.sandbox.world.newest())
    assert len(posts) == 1
    # X links no address of this machine: a Japanese permalink would leave no room for words.
    assert posts[0].text.endswith(f"\n{rehearsal.site}/?p={number}")
    uploads = list(rehearsal.sandbox.world.uploads.values())
    assert len(uploads) == 1
    assert "Wikipedia" in uploads[0].alt
    assert rehearsal.stop() == 0


def test_edits_moves_and_returns_announce_nothing_again(rehearsal: Rehearsal) -> None:
    """Title, text, slug, date, permalinks, trash and return: one article, one post."""
    rehearsal.start()
    blog = rehearsal.blog
    sample = load()[0].draft
    number = blog.publish(sample)
    rehearsal.wait_for_posts(1)
    steps: list[Callable[[], object]] = [
        lambda: blog.revise(number, title=sample.title.replace("（暫定投稿）", "")),
        lambda: blog.append_tsuiki(number, "協議の次回日程は来月三日と発表された。"),
        lambda: blog.revise(number),
        lambda: blog.change_slug(number, "kaikyo-tsukoryo"),
        lambda: blog.redate(number, clock.now() - timedelta(days=1)),
        lambda: blog.redate(number, clock.now() + timedelta(days=1)),
        lambda: blog.redate(number, clock.now()),
        lambda: blog.trash(number),
        lambda: blog.restore(number),
        lambda: setattr(blog, "structure", "/archives/{id}/"),
        blog.publish_page,
        lambda: blog.protect(number),
        lambda: blog.protect(number, protected=False),
    ]
    for step in steps:
        step()
        rehearsal.wait_for_looks(1)
    rehearsal.wait_for_looks()
    assert len(rehearsal.texts()) == 1


def test_protected_articles_are_never_posted(rehearsal: Rehearsal) -> None:
    """A password keeps an article off X, whatever its title says."""
    rehearsal.start()
    number = rehearsal.blog.publish(draft("会員のみなさまへ"))
    rehearsal.blog.protect(number)
    rehearsal.wait_for_looks(3)
    assert rehearsal.texts() == []


def test_many_new_articles_at_once_are_held_and_released_by_command(
    rehearsal: Rehearsal,
) -> None:
    """A flood waits for a person; `release all` sends it, the oldest first."""
    rehearsal.start()
    for number in range(5):
        at = clock.now() - timedelta(minutes=10 - number)
        rehearsal.blog.publish(draft(f"続報の第{number + 1}回、関係国の反応をまとめて読む"), at=at)
    rehearsal.wait_for_holds(5)
    assert rehearsal.texts() == []
    assert rehearsal.command("release", "all").returncode == 0
    rehearsal.wait_for_posts(5)
    order = [text.split("第")[1][0] for text in rehearsal.texts()]
    assert order == ["1", "2", "3", "4", "5"]


def test_the_daemon_ends_within_seconds_and_goes_on_where_it_was(rehearsal: Rehearsal) -> None:
    """SIGTERM exits 0; what came meanwhile is announced after the next start, once."""
    rehearsal.start()
    assert rehearsal.stop() == 0
    rehearsal.blog.publish(draft("停止中に公開された記事の見出し、再開後に一度だけ届く"))
    rehearsal.start()
    rehearsal.wait_for_posts(1)
    assert rehearsal.stop(signal.SIGKILL) == -signal.SIGKILL
    rehearsal.start()
    rehearsal.wait_for_looks(3)
    assert len(rehearsal.texts()) == 1


def test_a_troubled_blog_changes_nothing(rehearsal: Rehearsal) -> None:
    """Database errors, truncated feeds and warnings neither lose nor repeat."""
    rehearsal.start()
    rehearsal.blog.publish(draft("障害の前に公開された記事、障害のあいだも二度は出ない"))
    rehearsal.wait_for_posts(1)
    for trouble in ("database", "truncated", "warning", "bom", ""):
        rehearsal.blog.trouble = trouble
        rehearsal.wait_for_looks(1)
    sample = replace(draft("障害のあとに公開された記事、やはり一度だけ出る"))
    rehearsal.blog.publish(sample)
    rehearsal.wait_for_posts(2)
    rehearsal.wait_for_looks()
    assert len(rehearsal.texts()) == 2
