"""Decompression with a cap: a bomb ends at the cap, a cut-off stream is an error."""

import zlib

_GZIP = b"\x1f\x8b"
_MOST_LAYERS = 3
_ZSTD_PIECE = 64
_MOST_WINDOW = 1 << 23  #: bytes; RFC 8878, section 3.1.1.1.2, recommends decoders to allow 8 MB


class TooLarge(Exception):
    """The unpacked bytes pass the cap."""


class Damaged(Exception):
    """The packed bytes are cut off, broken or in a form that was not asked for."""


def unpack(data: bytes, encoding: str, *, most: int) -> bytes:
    """Return the bytes behind a Content-Encoding, at most `most` of them.

    gzip is recognised by its magic number even when the server does not declare it.
    """
    layers = [n for n in (part.strip().lower() for part in encoding.split(",")) if n]
    if len(layers) > _MOST_LAYERS:
        raise Damaged(f"packed {len(layers)} times over")
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
    raise Damaged(f"packed as {name!r}, which was not asked for")


def _inflate(data: bytes, window: int, most: int) -> bytes:
    pieces: list[bytes] = []
    room = most + 1
    while data and room > 0:
        unpacker = zlib.decompressobj(window)
        try:
            pieces.append(unpacker.decompress(data, room))
        except zlib.error as error:
            raise Damaged(str(error)) from None
        room -= len(pieces[-1])
        if room <= 0:
            raise TooLarge
        if not unpacker.eof:
            raise Damaged("the packed stream is cut off")
        data = unpacker.unused_data if unpacker.unused_data.startswith(_GZIP) else b""
    return b"".join(pieces)


def _brotli(data: bytes, most: int) -> bytes:
    import brotli  # noqa: PLC0415 — few servers use it

    unpacker = brotli.Decompressor()
    try:
        found: bytes = unpacker.process(data, output_buffer_limit=most + 1)
    except brotli.error as error:
        raise Damaged(str(error)) from None
    if len(found) > most:
        raise TooLarge
    if not unpacker.is_finished():
        raise Damaged("the packed stream is cut off")
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
        raise Damaged(str(error)) from None
    raise Damaged("the packed stream is cut off")
