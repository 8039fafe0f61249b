"""The door to a language model: an article goes in, candidate gists with evidence come out."""

from crosspost.writer.client import Writer, Written

__all__ = ["Writer", "Written"]
