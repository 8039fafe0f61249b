"""What may be out though the record does not know it: another copy of it may have gone on."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from crosspost.model import Finding


@dataclass(frozen=True, slots=True)
class Doubt:
    """What may be out: a copy of this record may have read the feed after this one did."""

    max_age: timedelta
    last: datetime | None  #: this record's last clean look
    started: bool
    begun_at: datetime | None
    lag: timedelta  #: of a timeline: none is looked for sooner after a start

    def cast(self, finding: Finding, *, now: datetime) -> Finding:
        """Doubt what is planned, where there is reason to."""
        since = self._since(finding.article.published, now=now)
        if since is None:
            return finding
        not_before = self.begun_at + self.lag if self.started and self.begun_at else now
        planned = tuple(
            replace(each, doubt_since=min(since, now), due_at=max(each.due_at, not_before))
            for each in finding.deliveries
        )
        return replace(finding, deliveries=planned)

    def _since(self, published: datetime | None, *, now: datetime) -> datetime | None:
        if self.started:
            return self.last or published or now - self.max_age
        # The first answer may have come from a cache, as it was before the article.
        is_older = self.begun_at and published and published < self.begun_at
        return published if is_older else None
