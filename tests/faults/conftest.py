"""A house of one delivery, and a town of several articles: each is closed behind its test."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.faults.house import House
from tests.faults.town import Town

Open = Callable[..., House]
Found = Callable[..., Town]


@pytest.fixture
def open_house(tmp_path: Path) -> Iterator[Open]:
    """Open a house for a test and close it behind it."""
    opened: list[House] = []

    def open_(**parts: Any) -> House:  # noqa: ANN401 — whatever a house is made of
        opened.append(House(tmp_path, **parts))
        return opened[-1]

    yield open_
    for house in opened:
        house.close()


@pytest.fixture
def found(tmp_path: Path) -> Iterator[Found]:
    """Found a town whose feed was seen with one article."""
    towns: list[Town] = []

    def found_(**parts: Any) -> Town:  # noqa: ANN401 — whatever a town is made of
        town = Town(tmp_path, **parts)
        towns.append(town)
        town.publish("前報、港の将来を語る会が開かれた")
        town.look()
        return town

    yield found_
    for town in towns:
        town.close()
