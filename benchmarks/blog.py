"""An invented Japanese blog: its feed, and a server on loopback that gives it out.

python blog.py FOLDER PORT    serve the files of a folder; one named plain-* without validators
"""

import asyncio
import hashlib
import random
import sys
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

ITEMS = 20
_BEGIN = datetime.now(UTC) - timedelta(hours=6)  # noqa: TID251 — the blog's own clock
_CHARACTERS = 6_400  #: of each article; with its markup 20 of them make about 400 kB
_WHO = (
    "海峡の管理当局",
    "連立与党",
    "東部の州政府",
    "中央銀行",
    "国境の町の市長",
    "外務省の報道官",
)
_WHAT = ("通航料の引き上げ", "停戦の第二段階", "小麦の輸出枠", "選挙区の見直し", "港の共同管理")
_HOW = ("慎重に進める", "年内に決める", "いったん見送る", "議会に諮る", "隣国と協議する")
_WHY = ("物価の上昇が続いている", "雨期の前に道を直す必要がある", "監視団の報告が遅れている")


def write_feed(newest: int) -> bytes:
    """Return the feed whose newest article has this number; the others are those before it."""
    numbers = range(newest, newest - ITEMS, -1)
    items = "\n".join(_item(n, _BEGIN + timedelta(seconds=n)) for n in numbers)
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:atom="http://www.w3.org/2005/Atom">
<channel><title>海峡時報</title><link>http://127.0.0.1/</link>
<description>海峡の町から世界を見る</description><language>ja</language>
<generator>https://wordpress.org/?v=6.8</generator>
{items}
</channel></rss>
""".encode()


def _item(number: int, published: datetime) -> str:
    draw = random.Random(number)
    title = f"{draw.choice(_WHO)}、{draw.choice(_WHAT)}を{draw.choice(_HOW)}方針({number})"
    address = f"http://127.0.0.1/2026/{number:05d}/"
    paragraphs = "\n".join(f"<p>{text}</p>" for text in _paragraphs(draw))
    return f"""<item><title>{title}</title><link>{address}</link>
<dc:creator>港の記者</dc:creator><pubDate>{format_datetime(published)}</pubDate>
<guid isPermaLink="false">http://127.0.0.1/?p={number}</guid>
<description><![CDATA[<p>{next(_sentences(draw))} [&hellip;]</p>]]></description>
<content:encoded><![CDATA[<figure class="wp-block-image"><img src="http://127.0.0.1/{number}.jpg"
 width="1200" height="800" alt=""/><figcaption>海峡を見下ろす丘=港の写真部</figcaption></figure>
{paragraphs}]]></content:encoded></item>"""


def _paragraphs(draw: random.Random) -> list[str]:
    sentences, found, length = _sentences(draw), [], 0
    while length < _CHARACTERS:
        found.append("".join(next(sentences) for _ in range(3)))
        length += len(found[-1])
    return found


def _sentences(draw: random.Random):  # noqa: ANN202 — a generator without an end
    while True:
        yield (
            f"{draw.choice(_WHO)}は{draw.randrange(1, 29)}日、{draw.choice(_WHAT)}について"
            f"「{draw.choice(_WHY)}」と述べ、{draw.choice(_WHAT)}と合わせて{draw.choice(_HOW)}"
            "考えを明らかにした。"
        )


async def _answer(folder: Path, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Answer requests on one connection until the other side ends it."""
    try:
        while request := await reader.readuntil(b"\r\n\r\n"):
            writer.write(_respond(folder, request.decode("latin-1")))
            await writer.drain()
    except (asyncio.IncompleteReadError, ConnectionError):
        pass
    finally:
        writer.close()


def _respond(folder: Path, request: str) -> bytes:
    path = folder / request.split(" ", 2)[1].lstrip("/")
    if not path.is_file():
        return b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"
    body = path.read_bytes()
    head = "Content-Type: application/rss+xml; charset=UTF-8\r\n"
    if not path.name.startswith("plain-"):
        tag = f'"{hashlib.md5(body).hexdigest()}"'
        head += f"ETag: {tag}\r\n"
        if tag in request:
            return f"HTTP/1.1 304 Not Modified\r\n{head}\r\n".encode()
    return f"HTTP/1.1 200 OK\r\n{head}Content-Length: {len(body)}\r\n\r\n".encode() + body


async def serve(folder: Path, port: int) -> None:
    """Serve the folder's files until the process ends."""
    server = await asyncio.start_server(lambda r, w: _answer(folder, r, w), "127.0.0.1", port)
    async with server:
        print(server.sockets[0].getsockname()[1], flush=True)
        await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(serve(Path(sys.argv[1]), int(sys.argv[2])))
