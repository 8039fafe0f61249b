"""Commands and rounds as processes whose every word is X: what they decide is the same."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from crosspost.model import Reason, State, Why
from crosspost.outbox import verdict
from tests.cli.conftest import CONFIG, Desk
from tests.words import english

ROOT = Path(__file__).parents[2]
CODE = (
    "from tests.speech import blank; blank.begin();"
    " from crosspost.__main__ import main; raise SystemExit(main())"
)
ORDER = "モナク湾の入港料をめぐる協議で、二つの港が費用の分担に合意した"


def process(desk: Desk, *words: str) -> subprocess.CompletedProcess[str]:
    """Type a command into a process of its own, which says nothing but X."""
    return subprocess.run(
        [sys.executable, "-c", CODE, *words],
        cwd=desk.folder,
        env={"PYTHONPATH": str(ROOT), "PATH": "/usr/bin", **variables(desk)},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


def variables(desk: Desk) -> dict[str, str]:
    """Return the account's invented secrets."""
    from crosspost.sandbox.world import DEMO  # noqa: PLC0415 — as the fixture sets them

    return DEMO.variables()


def codes(desk: Desk) -> list[tuple[str, str]]:
    """Return state and reason of what waits, as a script reads them."""
    told: dict[str, Any] = json.loads(process(desk, "status", "--json").stdout)
    assert {delivery["why"] for delivery in told["waiting"]} <= {"X"}
    return [(delivery["state"], delivery["code"]) for delivery in told["waiting"]]


def hold(desk: Desk, number: int, why: Reason) -> None:
    """Hold what was released before, for another reason."""
    store = desk.store()
    delivery = store.delivery(number)
    if delivery.state is not State.HELD:
        assert store.apply(
            delivery, verdict.hold(delivery, why), now=delivery.created_at or delivery.due_at
        )
    store.close()


def test_a_flood_is_held_and_released_all_but_what_asks(desk: Desk) -> None:
    """`release all` lets go what waits for a person, and nothing that may be out, or was held."""
    assert process(desk, "once").returncode == 0
    for number in range(5):
        desk.publish(f"{ORDER}、第{number}報の{'甲乙丙丁戊'[number] * 12}")
    assert process(desk, "once", "--wait", "0s").returncode == 0
    assert codes(desk) == [("held", "hold.flood")] * 5
    assert process(desk, "release", "1").returncode == 0
    hold(desk, 1, Why.MAY_BE_OUT(cause=Why.STOPPED(), delivery=1, account="main"))
    assert process(desk, "release", "2").returncode == 0
    assert process(desk, "hold", "2").returncode == 0
    said = process(desk, "release", "all")
    assert (said.returncode, said.stdout) == (0, "X\n" * 5)
    assert [state for state, _code in codes(desk)] == ["held", "held", "queued", "queued", "queued"]
    assert process(desk, "once", "--wait", "0s").returncode == 0
    assert len(desk.sandbox.posts()) == 3
    assert codes(desk) == [("held", "hold.may-be-out"), ("held", "hold.by-person")]
    assert process(desk, "release", "1").returncode == 0
    assert process(desk, "once", "--wait", "0s").returncode == 0
    assert len(desk.sandbox.posts()) == 4


def test_neither_budget_nor_password_is_passed_by_a_release(desk: Desk) -> None:
    """They end by themselves, whatever they are called."""
    desk.configure(CONFIG + "[budget]\nmonthly_usd = 0.01\n")
    assert process(desk, "once").returncode == 0
    article = desk.publish(ORDER)
    assert process(desk, "once", "--wait", "0s").returncode == 0
    assert codes(desk) == [("held", "hold.over-month")]
    refused = process(desk, "release", "1")
    assert (refused.returncode, refused.stderr) == (1, "crosspost: X\n")
    desk.blog.protect(article, protected=True)
    desk.configure()
    assert process(desk, "once", "--wait", "0s").returncode == 0
    assert codes(desk) == [("held", "hold.password")]
    assert process(desk, "release", "1").returncode == 1
    desk.blog.protect(article, protected=False)
    assert process(desk, "once", "--wait", "0s").returncode == 0
    assert codes(desk) == []
    assert len(desk.sandbox.posts()) == 1


def test_the_words_of_the_tests_are_not_those_of_the_program() -> None:
    """A blanked program is still checked by what its reasons say."""
    assert english(Why.BY_PERSON()) == "held by a person"
