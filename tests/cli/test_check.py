"""`check` calls nothing valid that the daemon would refuse."""

import pytest
from PIL import Image as Canvas

from tests.cli.conftest import CONFIG, Desk


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ("[post]\ntemplate = '{titel} {url}'", "post.template: unknown field {titel}"),
        ("[post]\ntemplate = '｛title｝ {url}'", "｛title｝ is in full-width braces"),
        ("[summary]\nby = 'poem'", 'there is no "poem"'),
    ],
)
def test_what_the_daemon_refuses_is_bad(desk: Desk, table: str, said: str) -> None:
    """`check` and `once` say the same, and the file is not called valid."""
    desk.configure(CONFIG.replace("[fetch]", f"{table}\n[fetch]"))
    checked = desk.type("check")
    assert checked.code == 1
    assert said in checked.out
    assert "is valid" not in checked.out
    assert said in desk.type("once").err


def test_a_file_that_watches_nothing_is_bad(desk: Desk) -> None:
    """As `init` leaves it nothing would ever be posted."""
    desk.configure('[state]\nurl = "sqlite:///state/crosspost.db"\n')
    said = desk.type("check")
    assert said.code == 1
    assert "BAD   feeds: none is configured: take away the # before [[feeds]]" in said.out
    assert "BAD   accounts: none is configured: take away the # before [accounts.main]" in said.out


def test_the_picture_of_the_operator_s_choice_is_looked_at(desk: Desk) -> None:
    """A slip in its name would be met only by the first article without a picture."""
    desk.configure(CONFIG.replace("[fetch]", '[thumbnail]\nfallback = "sea.png"\n[fetch]'))
    said = desk.type("check")
    assert said.code == 1
    assert "BAD   [thumbnail] fallback: there is no file" in said.out
    Canvas.new("RGB", (640, 360), "navy").save("sea.png")
    told = desk.type("check").out
    assert "ok    [thumbnail] fallback: a picture of 640×360" in told
    assert "note  [thumbnail] fallback: fallback_alt is empty" in told
