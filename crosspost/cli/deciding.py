"""The operator's hand: hold, release, withdraw, confirm; pause and resume."""

from collections.abc import Sequence

from crosspost import clock, wiring
from crosspost.cli.voice import say
from crosspost.errors import CrosspostError, NotFound
from crosspost.model import Charge, Delivery, Reason, Receipt, State, Why
from crosspost.model.denials import Denial
from crosspost.networks.x.options import page_of
from crosspost.outbox import settling, verdict
from crosspost.outbox.machine import Step
from crosspost.outbox.store import Store
from crosspost.pipeline.budget import is_over, item_of
from crosspost.pipeline.naming import post_number
from crosspost.pipeline.reach import is_locked
from crosspost.settings import Settings
from crosspost.words.lines import Line

_MOST = 10_000
_LONGEST = 18  #: digits of a number


def hold(settings: Settings, wanted: str) -> None:
    """Keep a delivery back."""
    with wiring.opened(settings) as store:
        delivery = store.delivery(_read_number(wanted))
        if delivery.state is State.HELD:
            raise CrosspostError(Denial.HELD_ALREADY(delivery=delivery.id, cause=delivery.why))
        _apply(store, delivery, verdict.hold(delivery, Why.BY_PERSON()))


def release(settings: Settings, wanted: str) -> None:
    """Let one held delivery go, or all of them but those that want an answer of their own."""
    alone = wanted != "all"
    with wiring.opened(settings) as store:
        stays: list[Reason] = []
        for delivery in _chosen(store, wanted):
            if why := _reason_to_stay(delivery, alone=alone):
                stays.append(why)
            else:
                _apply(store, delivery, verdict.release(delivery, now=clock.now()))
    if stays and alone:
        raise CrosspostError(stays[0])
    for each in stays:
        print(say(each))


def _reason_to_stay(delivery: Delivery, *, alone: bool) -> Reason | None:
    """Return why a release does not let it go, None when it does.

    None passes the budget (law 9) or a password. Where a person was asked whether it is out, or
    held it, "all" is no answer (law 3).
    """
    if delivery.state is not State.HELD:
        return None
    number, why = delivery.id, delivery.why
    if is_over(delivery):
        return Denial.WAITS_BUDGET(delivery=number, cause=why)
    if is_locked(delivery):
        return Denial.WAITS_AUTHOR(delivery=number, cause=why)
    if alone:
        return None
    if why.code is Why.BY_PERSON:
        return Denial.STAYS_BY_PERSON(delivery=number, cause=why)
    return Denial.STAYS_ASKING(delivery=number, cause=why) if settling.asks(delivery) else None


def withdraw(settings: Settings, wanted: str) -> None:
    """Never send one delivery, or all that are held."""
    with wiring.opened(settings) as store:
        for delivery in _chosen(store, wanted):
            _apply(store, delivery, verdict.withdraw(delivery))


def confirm(settings: Settings, wanted: str, post: str) -> None:
    """Take a person's word that a delivery is out as that post."""
    post_id = post_number(post)
    if not post_id:
        raise NotFound(Denial.NO_POST(wanted=post))
    with wiring.opened(settings) as store:
        delivery = store.delivery(_read_number(wanted))
        for other in store.find_announced(post_id):
            if other.id != delivery.article:
                raise CrosspostError(Denial.OTHER_ARTICLE(post=post_id, title=other.title))
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
        print(say(Line.IS_PAUSED(account=account)))


def resume(settings: Settings, account: str) -> None:
    """Let a paused account send again."""
    with wiring.opened(settings) as store:
        _check_account(settings, account)
        resumed = store.resume(account, clock.now())
        code = Line.SENDS_AGAIN if resumed else Line.WAS_NOT_PAUSED
        print(say(code(account=account)))


def _check_account(settings: Settings, account: str) -> None:
    if account not in settings.accounts:
        known = tuple(sorted(settings.accounts))
        raise NotFound(Denial.NO_ACCOUNT(account=account, known=known))


def _chosen(store: Store, wanted: str) -> list[Delivery]:
    if wanted == "all":
        held = store.deliveries(states=(State.HELD,), limit=_MOST)
        if not held:
            print(say(Line.NOTHING_HELD()))
        return held[::-1]
    return [store.delivery(_read_number(wanted))]


def _read_number(wanted: str) -> int:
    """Read a delivery's number, as "4" or as the log writes it: "#4"."""
    plain = wanted.strip().removeprefix("#")
    if not plain.isdecimal() or len(plain) > _LONGEST:
        raise NotFound(Denial.NO_NUMBER(wanted=wanted))
    return int(plain)


def _apply(store: Store, delivery: Delivery, step: Step, *, charges: Sequence[Charge] = ()) -> None:
    after = store.apply(delivery, step, now=clock.now(), charges=charges)
    if after is None:
        raise CrosspostError(Denial.MOVED_ON(delivery=delivery.id))
    print(say(Line.DECIDED(delivery=after.id, state=after.state.value, cause=after.why)))
