"""A town of several articles, closed behind its test."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.faults.town import Town

Found = Callable[..., Town]


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
