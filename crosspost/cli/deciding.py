"""The operator's hand: hold, release, withdraw, confirm; pause and resume."""

from collections.abc import Sequence

from crosspost import clock, wiring
from crosspost.cli.voice import say
from crosspost.errors import CrosspostError, NotFound
from crosspost.model import Charge, Delivery, Receipt, State, Why
from crosspost.networks.x.options import page_of
from crosspost.outbox import settling, verdict
from crosspost.outbox.machine import Step
from crosspost.outbox.store import Store
from crosspost.pipeline.budget import is_over, item_of
from crosspost.pipeline.naming import post_number
from crosspost.pipeline.reach import is_locked
from crosspost.settings import Settings

_MOST = 10_000
_LONGEST = 18  #: digits of a number


def hold(settings: Settings, wanted: str) -> None:
    """Keep a delivery back."""
    with wiring.opened(settings) as store:
        delivery = store.delivery(_read_number(wanted))
        if delivery.state is State.HELD:
            raise CrosspostError(f"delivery {delivery.id} is held already: {say(delivery.why)}")
        _apply(store, delivery, verdict.hold(delivery, Why.BY_PERSON()))


def release(settings: Settings, wanted: str) -> None:
    """Let one held delivery go, or all of them but those that want an answer of their own."""
    alone = wanted != "all"
    with wiring.opened(settings) as store:
        stays = []
        for delivery in _chosen(store, wanted):
            if why := _reason_to_stay(delivery, alone=alone):
                stays.append(f"delivery {delivery.id} {why}")
            else:
                _apply(store, delivery, verdict.release(delivery, now=clock.now()))
    if stays and alone:
        raise CrosspostError(stays[0])
    for line in stays:
        print(line)


def _reason_to_stay(delivery: Delivery, *, alone: bool) -> str:
    """Return why a release does not let it go, "" when it does.

    None passes the budget (law 9) or a password. Where a person was asked whether it is out, or
    held it, "all" is no answer (law 3).
    """
    if delivery.state is not State.HELD:
        return ""
    if is_over(delivery):
        return f"waits for the budget, which no release passes: {say(delivery.why)}"
    if is_locked(delivery):
        return f"waits for its author, which no release passes: {say(delivery.why)}"
    if alone:
        return ""
    if delivery.why.code is Why.BY_PERSON:
        return f"stays held: {say(delivery.why)}; `crosspost release {delivery.id}` lets it go"
    return f"stays held: {say(delivery.why)}" if settling.asks(delivery) else ""


def withdraw(settings: Settings, wanted: str) -> None:
    """Never send one delivery, or all that are held."""
    with wiring.opened(settings) as store:
        for delivery in _chosen(store, wanted):
            _apply(store, delivery, verdict.withdraw(delivery))


def confirm(settings: Settings, wanted: str, post: str) -> None:
    """Take a person's word that a delivery is out as that post."""
    post_id = post_number(post)
    if not post_id:
        raise NotFound(f'"{post}" is no address or number of a post; copy its address from X')
    with wiring.opened(settings) as store:
        delivery = store.delivery(_read_number(wanted))
        for other in store.find_announced(post_id):
            if other.id != delivery.article:
                raise CrosspostError(
                    f'post {post_id} is the announcement of "{other.title}"; copy the address of'
                    " the post that announces this article"
                )
        receipt = Receipt(post_id, _page(settings, delivery.account, post_id))
        now = clock.now()
        item = item_of(delivery.post)
        paid = Charge(now, delivery.account, item, delivery.price, delivery.id)
        # What was never tried from here went out by hand, at no charge for the API.
        charges = (paid,) if delivery.sent_at else ()
        _apply(store, delivery, verdict.confirm(delivery, receipt, now=now), charges=charges)


def _page(settings: Settings, account: str, post_id: str) -> str:
    section = settings.accounts.get(account)
    return page_of(post_id, str(section.options.get("base_url", "")) if section else "")


def pause(settings: Settings, account: str, why: str) -> None:
    """Send nothing to an account until it is resumed."""
    with wiring.opened(settings) as store:
        _check_account(settings, account)
        said = Why.SAID(text=why) if why else Why.PAUSED_BY_PERSON()
        store.pause(account, code="operator", why=said, now=clock.now())
        print(f'"{account}" is paused; `crosspost resume {account}` lets it go on')


def resume(settings: Settings, account: str) -> None:
    """Let a paused account send again."""
    with wiring.opened(settings) as store:
        _check_account(settings, account)
        resumed = store.resume(account, clock.now())
        print(f'"{account}" sends again' if resumed else f'"{account}" was not paused')


def _check_account(settings: Settings, account: str) -> None:
    if account not in settings.accounts:
        known = ", ".join(sorted(settings.accounts)) or "none"
        raise NotFound(f'there is no account "{account}"; configured: {known}')


def _chosen(store: Store, wanted: str) -> list[Delivery]:
    if wanted == "all":
        held = store.deliveries(states=(State.HELD,), limit=_MOST)
        if not held:
            print("nothing is held")
        return held[::-1]
    return [store.delivery(_read_number(wanted))]


def _read_number(wanted: str) -> int:
    """Read a delivery's number, as "4" or as the log writes it: "#4"."""
    plain = wanted.strip().removeprefix("#")
    if not plain.isdecimal() or len(plain) > _LONGEST:
        raise NotFound(f'"{wanted}" is no delivery\'s number; `crosspost status` shows them')
    return int(plain)


def _apply(store: Store, delivery: Delivery, step: Step, *, charges: Sequence[Charge] = ()) -> None:
    after = store.apply(delivery, step, now=clock.now(), charges=charges)
    if after is None:
        raise CrosspostError(
            f"delivery {delivery.id} has just moved on; look at `crosspost status`"
        )
    print(f"delivery {after.id}: {after.state.value} ({say(after.why)})")
