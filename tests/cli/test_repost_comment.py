"""The author's own words: what is refused, what is written otherwise, and where it is told."""

import pytest

from tests.cli.conftest import Desk


@pytest.mark.parametrize("more", [("--yes",), ("--dry-run",), ("--dry-run", "--json")])
def test_a_comment_that_is_too_long_is_refused_in_numbers(
    at_work: Desk, more: tuple[str, ...]
) -> None:
    """Exit code 2, nothing is shown or ordered."""
    said = at_work.type("repost", "--comment", "続報" * 60, *more)
    assert (said.code, said.out) == (2, "")
    assert 'account "main": the comment is too long: it weighs 240, headline and' in said.err
    assert "Japanese or" in said.err
    assert len(at_work.sandbox.posts()) == 1


def test_the_box_tells_what_of_a_comment_is_written_otherwise(at_work: Desk) -> None:
    """A hashtag stays as it is."""
    comment = "続報です #国際政治 @minato_dayori other.example.jp/a"
    said = at_work.type("repost", "--comment", comment, "--dry-run")
    assert "続報です #国際政治 @ minato_dayori other．example．jp/a" in said.out
    assert 'note: @minato_dayori is written "@ minato_dayori"' in said.out
    assert "note: other.example.jp/a is written so that X does not link it" in said.out
    said = at_work.type("repost", "--comment", comment, "--dry-run", "--json")
    assert any(note.startswith("@minato_dayori is") for note in said.json["posts"][0]["notes"])
    said = at_work.type("repost", "--comment", comment, "--yes", "--json")
    assert any(note.startswith("@minato_dayori is") for note in said.json[0]["notes"])
    assert "#国際政治 @ minato" in next(iter(at_work.sandbox.posts())).text
