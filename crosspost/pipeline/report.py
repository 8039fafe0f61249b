"""Says in the log what the pure code has decided: one line for each change."""

from typing import Any

from crosspost.masks import mask_all
from crosspost.model import Delivery, State
from crosspost.outbox.store import Store
from crosspost.pipeline.watch import Look
from crosspost.settings import Settings

_EVENTS = {
    State.QUEUED: "delivery.queued",
    State.SENDING: "delivery.sending",
    State.UNCERTAIN: "delivery.uncertain",
    State.HELD: "delivery.held",
    State.PUBLISHED: "delivery.published",
    State.WITHDRAWN: "delivery.withdrawn",
}
_LOUD = frozenset({State.UNCERTAIN, State.HELD})


def tell_look(logger: Any, look: Look, store: Store) -> None:  # noqa: ANN401 — structlog's logger
    """Log a look at a feed, and each article that it found by its number in the record.

    The number stands in the lines of the article's deliveries, too: it ties them together.
    """
    if look.outcome == "failed":
        logger.warning("feed.failed", feed=look.feed, why=look.why)
        return
    tell = logger.debug if look.outcome == "unchanged" else logger.info
    tell(f"feed.{look.outcome}", feed=look.feed, why=look.why)
    for finding in look.findings:
        if finding.decision != "baseline":
            known = store.known_by_alias(look.feed, finding.article.aliases)
            logger.info(
                "article.found",
                article=known[0].id if known else None,
                feed=look.feed,
                decision=finding.decision,
                why=finding.why,
                url=finding.article.url,
                title=finding.article.title,
            )
    if count := sum(f.decision == "baseline" for f in look.findings):
        logger.info("feed.baseline", feed=look.feed, entries=count)


def tell_delivery(logger: Any, delivery: Delivery) -> None:  # noqa: ANN401 — structlog's logger
    """Log where a delivery stands now."""
    tell = logger.warning if delivery.state in _LOUD else logger.info
    facts = {"url": delivery.receipt.url, "usd": str(delivery.price)} if delivery.receipt else {}
    tell(
        _EVENTS[delivery.state],
        article=delivery.article,
        delivery=delivery.id,
        account=delivery.account,
        why=delivery.why,
        **facts,
    )


def compare_settings(before: Settings, after: Settings) -> list[str]:
    """Return what differs, one "key: old -> new" each; secrets are masked by their type."""
    return _compare(before.model_dump(mode="python"), after.model_dump(mode="python"), "")


def find_restarts(begun: Settings, after: Settings) -> list[str]:
    """Return the keys that differ from those the daemon began with and need a restart."""
    keys = (("state", "url"), ("web", "enabled"), ("web", "host"), ("web", "port"))
    return [
        f"{section}.{key}"
        for section, key in keys
        if getattr(getattr(begun, section), key) != getattr(getattr(after, section), key)
    ]


def _compare(before: Any, after: Any, path: str) -> list[str]:  # noqa: ANN401 — any value of the file
    if isinstance(before, dict) and isinstance(after, dict):
        lines = []
        for key in sorted({*before, *after}):
            lines += _compare(before.get(key), after.get(key), f"{path}.{key}".lstrip("."))
        return lines
    if before == after:
        return []
    shown = (_show(mask_all(value, path)) for value in (before, after))
    return [f"{path}: {' -> '.join(shown)}"]


def _show(value: object) -> str:
    if isinstance(value, tuple | list) and value and isinstance(value[0], dict):
        return "[" + ", ".join(str(item.get("name", "…")) for item in value) + "]"
    return "(none)" if value is None else str(value)
