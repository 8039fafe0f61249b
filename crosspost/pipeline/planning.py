"""From an article to the deliveries that are to be written down."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import Path

from crosspost.article.captions import drop_credits
from crosspost.feed.decoding import is_mangled
from crosspost.model import (
    Article,
    Network,
    Planned,
    Post,
    Reason,
    Room,
    Summarizer,
    Thumbnail,
    Why,
)
from crosspost.pipeline.gists import whose, with_kept
from crosspost.pipeline.parts import Pipeline
from crosspost.post.compose import Style, compose
from crosspost.settings.sections import ThumbnailSection

_AHEAD = timedelta(days=1)
_BARE = re.compile(r"(?:\S+://\S+)?")


def write(article: Article, *, network: Network, summarizer: Summarizer, style: Style) -> Post:
    """Compose what a reader of the network will see."""

    def summarize(room: Room) -> str:
        return summarizer.summarize(article, room)

    post = compose(article, summarize=summarize, room=network.room(article), style=style)
    return replace(post, others=article.thumbnails[1:], gist=whose(article, post.text))


def choose_thumbnails(section: ThumbnailSection, article: Article) -> tuple[Thumbnail, ...]:
    """Return the pictures that the operator allows, best first; their own choice comes last."""
    if not section.enabled:
        return ()
    shown = (t for t in article.thumbnails if not t.is_fallback)
    fallback = find_fallback(section)
    return (*drop_credits(tuple(shown), section.skip_credits), *([fallback] if fallback else []))


def find_fallback(section: ThumbnailSection) -> Thumbnail | None:
    """Return the operator's picture for articles of which none can be shown."""
    if not section.fallback:
        return None
    is_address = "://" in section.fallback
    url = section.fallback if is_address else Path(section.fallback).absolute().as_uri()
    return Thumbnail(url, alt=section.fallback_alt, source="fallback")


def reason_to_skip(article: Article) -> Reason | None:
    """Return why nobody is to see an article, or None."""
    if article.protected:
        return Why.PROTECTED()
    if not (article.title or article.text or article.url):
        return Why.EMPTY()
    return None


def is_ahead(article: Article, now: datetime) -> bool:
    """Whether its date is so far ahead that it is a plan, and no zone that was mistaken."""
    return article.published is not None and article.published - now > _AHEAD


def find_fault(article: Article) -> Reason | None:
    """Return what is wrong with how the feed shows an article, None for nothing.

    Such a hold ends by itself, when the feed shows the article as it should be.
    """
    if article.damaged:
        return Why.DAMAGED()
    return None if article.url or article.linkless else Why.NO_LINK()


def reason_to_hold(posts: Sequence[Post]) -> Reason | None:
    """Return why a person is to decide before posts go out, or None."""
    if any(is_mangled(post.text) for post in posts):
        return Why.MANGLED()
    if any(_BARE.fullmatch(p.text) and (not p.thumbnail or p.thumbnail.is_fallback) for p in posts):
        return Why.BARE_LINK()
    return None


def plan(
    pipe: Pipeline,
    article: Article,
    account_name: str,
    *,
    due_at: datetime,
    held: Reason | None = None,
    lead: str = "",
) -> Planned:
    """Plan an announcement of an article on one account; `lead` is a line put before it."""
    account = pipe.account(account_name)
    thumbnails = choose_thumbnails(pipe.settings.thumbnail, article)
    article = with_kept(article, pipe.store if pipe.writer else None)
    post = write(
        replace(article, thumbnails=thumbnails),
        network=account.network,
        summarizer=pipe.summarizer,
        style=replace(pipe.style, lead=lead),
    )
    post = replace(post, lead=lead, told=digest(article))
    return Planned(
        account=account_name,
        post=post,
        due_at=due_at,
        price=account.network.price(post),
        held=held,
    )


def digest(article: Article) -> str:
    """Return what tells whether an article is still as a post tells it, also from the record."""
    told = [article.fingerprint, article.url]
    for picture in article.thumbnails[:1]:
        told += [picture.url, picture.alt, picture.caption, picture.credit]
    return sha256("\n".join(told).encode()).hexdigest()
