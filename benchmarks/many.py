"""Ten thousand small blogs in one process, each under its own port of loopback.

python many.py PORTS    prints the ports; a part of the feeds changes, some are
                        dead and some drip, byte by byte, longer than anyone waits
"""

import asyncio
import random
import sys
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

CHANGING, DEAD, DRIPPING = 0.05, 0.02, 0.01
_BEGIN = datetime.now(UTC)  # noqa: TID251 — the blogs' own clock


def kind(number: int) -> str:
    """Return what sort of blog this is: "steady", "changing", "dead" or "dripping"."""
    draw = random.Random(number).random()
    for name, share in (("changing", CHANGING), ("dead", DEAD), ("dripping", DRIPPING)):
        if draw < share:
            return name
        draw -= share
    return "steady"


def _feed(number: int, newest: int) -> bytes:
    items = "".join(
        f"<item><title>{number}番の町の便り その{n}</title><link>http://127.0.0.1/{number}/{n}</link>"
        f"<guid>http://127.0.0.1/?p={number}{n:03d}</guid>"
        f"<pubDate>{format_datetime(_BEGIN - timedelta(minutes=9 - n))}</pubDate>"
        f"<description>港の市場は{n}日の朝、新しい桟橋の使い方を決めた。</description></item>"
        for n in range(newest, max(newest - 3, 0), -1)
    )
    return (
        '<?xml version="1.0"?><rss version="2.0"><channel><title>町の便り</title>'
        f"<link>http://127.0.0.1/{number}/</link><description/>{items}</channel></rss>"
    ).encode()


async def _answer(
    reader: asyncio.StreamReader, writer: asyncio.StreamWriter, asked: dict[int, int]
) -> None:
    try:
        while True:
            request = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
            number = int(request.split(" ", 2)[1].strip("/"))
            await _respond(writer, request, number=number, sort=kind(number), asked=asked)
    except (asyncio.IncompleteReadError, ConnectionError):
        pass
    finally:
        writer.close()


async def _respond(
    writer: asyncio.StreamWriter, request: str, *, number: int, sort: str, asked: dict[int, int]
) -> None:
    asked[number] = asked.get(number, 0) + 1
    if sort == "dead":
        writer.write(b"HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\n\r\n")
        return
    if sort == "dripping" and asked[number] > 1:
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n")
        for _ in range(600):
            writer.write(b" ")
            await writer.drain()
            await asyncio.sleep(0.5)
        return
    newest = 3 + (asked[number] - 1 if sort == "changing" else 0)
    tag = f'"{number}-{newest}"'
    if tag in request:
        writer.write(f"HTTP/1.1 304 Not Modified\r\nETag: {tag}\r\n\r\n".encode())
        return
    body = _feed(number, newest)
    head = f"HTTP/1.1 200 OK\r\nETag: {tag}\r\nContent-Length: {len(body)}\r\n\r\n"
    writer.write(head.encode() + body)


async def serve(ports: int) -> None:
    """Listen on so many ports until the process ends."""
    asked: dict[int, int] = {}
    servers = [
        await asyncio.start_server(lambda r, w: _answer(r, w, asked), "127.0.0.1", 0)
        for _ in range(ports)
    ]
    print(" ".join(str(s.sockets[0].getsockname()[1]) for s in servers), flush=True)
    await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(serve(int(sys.argv[1])))
