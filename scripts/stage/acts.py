"""The acts of the rehearsal, in their order; each returns what was seen, or raises Missed."""

import time
from collections.abc import Callable
from dataclasses import dataclass

from stage.container import Missed, docker
from stage.house import SECRETS, House

from crosspost.sandbox.faults import Fault

_POST = ("POST", "/2/tweets")
_FULL_SECONDS = 8  #: the feed is due every second


@dataclass(frozen=True, slots=True)
class Act:
    """One step for the table."""

    title: str
    play: Callable[[House], str]


def expect(seen: object, what: str) -> None:
    """Raise Missed when something is not so."""
    if not seen:
        raise Missed(what)


def begin(house: House) -> str:
    """Start the container; the first look announces nothing."""
    seconds = house.box.start()
    house.wait(lambda: house.box.events("feed.baseline"), "the first look")
    house.look_again()
    expect(not house.posts(), "something was posted at first sight")
    return f"healthy after {seconds:.1f} s; 1 article remembered, 0 posts"


def announce(house: House) -> str:
    """Publish an article with a captioned picture."""
    post = house.wait_for_post(house.publish())
    upload = house.sandbox.world.uploads[post.media[0].removeprefix("3_")]
    expect(upload.alt, "the picture has no alt text")
    return f"1 post, {post.usd} USD, picture with alt text {upload.alt[:20]}…"


def edit(house: House) -> str:
    """Change the template in the mounted file."""
    house.edit('"{title}', '"速報 {title}')
    changed = house.box.events("config.reloaded")[-1]["changed"]
    post = house.wait_for_post(house.publish())
    expect(post.text.startswith("速報 "), f"the old template wrote {post.text}")
    return f"logged as {changed[0].partition(':')[0]}; the next post begins with 速報"


def repost(house: House) -> str:
    """Announce the newest article again, as the author does."""
    before = len(house.posts())
    done = house.box.run("crosspost", "repost", "latest", "--yes")
    expect(done.returncode == 0, f"exit {done.returncode}: {done.stderr}")
    address = done.stdout.splitlines()[-1]
    expect(len(house.posts()) == before + 1, "it is not one post more")
    expect(address.endswith(house.posts()[-1].id), f"it ended with {address}")
    return f"exit 0, {address}"


def exhaust(house: House) -> str:
    """Lower the budget below what the next post would cost."""
    spent = house.box.status()["money_usd"]["spent_this_month"]
    house.edit("monthly_usd = 20", f"monthly_usd = {spent + 0.1:.1f}")
    before = len(house.posts())
    house.publish()
    house.wait(lambda: _held(house), "a hold")
    house.wait(lambda: house.alerts("budget"), "an alert")
    house.look_again()
    expect(len(house.posts()) == before, "it was sent although the budget is used up")
    return f"held, 1 alert: {_held(house)}"


def _held(house: House) -> str:
    waiting = house.box.status()["waiting"]
    return next((d["why"] for d in waiting if d["state"] == "held"), "")


def afford(house: House) -> str:
    """Raise the budget: what it held goes out by itself."""
    text = (house.box.config / "crosspost.toml").read_text("utf-8")
    line = next(line for line in text.splitlines() if line.startswith("monthly_usd"))
    house.edit(line, "monthly_usd = 20")
    house.wait_for_post(house.titles[-1])
    return "1 post, without a command"


def run_dry(house: House) -> str:
    """Let X say that the credits are used up."""
    house.sandbox.script(Fault("402", on=_POST, times=1000))
    before = len(house.posts())
    house.publish()
    house.wait(lambda: house.alerts("paused"), "an alert")
    house.look_again(8)
    expect(len(house.alerts("paused")) == 1, f"alerts: {house.webhook.titles}")
    expect(len(house.posts()) == before, "something was posted")
    health = house.box.run("crosspost", "health")
    expect(health.returncode == 1, "health is green")
    return f"paused; the webhook heard once: {house.alerts('paused')[0]}; health is red"


def resume(house: House) -> str:
    """Buy credits, and say so."""
    house.sandbox.clear_faults()
    done = house.box.run("crosspost", "resume", "main")
    expect(done.returncode == 0, done.stderr)
    house.wait_for_post(house.titles[-1])
    house.wait(lambda: house.alerts("over: account"), "the all-clear")
    return f"{done.stdout.strip()}; 1 post, 1 all-clear"


def cut(house: House) -> str:
    """Kill the container while X has the post and its answer is still on the way."""
    title = _begin_sending(house, seconds=3)
    house.box.kill()
    expect(house.copies(title) == 1, "X did not get the post")
    house.box.start()
    house.wait_for_post(title)
    return f"{_last_why(house)}; 1 post"


def _begin_sending(house: House, *, seconds: float) -> str:
    """Publish an article; X takes the post, its answer drips."""
    house.sandbox.script(Fault("slow", on=_POST, effect="after", seconds=seconds))
    title = house.publish()
    house.wait(lambda: house.copies(title), "X to have the post")
    return title


def _last_why(house: House) -> str:
    recent = house.box.status()["recent"]
    return str(recent[0]["why"])


def fill_while_sending(house: House) -> str:
    """Fill the volume while X's answer is on its way: the outcome cannot be written down."""
    title = _begin_sending(house, seconds=4)
    said = _fill(house)
    house.wait(lambda: house.alerts("record"), "an alert")
    _empty(house)
    house.wait_for_post(title)
    return f'"{said}", 1 alert; with room again: {_last_why(house)}; 1 post'


def fill_before(house: House) -> str:
    """Publish an article while the volume is full."""
    said = _fill(house)
    before, seen = len(house.posts()), len(house.blog.seen)
    title = house.publish()
    time.sleep(_FULL_SECONDS)
    expect(len(house.posts()) == before, "it was sent without having been written down")
    asked = len(house.blog.seen) - seen
    expect(asked < _FULL_SECONDS, f"the blog was asked {asked} times for what cannot be kept")
    _empty(house)
    house.wait_for_post(title)
    return f'nothing sent: "{said}"; with room again 1 post'


def _fill(house: House) -> str:
    """Fill the volume to the last byte; what the daemon says to that."""
    before = len(house.box.events("state.failed"))
    house.box.run("dd", "if=/dev/zero", "of=/state/filler", "bs=64k")
    house.wait(lambda: len(house.box.events("state.failed")) > before, "a line in the log")
    return str(house.box.events("state.failed")[-1]["why"])


def _empty(house: House) -> None:
    before = len(house.box.events("state.recovered"))
    house.box.run("rm", "/state/filler")
    house.wait(lambda: len(house.box.events("state.recovered")) > before, "the record to be back")


def lose_x(house: House) -> str:
    """Close X's port for some seconds as an article comes."""
    house.sandbox.script(Fault("refuse", seconds=6))
    house.wait_for_post(house.publish())
    return "1 post when the port was open again"


def lose_answer(house: House) -> str:
    """Break the line after X has taken the post."""
    house.sandbox.script(Fault("reset", on=_POST, effect="after"))
    house.wait_for_post(house.publish())
    return f"{_last_why(house)}; 1 post"


def end(house: House) -> str:
    """Stop it and look back."""
    written = docker("diff", house.box.name).strip()
    seconds, code = house.box.stop()
    expect(code == "0", f"it ended with {code}")
    log = house.box.log()
    expect("Traceback" not in log, "there is a trace in the log")
    leaked = [name for name, secret in SECRETS.items() if secret in log]
    expect(not leaked, f"the log tells {leaked}")
    expect(not written, f"the root filesystem changed: {written}")
    return f"SIGTERM: {seconds:.1f} s, exit 0; root unchanged; no secret, no trace in the log"


STORY = (
    Act("first look at the feed", begin),
    Act("new article with picture", announce),
    Act("config file edited", edit),
    Act("docker exec … repost latest --yes", repost),
    Act("budget exhausted", exhaust),
    Act("budget raised", afford),
    Act("X: 402, no credits", run_dry),
    Act("docker exec … resume main", resume),
    Act("SIGKILL while X answers, start", cut),
    Act("docker stop", end),
)
MISFORTUNE = (
    Act("first look, volume of 12 MB", begin),
    Act("volume full while X answers", fill_while_sending),
    Act("volume full before an article", fill_before),
    Act("X's port closed for 6 s", lose_x),
    Act("X's answer lost", lose_answer),
    Act("docker stop", end),
)
