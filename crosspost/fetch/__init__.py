"""The polite, bounded, guarded GET: the one door to feeds, pages, REST answers and pictures."""

from crosspost.loading import without

with without("brotli", "brotlicffi"):  # 1 MB; bodies are unpacked here, not by aiohttp
    from crosspost.fetch.fetcher import Fetched, Fetcher

__all__ = ["Fetched", "Fetcher"]
