"""How the nouns lie in columns: moments as sortable text, money as whole micro-dollars."""

from dataclasses import fields
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import BigInteger, Dialect, Integer, String
from sqlalchemy.types import TypeDecorator

from crosspost.model import Post, Reason, Thumbnail, Why
from crosspost.model.packing import pack, unpack

_MICRO = 1_000_000

# SQLite numbers its rows only in a column of exactly the type INTEGER.
Id = BigInteger().with_variant(Integer(), "sqlite")


class Moment(TypeDecorator[datetime]):
    """A moment as `2026-11-23T03:27:10.000000Z`: UTC, sortable, readable by a person."""

    impl = String(27)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, _dialect: Dialect) -> str | None:
        """Write the moment; ValueError when it has no zone."""
        return None if value is None else write_moment(value)

    def process_result_value(self, value: str | None, _dialect: Dialect) -> datetime | None:
        """Read the moment, aware, in UTC."""
        return None if value is None else datetime.fromisoformat(value)


def write_moment(value: datetime) -> str:
    """Return the moment as it is stored; ValueError when it has no zone."""
    if value.tzinfo is None:
        raise ValueError(f"a moment without a zone cannot be stored: {value}")
    text = value.astimezone(UTC).isoformat(timespec="microseconds")
    return text.removesuffix("+00:00") + "Z"


class Usd(TypeDecorator[Decimal]):
    """US dollars as whole micro-dollars, so that sums are exact."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: Decimal | None, _dialect: Dialect) -> int | None:
        """Write the amount, rounded to a micro-dollar."""
        return None if value is None else int((value * _MICRO).to_integral_value())

    def process_result_value(self, value: int | None, _dialect: Dialect) -> Decimal | None:
        """Read the amount."""
        return None if value is None else Decimal(value) / _MICRO


_thumbnail = TypeAdapter(Thumbnail | None)
_thumbnails = TypeAdapter(tuple[Thumbnail, ...])
_POST = frozenset(field.name for field in fields(Post))


def write_post(post: Post) -> dict[str, Any]:
    """Return the post as JSON."""
    return {name: getattr(post, name) for name in _POST} | {
        "links": list(post.links),
        "thumbnail": write_thumbnail(post.thumbnail),
        "others": _thumbnails.dump_python(post.others, mode="json"),
        "why": [pack(note) for note in post.why],
    }


def read_post(stored: dict[str, Any]) -> Post:
    """Return the post that was stored; notes of an older version are words."""
    known = {name: value for name, value in stored.items() if name in _POST}
    notes = (read_kept(note) for note in known.get("why", ()))
    return Post(
        **known
        | {
            "links": tuple(known.get("links", ())),
            "thumbnail": read_thumbnail(known.get("thumbnail")),
            "others": _thumbnails.validate_python(known.get("others", ())),
            "why": tuple(note for note in notes if note),
        }
    )


def write_thumbnail(thumbnail: Thumbnail | None) -> dict[str, Any] | None:
    """Return the thumbnail as JSON."""
    written: dict[str, Any] | None = _thumbnail.dump_python(thumbnail, mode="json")
    return written


def read_thumbnail(stored: dict[str, Any] | None) -> Thumbnail | None:
    """Return the thumbnail that was stored."""
    return _thumbnail.validate_python(stored)


def write_reason(reason: Reason | None) -> dict[str, Any]:
    """Return the two columns of a reason: its code, "" of none, and its facts as JSON."""
    return pack(reason) if reason else {"reason": "", "facts": {}}


def read_reason(code: str, facts: dict[str, Any]) -> Reason:
    """Return the reason that was stored; of a code or facts that nobody knows: it may be out."""
    return unpack({"reason": code, "facts": facts})


def read_kept(stored: Any) -> Reason | None:  # noqa: ANN401 — any value of JSON
    """Return a reason that was kept as a small fact; words are those of an older version."""
    if isinstance(stored, dict):
        return unpack(stored)
    return Why.SAID(text=str(stored)) if stored else None
