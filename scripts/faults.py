"""`make faults`: the real daemon, killed and restarted under random faults; counts what is out.

Each run is one life of `crosspost run` as a process, against the sample blog and the sandbox over
sockets, X's duplicate rule switched off: articles come and are revised, X and the blog fail, the
process is killed at random instants. Then the misfortune ends, the operator does what the record
asks, and each article must be out once. A seed gives the same plans again. The last line is
`runs articles duplicates lost` with its four numbers; the exit code is 1 unless the last two are 0.

--exhaustive walks instead through all journeys of a delivery with up to three faults of every kind,
the --parallel processes a share of the first faults each, told on stderr; some 270,000 turns
(tests/test_every_fault.py walks through those of one kind for each meaning).
"""

import argparse
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from multiprocessing import get_context
from pathlib import Path

from chaos.life import Count, live
from chaos.plan import draw


def main() -> int:
    """Run what the arguments ask for; 1 when anything came out twice or was lost."""
    asked = _read_arguments()
    if asked.exhaustive:
        return _walk_all(asked.faults, shares=asked.parallel)
    return _live(asked)


def _read_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="kill and restart the daemon under faults")
    parser.add_argument("--seed", default="1", help="names the plans; the same seed, the same ones")
    parser.add_argument("--runs", type=int, default=200, help="at most so many lives")
    parser.add_argument("--only", type=int, help="only the run of this number, to see it again")
    parser.add_argument("--minutes", type=float, default=15, help="begin no run after so long")
    parser.add_argument("--parallel", type=int, default=2, help="so many processes")
    parser.add_argument(
        "--exhaustive", action="store_true", help="every journey, instead of chance"
    )
    parser.add_argument("--faults", type=int, default=3, help="so many faults, with --exhaustive")
    return parser.parse_args()


def _live(asked: argparse.Namespace) -> int:
    until = time.monotonic() + asked.minutes * 60
    numbers = iter([asked.only] if asked.only is not None else range(1, asked.runs + 1))
    counts: list[Count] = []
    with ProcessPoolExecutor(asked.parallel, get_context("spawn")) as pool:
        for number, count in _results(pool, numbers, asked=asked, until=until):
            counts.append(count)
            print(f"run {number}: articles {count.articles}, duplicates {count.duplicates},"
                  f" lost {count.lost}", flush=True)  # fmt: skip
            if count.story:
                plan = draw(f"{asked.seed}/{number}")
                print(f"PLAN (--seed {asked.seed} --only {number})\n{plan}\n{count.story}")
    articles, doubles, lost = (
        sum(getattr(count, name) for count in counts) for name in ("articles", "duplicates", "lost")
    )
    print("runs articles duplicates lost")
    print(len(counts), articles, doubles, lost)
    return int(any(count.story for count in counts))


def _results(
    pool: ProcessPoolExecutor, numbers: Iterator[int], *, asked: argparse.Namespace, until: float
) -> Iterator[tuple[int, Count]]:
    """Yield the runs as they end; none begins when the time is over."""
    running: dict[Future[Count], int] = {}
    while True:
        while len(running) < asked.parallel and time.monotonic() < until:
            number = next(numbers, None)
            if number is None:
                break
            running[pool.submit(live, draw(f"{asked.seed}/{number}"))] = number
        if not running:
            return
        done, _ = wait(running, return_when=FIRST_COMPLETED)
        for future in done:
            yield running.pop(future), future.result()


def _walk_all(most: int, *, shares: int) -> int:
    """Walk every journey, each process a share of the first turn's ways; 1 when one is broken."""
    with ProcessPoolExecutor(shares, get_context("spawn")) as pool:
        walks = [pool.submit(walk, most, share=share, shares=shares) for share in range(shares)]
        told = [walk.result() for walk in walks]
    journeys, turns = (sum(count[at] for count in told) for at in (0, 1))
    broken = [count[2] for count in told if count[2]]
    print(
        "\n".join([f"{journeys} journeys with up to {most} faults, {turns} turns taken", *broken])
    )
    return int(bool(broken))


def walk(most: int, *, share: int, shares: int) -> tuple[int, int, str]:
    """Walk a share of the journeys: how many, the turns taken, and the story of a broken one."""
    sys.path.insert(0, str(Path(__file__).parents[1]))
    from tests.faults.campaign import Broken, Campaign  # noqa: PLC0415 — where the tests are
    from tests.faults.house import House  # noqa: PLC0415 — likewise
    from tests.faults.mishaps import ALL  # noqa: PLC0415 — likewise

    story = ""
    with tempfile.TemporaryDirectory(prefix="crosspost-faults-") as folder:
        house = House(Path(folder))
        campaign = Campaign(house, ALL, share=share, shares=shares)
        try:
            for _ in campaign.steps(most):
                sys.stderr.write(
                    f"share {share}: {campaign.journeys} journeys, {house.turns} turns\n"
                )
        except Broken as error:
            story = str(error)
        house.close()
    return campaign.journeys, house.turns, story


if __name__ == "__main__":
    sys.exit(main())
