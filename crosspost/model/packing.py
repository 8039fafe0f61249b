"""How a reason travels as JSON: into the record, and from one process to another."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

from crosspost.model.reasons import Fact, Reason, find_code
from crosspost.model.why import Why


def pack(reason: Reason) -> dict[str, Any]:
    """Return code and facts as JSON, each fact with its kind where JSON has none of its own."""
    facts = {name: _pack_fact(value) for name, value in reason.facts}
    return {"reason": reason.code.value, "facts": facts}


def unpack(packed: dict[str, Any]) -> Reason:
    """Return the reason; of a code or facts that nobody knows STRANGE: it may be out, so ask."""
    code, facts = packed["reason"], packed["facts"]
    known = find_code(code)
    if known is None or set(known.names) != set(facts):
        return Why.STRANGE(text=f"{code} {facts}")
    return known(**{name: _unpack_fact(value) for name, value in facts.items()})


def _pack_fact(fact: Fact) -> Any:  # noqa: ANN401 — any value of JSON
    if isinstance(fact, Reason):
        return pack(fact)
    if isinstance(fact, tuple):
        return [_pack_fact(each) for each in fact]
    if isinstance(fact, Decimal):
        return {"number": str(fact)}
    if isinstance(fact, timedelta):
        return {"seconds": fact.total_seconds()}
    if isinstance(fact, datetime):
        return {"at": fact.astimezone(UTC).isoformat()}
    return fact


def _unpack_fact(packed: Any) -> Fact:  # noqa: ANN401 — any value of JSON
    if isinstance(packed, list):
        return tuple(_unpack_fact(each) for each in packed)
    if not isinstance(packed, dict):
        fact: Fact = packed
        return fact
    if "reason" in packed:
        return unpack(packed)
    if "number" in packed:
        return Decimal(packed["number"])
    if "seconds" in packed:
        return timedelta(seconds=packed["seconds"])
    return datetime.fromisoformat(packed["at"])
