"""The sample blog's articles, all invented: countries, people, media and pictures."""

import tomllib
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

from crosspost.demo.blog import Draft, Upload
from crosspost.demo.markup import EDITORS, pictures, render

_SIZE = (1200, 675)  # of every picture that scripts/draw_demo_pictures.py draws
_MIME = {"jpg": "image/jpeg", "png": "image/png"}


@dataclass(frozen=True, slots=True)
class Revision:
    """What the author changes later: a new title, and an addition below the article."""

    title: str
    addition: str


@dataclass(frozen=True, slots=True)
class Sample:
    """An article as it is first published, and its later revision if there is one."""

    draft: Draft
    revision: Revision | None = None


def load() -> list[Sample]:
    """Return the sample articles in the order in which they are published."""
    folder = files(__package__) / "articles"
    names = sorted(entry.name for entry in folder.iterdir() if entry.name.endswith(".toml"))
    return [_sample(tomllib.loads((folder / name).read_text("utf-8"))) for name in names]


def upload(name: str, *, caption: str = "", alt: str = "") -> Upload:
    """Return one of the sample pictures as a file of the media library."""
    data = (files(__package__) / "pictures" / name).read_bytes()
    width, height = _SIZE
    mime = _MIME[name.rsplit(".", 1)[-1]]
    return Upload(name, data, mime, width=width, height=height, caption=caption, alt=alt)


def _sample(told: dict[str, Any]) -> Sample:
    shown = {name: upload(name) for name in pictures(told["body"])}
    featured = told.get("featured")
    draft = Draft(
        title=told["title"],
        body=render(told["body"], EDITORS[told.get("editor", "blocks")], shown),
        slug=told.get("slug", ""),
        categories=tuple(told["categories"]),
        featured=upload(featured, caption=told["featured_caption"], alt=told["featured_alt"])
        if featured
        else None,
        uploads=tuple(shown.values()),
    )
    return Sample(draft, Revision(**told["revision"]) if "revision" in told else None)
