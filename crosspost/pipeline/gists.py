"""The model's part: asked once a revision of an article, before its post is composed.

Its answer is kept in the record, and every composition takes it from there. Whatever happens to
the question, the post goes out: then with the gist that `select` takes.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from typing import Protocol

from crosspost.model import Answer, Article, Candidate, Network, Post, Reason, Room
from crosspost.model.refusals import NoGist, Origin
from crosspost.pipeline.budget import find_period
from crosspost.pipeline.parts import Pipeline
from crosspost.writer import Writer

_LINK = 25  # weight of a link and its line, roughly: the request need not be exact
_FEWEST, _MOST = 30, 70  # characters of a gist that are asked for


class Record(Protocol):
    """What the record has to do with a model."""

    def answer(self, fingerprint: str) -> Answer | None:
        """Return what was answered."""
        ...


async def ask(pipe: Pipeline, article: Article) -> None:
    """Let the model write of an article that may be announced, if it has not yet; never raises."""
    writer = pipe.writer
    if writer is None or not may_leave(article) or pipe.store.answer(article.fingerprint):
        return
    networks = [account.network for account in pipe.accounts.values()]
    if why := _reason_not_to_spend(pipe, writer, article, networks=networks):
        answer = Answer(article.fingerprint, writer.name, pipe.now(), why=why)
    else:
        answer = await write(writer, article, networks=networks, now=pipe.now)
    pipe.store.keep_answer(answer)


async def write(
    writer: Writer, article: Article, *, networks: list[Network], now: Callable[[], datetime]
) -> Answer:
    """Ask the model, and judge what it wrote with the room that there is."""
    from crosspost.summary import guard  # noqa: PLC0415 — 0.15 s for those who have a model

    rooms = [_room(network, article) for network in networks]
    characters = min(map(_characters, rooms), default=_MOST)
    written = await writer.write(article, characters=characters)
    widest = max(rooms, key=lambda room: room.weight, default=Room(2 * _MOST, _wide))
    judged = (Candidate(g, guard.check(g, article, widest).refusals) for g in written.gists)
    return Answer(
        article.fingerprint, writer.name, now(), tuple(judged), written.usd, why=written.why
    )


def with_answer(article: Article, answer: Answer | None) -> Article:
    """Return the article with the candidates that the guard let pass."""
    passed = answer.candidates if answer else ()
    return replace(article, gists=tuple(c.gist for c in passed if not c.refusals))


def with_kept(article: Article, record: Record | None) -> Article:
    """Return the article with what the record holds of the model's answer."""
    kept = record.answer(article.fingerprint) if record and article.fingerprint else None
    return with_answer(article, kept)


def whose(article: Article, text: str) -> str:
    """Return whose the gist in a post's text is, in the words of `Post.gist`."""
    if article.excerpt:
        return "author"
    return "model" if any(gist.text in text for gist in article.gists) else "taken"


def tell_origin(post: Post, answer: Answer | None, *, by: str) -> Iterator[Reason]:
    """Yield where a post's gist is from, and what of the model's candidates was refused."""
    candidates = answer.candidates if answer else ()
    if post.gist == "author":
        yield Origin.AUTHOR()
    elif answer and post.gist == "model":
        place = next((n for n, c in enumerate(candidates, 1) if c.gist.text in post.text), 0)
        yield Origin.MODEL(place=place, model=answer.model)
    elif post.gist == "taken":
        yield Origin.SUMMARIZER(by="select" if by == "model" else by)
    if answer and answer.why:
        yield Origin.UNWRITTEN(model=answer.model, cause=answer.why)
    for candidate in candidates:
        if candidate.refusals:
            yield Origin.REFUSED(text=candidate.gist.text, causes=candidate.refusals)


def may_leave(article: Article) -> bool:
    """Whether the article may be shown to a model, and has something for it to do."""
    is_told = bool(article.text) and bool(article.fingerprint)
    return is_told and not article.protected and not article.damaged and not article.excerpt


def _reason_not_to_spend(
    pipe: Pipeline, writer: Writer, article: Article, *, networks: list[Network]
) -> Reason | None:
    """Return why the budget does not allow the question (law 9), None when it does."""
    if writer.is_free:
        return None
    characters = min((_characters(_room(n, article)) for n in networks), default=_MOST)
    price = writer.estimate(article, characters=characters)
    zones = [section.zone for section in pipe.settings.accounts.values()]
    spent = pipe.store.spent(None, find_period(pipe.now(), zones[0]).month) if zones else Decimal(0)
    limit = pipe.settings.budget.monthly_usd
    if spent + price <= limit:
        return None
    return NoGist.OVER_BUDGET(price=price, limit=limit, spent=spent)


def _room(network: Network, article: Article) -> Room:
    left = network.room(article) - network.weigh(article.title) - _LINK
    return Room(max(left, 2 * _FEWEST), network.weigh)


def _characters(room: Room) -> int:
    return min(max(room.weight // 2, _FEWEST), _MOST)


def _wide(text: str) -> int:
    return 2 * len(text)
