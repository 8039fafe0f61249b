"""Words for reasons: the edge of the program, where data becomes sentences in a reader's language.

A language is a folder: its sentences by code, and how it says numbers, spans, times and lists.
"""

from crosspost.words.language import LANGUAGES, choose_language
from crosspost.words.speech import Speech

__all__ = ["LANGUAGES", "Speech", "choose_language"]
