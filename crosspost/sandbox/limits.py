"""Rate limits per user, method and endpoint, with X's headers (x-api.md sections 1 and 3)."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

WINDOW = timedelta(minutes=15)
DAY = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class Allowance:
    """Where a bucket stands after a call."""

    limit: int
    remaining: int  #: below 0: the call came too many
    resets_at: datetime

    @property
    def exceeded(self) -> bool:
        """Whether the call came too many."""
        return self.remaining < 0

    def headers(self, prefix: str) -> dict[str, str]:
        """Return the three headers; the reset is in seconds since 1970."""
        return {
            f"{prefix}-limit": str(self.limit),
            f"{prefix}-remaining": str(max(0, self.remaining)),
            f"{prefix}-reset": str(-int(-self.resets_at.timestamp() // 1)),
        }


@dataclass(slots=True)
class Buckets:
    """Counts the calls in fixed windows that begin with their first call."""

    _began: dict[tuple[str, str], tuple[datetime, int]] = field(default_factory=dict)

    def take(
        self,
        account: str,
        endpoint: str,
        *,
        limit: int,
        now: datetime,
        window: timedelta = WINDOW,
    ) -> Allowance:
        """Count one call and return where the bucket stands."""
        began, count = self._began.get((account, endpoint), (now, 0))
        if now >= began + window:
            began, count = now, 0
        self._began[account, endpoint] = (began, count + 1)
        return Allowance(limit, limit - count - 1, began + window)
