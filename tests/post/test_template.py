"""Templates: what is wrong with one, and how one is filled in."""

import pytest

from crosspost.post.compose import TEMPLATE
from crosspost.post.template import check_template, render
from tests.words import english


def test_the_usual_template_is_in_order() -> None:
    """Nothing is said about the default."""
    assert check_template(TEMPLATE) == []


@pytest.mark.parametrize(
    ("template", "problem"),
    [
        ("{titel}\n{url}", "unknown field {titel}"),
        ("｛title｝\n{url}", "｛title｝ is in full-width braces"),
        ("{タイトル}\n{url}", "unknown field {タイトル}"),
        ("{title} }", "a brace without its partner"),
        ("{title} {", "a brace without its partner"),
        ("{author}", "every post would be alike"),
        ("{title}{url}{url}", "{url} stands in it 2 times"),
        ("{title} via @example", "X would act upon it"),
        ("{title} example.jp", "X would act upon it"),
        ("{title} #news", "X would act upon it"),
    ],
)
def test_what_is_wrong_with_a_template_is_said(template: str, problem: str) -> None:
    """One sentence a problem."""
    [said] = check_template(template)
    assert problem in english(said)


@pytest.mark.parametrize(
    ("template", "expected"),
    [
        ("{title}\n{summary}\n{url}", "題\n文"),
        ("{title}\n写真：{credit}\n{summary}", "題\n文"),
        ("{title}（{author}）", "題（）"),
        ("{title}\n\n{credit}\n\n{summary}", "題\n\n文"),
        ("新着\n{title}", "新着\n題"),
        ("{title}  {credit}  {summary}", "題 文"),
        ("{title} {unknown}", "題 {unknown}"),
    ],
)
def test_a_line_whose_fields_are_all_empty_vanishes(template: str, expected: str) -> None:
    """With its own words; blank lines never pile up."""
    assert render(template, {"title": "題", "summary": "文"}) == expected


def test_a_field_that_looks_like_a_field_is_not_filled_in_again() -> None:
    """An article's title may hold braces."""
    assert render("{title}", {"title": "{url}", "url": "x"}) == "{url}"
