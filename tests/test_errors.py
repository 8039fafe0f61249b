"""Errors carry data; each is named for what the caller should do."""

import pytest

from crosspost.errors import Incomplete, NotFetched
from crosspost.model import UNTOLD


@pytest.mark.parametrize(("status", "gone"), [(410, True), (404, False), (None, False)])
def test_only_410_says_that_an_address_will_not_come_back(status: int | None, gone: bool) -> None:  # noqa: FBT001
    """A 404 may be a mistake of the moment."""
    assert NotFetched(UNTOLD, status=status).gone is gone


def test_an_incomplete_timeline_names_what_is_missing() -> None:
    """Those posts are asked for one by one before anything is concluded."""
    assert Incomplete(UNTOLD, missing=("7", "9")).missing == ("7", "9")
