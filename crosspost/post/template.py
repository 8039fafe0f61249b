"""The template of a post: literal text and named fields, line by line."""

import re
from collections.abc import Mapping

from crosspost.post.defuse import defuse

FIELDS = ("title", "summary", "url", "caption", "credit", "hashtags", "author", "feed")
_FIELD = re.compile(rf"\{{({'|'.join(FIELDS)})\}}")
_BRACED = re.compile(r"\{([^{}]*)\}")
_WIDE = re.compile(r"｛[^｛｝]*｝")
_BLANKS = re.compile(r" {2,}")
_EMPTY_LINES = re.compile(r"\n{3,}")


def check_template(template: str) -> list[str]:
    """Return what is wrong with a template, one sentence each; none when it can be used."""
    problems = [
        f"unknown field {{{name}}}; known are: {', '.join(f'{{{f}}}' for f in FIELDS)}"
        for name in _BRACED.findall(template)
        if name not in FIELDS
    ]
    literal = _BRACED.sub("", template)
    if wide := _WIDE.search(literal):
        problems.append(f"{wide[0]} is in full-width braces （全角）; write {{title}} in ASCII")
    if "{" in literal or "}" in literal:
        problems.append("a brace without its partner; braces stand only around a field's name")
    if not {"title", "summary", "url"} & set(_FIELD.findall(template)):
        problems.append("none of {title}, {summary} and {url} is in it: every post would be alike")
    problems += [
        f"{{{name}}} stands in it {count} times; once is enough"
        for name in FIELDS
        if (count := template.count(f"{{{name}}}")) > 1
    ]
    if defuse(literal)[0] != literal:
        problems.append("a mention, hashtag or link stands in its own words; X would act upon it")
    return problems


def render(template: str, values: Mapping[str, str]) -> str:
    """Return the template filled in; a line whose fields are all empty vanishes."""
    lines = []
    for line in template.split("\n"):
        names = _FIELD.findall(line)
        if not names or any(values.get(name) for name in names):
            filled = _FIELD.sub(lambda field: values.get(field[1], ""), line)
            lines.append(_BLANKS.sub(" ", filled).strip())
    return _EMPTY_LINES.sub("\n\n", "\n".join(lines)).strip()
