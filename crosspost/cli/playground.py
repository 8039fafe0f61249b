"""`sandbox` and `demo`: X on this machine, alone or with a sample blog and the daemon."""

import asyncio
import signal
import tempfile
from contextlib import ExitStack
from pathlib import Path

from rich.console import Console
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from crosspost import log
from crosspost.demo.show import Scene, Stage, published
from crosspost.demo.show import play as play_show
from crosspost.errors import CrosspostError
from crosspost.sandbox.core import Sandbox
from crosspost.sandbox.server import serve
from crosspost.sandbox.world import DEMO


async def serve_sandbox(port: int) -> None:
    """Serve X on this machine until Ctrl-C or SIGTERM."""
    console = Console()
    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    async with serve(Sandbox(), port=port) as url:
        console.print(f'X on this machine: [bold]{url}/[/] (timeline), base_url = "{url}"')
        console.print("It takes these invented credentials (docs/sandbox.md):")
        for key in ("api_key", "api_secret", "access_token", "access_token_secret"):
            name = f"CROSSPOST_ACCOUNTS__MAIN__{key.upper()}"
            console.print(f"  export {name}={getattr(DEMO, key)}", highlight=False)
        await stop.wait()


async def play(*, once: bool, port: int, keep: Path | None) -> int:
    """Play the demo and, with `once`, end with a table; 1 when it did not come to its end."""
    log.configure("warning", "console")
    console = Console()
    with ExitStack() as stack:
        folder = keep or Path(stack.enter_context(tempfile.TemporaryDirectory()))
        folder.mkdir(parents=True, exist_ok=True)

        def tell(scene: Scene) -> None:
            _print_scene(console, scene)

        try:
            stage = await play_show(state=folder, port=port, once=once, tell=tell)
        except CrosspostError as error:
            console.print(f"[red]{error}[/]")
            return 1
        console.print(_table(stage))
    return 0


def _print_scene(console: Console, scene: Scene) -> None:
    if scene.delivery is None:
        console.print(Text(scene.line))
        return
    post = scene.delivery.post
    body = Text(post.text)
    if post.thumbnail:
        body.append(f"\n\n[picture] {post.thumbnail.alt or '(no alt text)'}", style="dim")
    body.append(f"\n{post.weight}/280 · {scene.delivery.price} USD", style="dim")
    console.print(Panel(body, width=min(console.width, 76)))


def _table(stage: Stage) -> Table:
    """Return what went out: article, post, weight, picture, alt text, price."""
    table = Table(title="What went out", show_lines=True)
    for heading in ("article", "post", "weight", "picture", "alt text", "USD"):
        table.add_column(heading, justify="right" if heading in {"weight", "USD"} else "left")
    for delivery in published(stage.store):
        post = delivery.post
        picture = post.thumbnail.url.rsplit("/", 1)[-1] if post.thumbnail else "–"
        table.add_row(
            Text(stage.store.article(delivery.article).title),
            delivery.receipt.id if delivery.receipt else "",
            str(post.weight),
            picture,
            Text(post.thumbnail.alt if post.thumbnail else "–"),
            f"{delivery.price:.3f}",
        )
    return table
