"""The template of a post: literal text and named fields, line by line."""

import re
from collections.abc import Mapping

from crosspost.model import Reason
from crosspost.model.mistakes import Mistake
from crosspost.post.defuse import defuse

FIELDS = ("title", "summary", "url", "caption", "credit", "hashtags", "author", "feed")
_FIELD = re.compile(rf"\{{({'|'.join(FIELDS)})\}}")
_BRACED = re.compile(r"\{([^{}]*)\}")
_WIDE = re.compile(r"｛[^｛｝]*｝")
_BLANKS = re.compile(r" {2,}")
_EMPTY_LINES = re.compile(r"\n{3,}")


def check_template(template: str) -> list[Reason]:
    """Return what is wrong with a template; nothing when it can be used."""
    problems = [
        Mistake.FIELD_UNKNOWN(field=f"{{{name}}}", known=tuple(f"{{{f}}}" for f in FIELDS))
        for name in _BRACED.findall(template)
        if name not in FIELDS
    ]
    literal = _BRACED.sub("", template)
    if wide := _WIDE.search(literal):
        problems.append(Mistake.WIDE_BRACES(text=wide[0]))
    if "{" in literal or "}" in literal:
        problems.append(Mistake.BRACE_ALONE())
    if not {"title", "summary", "url"} & set(_FIELD.findall(template)):
        problems.append(Mistake.FIELDS_NONE())
    problems += [
        Mistake.FIELD_TWICE(field=f"{{{name}}}", found=count)
        for name in FIELDS
        if (count := template.count(f"{{{name}}}")) > 1
    ]
    if defuse(literal)[0] != literal:
        problems.append(Mistake.TEMPLATE_ACTS())
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
