"""The daemon: jobs that play the pipeline, signals, and reload of the edited file."""

import asyncio
import signal
import time
from contextlib import AsyncExitStack, suppress
from datetime import datetime, timedelta
from pathlib import Path

from crosspost import alerts, log, wiring
from crosspost.edits import EditedFile
from crosspost.errors import ConfigError, StoreError, StoreGone
from crosspost.health import STOPPED
from crosspost.jobs import Jobs, Step
from crosspost.model import Why
from crosspost.outbox.machine import start_lag
from crosspost.outbox.store import Store, Tenure
from crosspost.pipeline import nudge, overview, report, turns
from crosspost.pipeline.budget import release_affordable
from crosspost.pipeline.deliver import deliver
from crosspost.pipeline.needs import find_needs
from crosspost.pipeline.parts import Pipeline
from crosspost.pipeline.reach import release_opened
from crosspost.pipeline.reconfigured import wake_hastened, wake_moved
from crosspost.pipeline.settle import recover, settle, suspect, turn_back
from crosspost.pipeline.watch import look
from crosspost.settings import FeedSection, Settings
from crosspost.standby import refresh, sole_sender
from crosspost.trouble import Trouble, look_at
from crosspost.web import websub

#: How often each job asks the record for what is due; a question costs well under a millisecond.
TICK_SECONDS = 1.0
BEAT_SECONDS = 5.0
BEAT_APART = timedelta(seconds=10)  #: of one job's beats; health asks for one in 90 s
RELOAD_SECONDS = 1.0
ALERT_SECONDS = 5.0
ALERT_EACH = 0.005  #: seconds more for each feed: ten thousand take 0.3 s to be gone through
HUB_SECONDS = 60.0
#: At SIGTERM the step at hand may finish for so long; then it is abandoned (and settled later).
GRACE_SECONDS = 1.5
#: Feeds that are looked at together; each host is asked one at a time by the fetcher.
LOOKS_AT_ONCE = 64


class Daemon:
    """Plays the pipeline until it is told to stop."""

    def __init__(self, pipe: Pipeline, *, path: Path | None = None) -> None:
        self._pipe = pipe
        self._gone: StoreGone | None = None
        self._begun = pipe.settings
        self._file = EditedFile(path) if path else None
        self._caller = alerts.Caller(pipe.store)
        self._jobs = Jobs(self._try, now=pipe.now, tell=self._tell_step_back)
        self._looking: dict[str, asyncio.Task[None]] = {}
        self._beaten: dict[str, datetime] = {}
        self._read: set[str] = set()  #: the feeds that this process has read
        self._begun_at = pipe.now()
        self._stop = asyncio.Event()
        self._log = log.logger()
        self._trouble = Trouble(self._log, seconds=time.monotonic)

    async def run(self) -> None:
        """Run until SIGTERM or SIGINT; the step at hand is finished or safely abandoned.

        StoreGone ends it: another process begins anew on what is there then.
        """
        self._pipe.tenure.keep()
        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(number, self._stop.set)
        loop.add_signal_handler(signal.SIGHUP, self._forget_edits)
        recover(self._pipe, everything=True)
        suspect(self._pipe, apart=start_lag(self._pipe.rules))
        overview.note_config(self._pipe.store)
        wake_moved(self._pipe)
        self._pipe.store.beat("daemon", self._pipe.now())
        self._pipe.store.hurry()
        self._schedule()
        self._jobs.start()
        self._log.info(
            "daemon.started",
            feeds=len(self._pipe.settings.feeds),
            accounts=sorted(self._pipe.accounts),
        )
        try:
            async with AsyncExitStack() as stack:
                await self._listen(stack)
                await self._stop.wait()
        finally:
            await self._shut_down()
        if self._gone:
            raise self._gone

    async def _listen(self, stack: AsyncExitStack) -> None:
        """Open the optional server; a change of [web] needs a restart."""
        if not self._pipe.settings.web.enabled:
            return
        from crosspost.web.server import serve  # noqa: PLC0415 — loaded when it is wanted

        server = serve(lambda: self._pipe.settings, self._pipe.store, tell=self._tell_nudge)
        self._log.info("web.started", url=await stack.enter_async_context(server))

    def _tell_nudge(self, feeds: list[str]) -> None:
        self._log.info("feed.pinged", feeds=feeds)
        self._jobs.hasten("watch")

    def _tell_step_back(self, by: timedelta) -> None:
        why = Why.STEPPED_BACK()
        self._log.warning("clock.stepped", seconds=-round(by.total_seconds()), why=why)
        try:
            turn_back(self._pipe, by)
        except StoreError as error:
            self._trouble.note("settle", error)  # which does as much as it can, a second later

    def stop(self) -> None:
        """Ask the daemon to end."""
        self._stop.set()

    def _schedule(self) -> None:
        """Make the jobs fit the configuration in force."""
        log.hide([self._pipe.settings.web.ping_secret.get_secret_value()])
        self._jobs.clear()
        self._jobs.every(TICK_SECONDS, "watch", self._watch)
        self._jobs.every(TICK_SECONDS, "settle", self._settle)
        self._jobs.every(BEAT_SECONDS, "beat", self._beat)
        self._jobs.every(RELOAD_SECONDS, "reload", self._reload_if_edited)
        alert_seconds = ALERT_SECONDS + ALERT_EACH * len(self._pipe.settings.feeds)
        self._jobs.every(alert_seconds, "alert", self._alert)
        if self._begun.web.enabled and self._pipe.settings.web.public_url:
            self._jobs.every(HUB_SECONDS, "hubs", self._ask_hubs)
        for name in self._pipe.accounts:
            self._jobs.every(TICK_SECONDS, f"deliver:{name}", self._deliver, name)

    async def _try(self, name: str, job: Step, *args: str) -> None:
        """Let nothing that one step raises end the daemon."""
        rested = self._trouble.rests(name)
        try:
            await job(*args)
            if not rested:
                self._trouble.end(name)
        except StoreError as error:
            self._trouble.note(name, error)
            if isinstance(error, StoreGone):
                self._gone = error
                self.stop()
        except Exception:  # noqa: BLE001 — see above; the trace goes to the log
            self._log.exception("daemon.failed", job=name)

    def _may_begin(self, work: str) -> bool:
        """Whether what a step leads to can be written down; StoreBusy while another writes."""
        if self._trouble.rests(work):
            return False
        self._pipe.store.check_free()
        return True

    async def _watch(self) -> None:
        if not self._may_begin("watch"):
            return
        pipe = self._pipe
        feeds = {feed.name: feed for feed in pipe.settings.feeds}
        pinged = [name for name in nudge.due(pipe.store, now=pipe.now()) if name in feeds]
        due = pipe.store.due_feeds(list(feeds), pipe.now(), limit=len(feeds))
        waiting = dict.fromkeys(n for n in (*pinged, *due) if not self._trouble.rests(look_at(n)))
        for name in turns.pick(waiting, feeds, busy=self._looking, most=LOOKS_AT_ONCE):
            task = asyncio.ensure_future(self._look(feeds[name], pinged=name in pinged))
            self._looking[name] = task
        if not feeds or not all(self._trouble.has_failed(look_at(name)) for name in feeds):
            self._note_beat("watch")

    def _note_beat(self, job: str) -> None:
        now, last = self._pipe.now(), self._beaten.get(job)
        if last is None or not timedelta(0) <= now - last < BEAT_APART:
            self._pipe.store.beat(job, now)
            self._beaten[job] = now

    async def _look(self, feed: FeedSection, *, pinged: bool = False) -> None:
        started = feed.name not in self._read
        try:
            done = await look(
                self._pipe, feed, pinged=pinged, started=started, begun_at=self._begun_at
            )
            self._trouble.end(look_at(feed.name))
            if done.outcome != "failed":
                self._read.add(feed.name)
            report.tell_look(self._log, done, self._pipe.store)
            nudge.after_look(self._pipe.store, done)
            if done.deliveries:
                self._jobs.hasten(*(f"deliver:{name}" for name in self._pipe.accounts))
            if self._pipe.settings.web.public_url:
                websub.remember_topic(self._pipe.store, feed.name, done.topic)
        except StoreError as error:
            self._trouble.note(look_at(feed.name), error)
        except Exception:  # noqa: BLE001 — one feed's fault is not the others'
            self._log.exception("daemon.failed", job="watch", feed=feed.name)
        finally:
            self._looking.pop(feed.name, None)

    async def _deliver(self, account: str) -> None:
        tried: set[int] = set()
        while not self._stop.is_set() and account in self._pipe.accounts:
            if not self._may_begin(f"deliver:{account}"):
                return
            delivery = await deliver(self._pipe, account, tried=tried)
            if delivery is None:
                break
            report.tell_delivery(self._log, delivery)
            self._note_beat("deliver")  # a long queue that moves is no stop
        self._note_beat("deliver")

    async def _settle(self) -> None:
        if not self._may_begin("settle"):
            return
        recover(self._pipe, everything=False)
        released = (*release_affordable(self._pipe), *release_opened(self._pipe))
        for delivery in (*released, *await settle(self._pipe)):
            report.tell_delivery(self._log, delivery)
        self._note_beat("settle")

    async def _alert(self) -> None:
        now, settings = self._pipe.now(), self._pipe.settings
        seen = overview.gather(settings, self._pipe.store, now=now)
        needs = find_needs(seen, settings, trouble=self._trouble.why)
        await self._caller.call(needs, settings, now=now)

    async def _ask_hubs(self) -> None:
        for feed, why in (await websub.ask_hubs(self._pipe)).items():
            self._log.info("hub.asked", feed=feed, why=why)

    async def _beat(self) -> None:
        self._pipe.tenure.keep()
        self._pipe.store.beat("daemon", self._pipe.now())
        self._trouble.end("beat")

    async def _reload_if_edited(self) -> None:
        if self._file and self._file.is_new():
            self._pipe.store.check_free()
            self._reload(self._file)

    def _forget_edits(self) -> None:
        """Read file and secrets again at the next tick, edited or not (SIGHUP)."""
        if self._file:
            self._file.forget()

    def _reload(self, file: EditedFile) -> None:
        """Take up the edited file when it is valid; keep the one in force when it is not."""
        try:
            settings = file.take_up()
            pipe = wiring.make_pipeline(settings, self._pipe.store, tenure=self._pipe.tenure)
        except ConfigError as error:
            overview.note_refused(self._pipe.store, log.mask_reason(error.why))
            self._log.error("config.refused", why=error.why)
            return
        retired, self._pipe = self._pipe, pipe
        self._trouble.clear()
        waiting = report.find_restarts(self._begun, settings)
        overview.note_config(pipe.store, restart=", ".join(waiting))
        wake_moved(pipe)
        wake_hastened(pipe, retired.settings)
        self._schedule()
        asyncio.ensure_future(self._retire(retired))  # noqa: RUF006 — it only closes connections
        wiring.start_log(settings)
        changed = report.compare_settings(retired.settings, settings)
        self._log.info("config.reloaded", changed=changed)
        if waiting:
            self._log.warning("config.waiting", keys=waiting, why=Why.AFTER_RESTART())

    async def _retire(self, pipe: Pipeline) -> None:
        """Close the old fetcher when no look uses it any more."""
        if self._looking:
            await asyncio.wait(list(self._looking.values()))
        await pipe.fetcher.close()

    async def _shut_down(self) -> None:
        steps = self._jobs.end()
        for task in self._looking.values():
            task.cancel()
        pending = [*self._looking.values(), *steps]
        if pending:
            await asyncio.wait(pending, timeout=GRACE_SECONDS)
        with suppress(StoreError):  # another program may be writing; the end does not wait for it
            self._pipe.store.beat(STOPPED, self._pipe.now())
        await self._pipe.fetcher.close()
        self._log.info("daemon.stopped")


def run(settings: Settings, path: Path | None, *, wait: bool = True) -> None:
    """Wait for the record and run; StoreError and ConfigError end it, StoreTaken without `wait`."""
    edits = EditedFile(path) if path else None
    with sole_sender(settings.state.url, wait=wait) as tenure:
        if tenure is None:
            return
        settings = refresh(settings, edits)
        with wiring.opened(settings) as store:
            asyncio.run(_run(settings, store, path=path, tenure=tenure))


async def _run(settings: Settings, store: Store, *, path: Path | None, tenure: Tenure) -> None:
    await Daemon(wiring.make_pipeline(settings, store, tenure=tenure), path=path).run()
