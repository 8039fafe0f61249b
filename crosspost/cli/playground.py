"""`sandbox` and `demo`: X on this machine, alone or with a sample blog and the daemon."""

import asyncio
import re
import signal
import tempfile
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from urllib.parse import unquote

from rich.box import SIMPLE
from rich.cells import cell_len
from rich.console import Console
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from crosspost import log
from crosspost.cli import voice
from crosspost.cli.printing import make_console, say, shorten
from crosspost.demo.show import Scene
from crosspost.demo.show import play as play_show
from crosspost.model import Delivery
from crosspost.sandbox.core import Sandbox
from crosspost.sandbox.server import serve
from crosspost.sandbox.world import DEMO
from crosspost.text import one_line
from crosspost.words.lines import Line

_MARK = re.compile(r"[（【][^（【]{1,8}[）】]$")
_ID_WIDTH = 19  #: of a post's number on X
_BESIDE = _ID_WIDTH + 6 + 5 + 13  #: columns beside the article, with what lies between


async def serve_sandbox(port: int) -> None:
    """Serve X on this machine until Ctrl-C or SIGTERM."""
    console = make_console()
    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    async with serve(Sandbox(), port=port) as url:
        say(console, voice.say(Line.SANDBOX(url=url)))
        print_credentials(console)
        await stop.wait()


def print_credentials(console: Console) -> None:
    """Print lines to paste into a shell, so none is broken by a narrow terminal."""
    say(console, voice.say(Line.CREDENTIALS()))
    for name, secret in DEMO.variables().items():
        say(console, f"  export {name}={secret}")


async def play(*, once: bool, port: int | None, keep: Path | None) -> None:
    """Play the demo and end with a table of what went out."""
    log.configure("warning", "console")
    console = make_console()
    with ExitStack() as stack:
        folder = keep or Path(stack.enter_context(tempfile.TemporaryDirectory()))
        folder.mkdir(parents=True, exist_ok=True)

        def tell(scene: Scene) -> None:
            _print_scene(console, scene)

        out = await play_show(state=folder, port=port, once=once, tell=tell)
        console.print(_table(out, console.width))


def _print_scene(console: Console, scene: Scene) -> None:
    if scene.delivery is None:
        say(console, voice.say(scene.line))
        return
    post = scene.delivery.post
    body = Text(post.text)
    if post.thumbnail:
        picture = Line.DEMO_PICTURE(alt=one_line(post.thumbnail.alt))
        body.append(f"\n\n{voice.say(picture)}", style="dim")
    figures = Line.DEMO_FIGURES(weight=post.weight, price=scene.delivery.price)
    body.append(f"\n{voice.say(figures)}", style="dim")
    console.print(Panel(body, width=min(console.width, 76)))


def _table(out: Sequence[Delivery], width: int) -> Table:
    """Return what went out: two lines a post, the post's id and its figures beside them."""
    table = Table(
        title=voice.say(Line.WENT_OUT_TABLE()), title_justify="left", show_lines=True, box=SIMPLE
    )
    room = max(width - _BESIDE, 20)
    table.add_column(voice.say(Line.COLUMN_POST()), width=room, no_wrap=True)
    table.add_column(voice.say(Line.COLUMN_ID()), min_width=_ID_WIDTH, no_wrap=True)
    table.add_column(voice.say(Line.WEIGHT()), min_width=6, justify="right", no_wrap=True)
    table.add_column("USD", min_width=5, justify="right", no_wrap=True)
    for delivery in out:
        title = delivery.post.text.partition("\n")[0]  # as it went out, not as it was revised since
        table.add_row(
            Text(f"{_shorten(title, room)}\n{shorten(_picture(delivery), room)}"),
            delivery.receipt.id if delivery.receipt else "",
            str(delivery.post.weight),
            f"{delivery.price:.3f}",
        )
    return table


def _shorten(title: str, room: int) -> str:
    """Shorten a title before the mark at its end, which tells a revision from what it revises."""
    mark = found[0] if (found := _MARK.search(title)) else ""
    return shorten(title.removesuffix(mark), room - cell_len(mark)) + mark


def _picture(delivery: Delivery) -> str:
    thumbnail = delivery.post.thumbnail
    if thumbnail is None:
        return voice.say(Line.DEMO_NO_PICTURE())
    name = unquote(thumbnail.url.rsplit("/", 1)[-1])
    return voice.say(Line.DEMO_FILE(name=name, alt=one_line(thumbnail.alt)))
