"""Watches a blog's feed and publishes each new article to X, exactly once."""

__version__ = "0.1.0"

__all__ = ["__version__"]
