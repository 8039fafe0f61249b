"""What X would bill (x-api.md section 7): successes only, reads once per resource and UTC day."""

from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal

PRICES = {
    "post": Decimal("0.015"),
    "post-with-url": Decimal("0.200"),
    "media-metadata": Decimal("0.005"),
    "repost": Decimal("0.015"),
    "undo-repost": Decimal("0.010"),
    "delete": Decimal("0.010"),
    "post-read": Decimal("0.005"),
    "owned-read": Decimal("0.001"),
    "user-read": Decimal("0.010"),
}
_READS = frozenset({"post-read", "owned-read", "user-read"})


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the bill."""

    at: datetime
    account: str
    item: str
    usd: Decimal
    resource: str


@dataclass(slots=True)
class Ledger:
    """The bill so far."""

    lines: list[Line] = field(default_factory=list)
    total: Decimal = Decimal(0)
    _read: set[tuple[str, str, date]] = field(default_factory=set)

    def charge(self, account: str, item: str, *, resource: str, now: datetime) -> Decimal:
        """Write a line and return its price; 0 for a resource read before on this UTC day."""
        if item in _READS:
            key = (account, resource, now.date())
            if key in self._read:
                return Decimal(0)
            self._read.add(key)
        line = Line(now, account, item, PRICES[item], resource)
        self.lines.append(line)
        self.total += line.usd
        return line.usd
