"""The catalogue: every reason has its sentence in each language, made of its own facts."""

import re
import string
from pathlib import Path

import pytest

from crosspost.model.reasons import Code
from crosspost.words.language import LANGUAGES, load_language

DOCS = Path(__file__).parents[2] / "docs"


def codes() -> list[Code]:
    """Return every reason that there is."""
    return [code for enum in Code.__subclasses__() for code in enum]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_reason_has_a_sentence_of_its_own_facts(language: str) -> None:
    """A sentence names no fact that the reason has not, in no language."""
    sentences = load_language(language).sentences
    assert set(sentences) == set(codes())
    for code, sentence in sentences.items():
        named = {name for _, name, _, _ in string.Formatter().parse(sentence) if name is not None}
        assert named <= set(code.names), code


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_fact_is_told(language: str) -> None:
    """What a reason carries, a reader is told, also in the other language."""
    for code, sentence in load_language(language).sentences.items():
        named = {name for _, name, _, _ in string.Formatter().parse(sentence) if name is not None}
        assert named == set(code.names), code


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_that_a_sentence_names_is_there_in_the_readers_language(language: str) -> None:
    """A reader is sent to the page in the same language, where there is one."""
    told = "".join(load_language(language).sentences.values())
    pages = re.findall(r"docs/([\w/-]+\.md)", told)
    assert pages
    for page in pages:
        assert (DOCS / page).is_file()
        assert not (DOCS / language / page).exists()
