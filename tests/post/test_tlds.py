"""Which endings make an address: today's top-level domains, and those that X's list still has."""

from crosspost.post import tlds


def test_todays_and_international_domains_are_known() -> None:
    """They are read from the package's list, the international ones by their first character."""
    tlds.top_level.cache_clear()
    tlds._international.cache_clear()

    assert {"jp", "com", "みんな"} <= tlds.top_level()
    assert "みんな" in tlds.international("み")
    assert tlds.international("港") == ()
