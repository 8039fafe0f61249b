"""Decompression with a cap: a bomb ends at the cap, a cut-off stream is an error."""

import io
import zlib

from crosspost.model import Reason, Why
from crosspost.model.failures import Fault

_GZIP = b"\x1f\x8b"
_MOST_LAYERS = 3
_MOST_MEMBERS = 10_000  #: of one gzip stream; packers that write blocks make one for each 64 kB
_FIRST_PIECE, _MOST_PIECE = 64, 65_536  #: bytes
_ZSTD_PIECE = 64
_MOST_WINDOW = 1 << 23  #: bytes; RFC 8878, section 3.1.1.1.2, recommends decoders to allow 8 MB


class TooLarge(Exception):
    """The unpacked bytes pass the cap."""


class Damaged(Exception):
    """The packed bytes are cut off, broken or in a form that was not asked for."""

    def __init__(self, why: Reason) -> None:
        super().__init__(str(why))
        self.why = why


def is_packed(data: bytes, encoding: str) -> bool:
    """Whether there is anything to unpack."""
    return data.startswith(_GZIP) or encoding.strip().lower() not in {"", "identity"}


def unpack(data: bytes, encoding: str, *, most: int) -> bytes:
    """Return the bytes behind a Content-Encoding, at most `most` of them.

    gzip is recognised by its magic number even when the server does not declare it.
    """
    layers = [n for n in (part.strip().lower() for part in encoding.split(",")) if n]
    if len(layers) > _MOST_LAYERS:
        raise Damaged(Fault.LAYERS(layers=len(layers)))
    for layer in reversed(layers):
        data = _layer(data, layer, most)
    if data.startswith(_GZIP):
        data = _inflate(data, zlib.MAX_WBITS | 16, most)
    if len(data) > most:
        raise TooLarge
    return data


def _layer(data: bytes, name: str, most: int) -> bytes:
    if not data or name == "identity":
        return data
    if name in {"gzip", "x-gzip"}:
        # Some servers declare it and send the plain text.
        return _inflate(data, zlib.MAX_WBITS | 16, most) if data.startswith(_GZIP) else data
    if name == "deflate":
        wrapped = data[0] & 0x0F == zlib.DEFLATED and int.from_bytes(data[:2]) % 31 == 0
        return _inflate(data, zlib.MAX_WBITS if wrapped else -zlib.MAX_WBITS, most)
    if name == "br":
        return _brotli(data, most)
    if name == "zstd":
        return _zstd(data, most)
    raise Damaged(Fault.PACKED_AS(form=name))


def _inflate(data: bytes, window: int, most: int) -> bytes:
    """Return what all the members of a stream hold; bytes behind them that are none are padding."""
    out, packed, at = io.BytesIO(), memoryview(data), 0
    for _ in range(_MOST_MEMBERS):
        at = _member(packed, at, window, out=out, most=most)
        if packed[at : at + len(_GZIP)] != _GZIP:
            return out.getvalue()
    raise Damaged(Fault.MEMBERS(most=_MOST_MEMBERS))


def _member(packed: memoryview, at: int, window: int, *, out: io.BytesIO, most: int) -> int:
    """Unpack the member that begins at `at`; return where it ends.

    zlib copies whatever stands behind a member in the bytes that it was given. So it is given
    little at first and then twice as much each time: of a member at most its own length is copied.
    """
    unpacker, size = zlib.decompressobj(window), _FIRST_PIECE
    try:
        while not unpacker.eof:
            if at >= len(packed):
                raise Damaged(Fault.CUT_OFF())
            piece = packed[at : at + size]
            out.write(unpacker.decompress(piece, most + 1 - out.tell()))
            if out.tell() > most:
                raise TooLarge
            at += len(piece) - len(unpacker.unconsumed_tail) - len(unpacker.unused_data)
            size = min(2 * size, _MOST_PIECE)
    except zlib.error as error:
        raise Damaged(Why.SAID(text=str(error))) from None
    return at


def _brotli(data: bytes, most: int) -> bytes:
    import brotli  # noqa: PLC0415 — few servers use it

    unpacker = brotli.Decompressor()
    try:
        found: bytes = unpacker.process(data, output_buffer_limit=most + 1)
    except brotli.error as error:
        raise Damaged(Why.SAID(text=str(error))) from None
    if len(found) > most:
        raise TooLarge
    if not unpacker.is_finished():
        raise Damaged(Fault.CUT_OFF())
    return found


def _zstd(data: bytes, most: int) -> bytes:
    import zstandard  # noqa: PLC0415 — few servers use it

    unpacker = zstandard.ZstdDecompressor(max_window_size=_MOST_WINDOW).decompressobj()
    found = bytearray()
    try:
        # Four bytes can stand for a block of 128 kB, so small pieces keep the cap near.
        for start in range(0, len(data), _ZSTD_PIECE):
            found += unpacker.decompress(data[start : start + _ZSTD_PIECE])
            if len(found) > most:
                raise TooLarge
            if unpacker.eof:
                return bytes(found)
    except zstandard.ZstdError as error:
        raise Damaged(Why.SAID(text=str(error))) from None
    raise Damaged(Fault.CUT_OFF())
