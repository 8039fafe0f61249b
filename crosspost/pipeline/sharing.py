"""One article in several feeds: each account has it once, from the feed that shows it first."""

from collections.abc import Sequence
from dataclasses import replace

from crosspost.article.recognition import is_unlike
from crosspost.model import Article, Finding, Known, Why
from crosspost.model.why import join
from crosspost.pipeline.naming import host_of
from crosspost.pipeline.parts import Pipeline


def leave_out_shared(pipe: Pipeline, finding: Finding) -> Finding:
    """Return the finding without first announcements that another feed's article stands for.

    A blog's category feed shows what its main feed shows. Nothing may be awaited between this and
    the record, or two looks at once would not see each other.
    """
    first = [planned.account for planned in finding.deliveries if planned.edition == 1]
    if not first:
        return finding
    others = _find_others(pipe, finding.article)
    givers = {account: giver for account in first if (giver := _giver(pipe, others, account))}
    if not givers:
        return finding
    left = tuple(p for p in finding.deliveries if p.edition != 1 or p.account not in givers)
    told = [
        Why.SHARED(account=account, feed=giver.feed, article=giver.id)
        for account, giver in givers.items()
    ]
    if left:
        return replace(finding, why=join(finding.why, *told), deliveries=left)
    return replace(finding, decision="skip", why=join(*told), deliveries=())


def _names(article: Article) -> list[str]:
    """Return the names that mean one article in every feed: those with its blog's address."""
    host = host_of(article.url)
    starts = ("l:", f"g:{host}/", f"g:{host}?")
    return [alias for alias in article.aliases if host and alias.startswith(starts)]


def _find_others(pipe: Pipeline, article: Article) -> list[Known]:
    """Return the same article in other feeds: a name alone proves nothing, title or text does.

    What came out here since the last look is news, though a feed that is watched since then had it
    at first sight: nothing went out.
    """
    found = pipe.store.known_elsewhere(article.feed, _names(article))
    same = [k for k in found if (k.title.strip() or k.text.strip()) and not is_unlike(article, k)]
    state = pipe.store.feed(article.feed) if same else None
    since = state.clean_at if state else None
    is_news = bool(since and article.published and article.published > since)
    return [k for k in same if not (is_news and k.decision == "baseline")]


def _giver(pipe: Pipeline, others: Sequence[Known], account: str) -> Known | None:
    return next((other for other in others if _stands_for(pipe, other, account)), None)


def _stands_for(pipe: Pipeline, other: Known, account: str) -> bool:
    """Whether the account had another feed's article, or was not to have it at first sight."""
    if pipe.store.next_edition(other.id, account) > 1:
        return True
    feed = pipe.settings.feed(other.feed)
    return (
        other.decision == "baseline"
        and feed is not None
        and account in pipe.settings.accounts_of(feed)
    )
