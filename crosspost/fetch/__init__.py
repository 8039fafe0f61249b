"""The polite, bounded, guarded GET: the one door to feeds, pages, REST answers and pictures."""

from crosspost.fetch.fetcher import Fetched, Fetcher

__all__ = ["Fetched", "Fetcher"]
