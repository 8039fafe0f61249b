"""Runs blocking work beside the event loop, in threads that never keep the process alive."""

import asyncio
import threading
from collections.abc import Callable
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")


async def run_apart(work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """Run blocking work in a daemon thread of its own and return what it returns.

    Unlike an executor's threads, it does not delay the end of the process: a request that hangs
    at shutdown is abandoned, and its delivery is uncertain at the next start (law 2).
    """
    loop = asyncio.get_running_loop()
    done: asyncio.Future[T] = loop.create_future()

    def settle(result: T | None, error: BaseException | None) -> None:
        if done.cancelled():
            return
        if error is not None:
            done.set_exception(error)
        else:
            done.set_result(result)  # type: ignore[arg-type]  # set together with no error

    def run() -> None:
        result, error = None, None
        try:
            result = work(*args, **kwargs)
        except BaseException as caught:  # noqa: BLE001 — handed to the caller
            error = caught
        try:
            loop.call_soon_threadsafe(settle, result, error)
        except RuntimeError:
            return  # the loop has ended: nobody waits for this any more

    threading.Thread(target=run, daemon=True).start()
    return await done
