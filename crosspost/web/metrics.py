"""Prometheus metrics, made from the record at each question; docs/operate.md lists the names."""

from collections.abc import Iterator

from prometheus_client import CollectorRegistry
from prometheus_client.core import GaugeMetricFamily, InfoMetricFamily, Metric
from prometheus_client.exposition import generate_latest
from prometheus_client.registry import Collector

from crosspost.health import STOPPED
from crosspost.model import State
from crosspost.pipeline.overview import Overview

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"


class _Collector(Collector):
    """One question's metrics."""

    def __init__(self, seen: Overview, counts: dict[str, dict[State, int]]) -> None:
        self._seen = seen
        self._counts = counts

    def collect(self) -> Iterator[Metric]:
        """Yield every metric."""
        yield InfoMetricFamily("crosspost", "The program.", value={"version": self._seen.version})
        yield from self._jobs()
        yield from self._feeds()
        yield from self._accounts()
        yield from self._money()

    def _jobs(self) -> Iterator[Metric]:
        beats = GaugeMetricFamily(
            "crosspost_job_last_run_timestamp_seconds",
            "When a job of the daemon came round last.",
            labels=["job"],
        )
        for job, at in self._seen.beats.items():
            if job != STOPPED:  # no job: it marks an orderly end
                beats.add_metric([job], at.timestamp())
        yield beats

    def _feeds(self) -> Iterator[Metric]:
        names = ["feed"]
        clean = GaugeMetricFamily(
            "crosspost_feed_last_clean_timestamp_seconds",
            "When the feed last gave a clean answer.",
            labels=names,
        )
        news = GaugeMetricFamily(
            "crosspost_feed_last_article_timestamp_seconds",
            "When a new article last came.",
            labels=names,
        )
        failures = GaugeMetricFamily(
            "crosspost_feed_failures", "Failed looks in a row.", labels=names
        )
        for feed, state in self._seen.feeds:
            if state is None:
                continue
            failures.add_metric([feed.name], state.failures)
            if state.clean_at:
                clean.add_metric([feed.name], state.clean_at.timestamp())
            if state.changed_at:
                news.add_metric([feed.name], state.changed_at.timestamp())
        yield from (clean, news, failures)

    def _accounts(self) -> Iterator[Metric]:
        paused = GaugeMetricFamily(
            "crosspost_account_paused", "1 when the account is paused.", labels=["account"]
        )
        for account in self._seen.accounts:
            paused.add_metric([account.name], float(account.paused_at is not None))
        deliveries = GaugeMetricFamily(
            "crosspost_deliveries", "Deliveries by state.", labels=["account", "state"]
        )
        for name, states in self._counts.items():
            for state in State:
                deliveries.add_metric([name, state.value], states.get(state, 0))
        yield from (paused, deliveries)

    def _money(self) -> Iterator[Metric]:
        money = self._seen.money
        yield GaugeMetricFamily(
            "crosspost_spent_month_usd", "Estimated spend this month.", value=float(money.spent)
        )
        yield GaugeMetricFamily(
            "crosspost_forecast_month_usd",
            "Estimated spend at the end of the month.",
            value=float(money.forecast),
        )
        yield GaugeMetricFamily(
            "crosspost_budget_month_usd", "What may be spent a month.", value=float(money.limit)
        )


def render(seen: Overview, counts: dict[str, dict[State, int]]) -> bytes:
    """Return the metrics as Prometheus reads them."""
    registry = CollectorRegistry()
    registry.register(_Collector(seen, counts))
    return generate_latest(registry)
