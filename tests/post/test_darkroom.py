"""A picture is opened in a process of its own, which may die without taking anything along."""

import io
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from crosspost.errors import PictureError
from crosspost.post import darkroom, picture
from crosspost.post.darkroom import develop
from tests.words import english, raises_saying


def encoded(image: Image.Image, kind: str, **options: Any) -> bytes:  # noqa: ANN401 — Pillow's
    """Return the image's bytes in a format."""
    out = io.BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


@pytest.fixture
def instead(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:  # noqa: ANN401 — a function
    """Return a call that lets a shell script stand where the interpreter was."""

    def put(script: str) -> None:
        path = tmp_path / "interpreter"
        path.write_text(f"#!/bin/sh\n{script}\n", "ascii")
        path.chmod(0o755)
        monkeypatch.setattr(sys, "executable", str(path))

    return put


def test_it_gives_what_fitting_gives() -> None:
    """The first encoding and the second one alike."""
    data = encoded(Image.new("RGB", (1600, 900), (30, 90, 30)), "PNG")
    assert develop(data) == picture.fit(data)
    assert develop(data, again=True) == picture.fit_again(data)


def test_what_is_refused_is_told_in_the_same_words() -> None:
    """A PictureError crosses over whole."""
    with raises_saying(PictureError, match="an icon, no thumbnail"):
        develop(encoded(Image.new("RGB", (20, 20)), "PNG"))


@pytest.mark.parametrize(
    ("image", "kind", "options"),
    [
        (Image.new("RGBA", (4700, 4700), (9, 9, 9, 99)), "PNG", {"compress_level": 1}),
        (Image.new("RGB", (3800, 3800)), "JPEG", {"progressive": True, "subsampling": 0}),
        (Image.new("RGBA", (2500, 2500), (9, 9, 9, 99)), "WEBP", {"quality": 1}),
    ],
    ids=["png", "progressive", "webp"],
)
def test_the_largest_that_are_let_in_keep_within_the_limit(
    image: Image.Image, kind: str, options: dict[str, Any]
) -> None:
    """The process could have no more than 140 MB, and yet they come out."""
    assert develop(encoded(image, kind, **options)).width <= 2048


def test_the_limit_is_one_indeed() -> None:
    """What would take more than its header says is refused by the system."""
    data = encoded(Image.new("RGBA", (2400, 2400)), "PNG")
    assert develop(data).width == 2048
    code = (
        "import sys; from crosspost.post import darkroom;"
        "darkroom._MOST_MEMORY = 24_000_000; sys.exit(darkroom._work('first'))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], input=data, capture_output=True, check=False
    )
    assert done.returncode == darkroom._REFUSED
    assert b"picture.memory" in done.stdout


@pytest.mark.parametrize("script", ["kill -9 $$", "kill -11 $$", "exit 1"])
def test_a_process_that_dies_costs_the_picture_and_nothing_else(
    script: str,
    instead: Any,  # noqa: ANN401 — a function
) -> None:
    """Ended by the kernel, by its own fault, or without a word."""
    instead(script)
    with raises_saying(PictureError, match="ended its process"):
        develop(b"a picture")


def test_a_process_that_never_ends_is_ended(
    instead: Any,  # noqa: ANN401 — a function
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A decoder that goes round for ever stops no other picture."""
    instead("exec sleep 60")
    monkeypatch.setattr(darkroom, "_MOST_WALL", 0.1)
    with raises_saying(PictureError, match=r"more than 0\.1 s"):
        develop(b"a picture")


def test_it_is_told_no_secret(
    instead: Any,  # noqa: ANN401 — a function
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Of the environment it gets nothing but where modules are."""
    monkeypatch.setenv("CROSSPOST_ACCOUNTS__MAIN__API_KEY", "canary-key")
    told_all = '{"reason": "said", "facts": {"text": "%s"}}'
    instead(f"printf '{told_all}' \"$(/usr/bin/env | tr '\\n' ' ')\"; exit 3")
    with raises_saying(PictureError, match="PYTHONPATH") as told:
        develop(b"a picture")
    assert "canary-key" not in english(told.value)
