"""WordPress's Update Services ping: it names the site, never the post; a hint and no more (pure).

Wire: XML-RPC `weblogUpdates.extendedPing(name, home, feed)` and `weblogUpdates.ping(name, home)`;
WordPress waits three seconds for an answer that is no fault. Nothing that a ping names is fetched.
"""

import re
from collections.abc import Iterable

from crosspost.settings import FeedSection

_METHOD = re.compile(rb"<methodName>\s*weblogUpdates\.(?:extendedPing|ping)\s*</methodName>")
_ADDRESS = re.compile(rb"https?://[^\s<]{1,2000}")

ANSWER = (
    '<?xml version="1.0"?><methodResponse><params><param><value><struct>'
    "<member><name>flerror</name><value><boolean>0</boolean></value></member>"
    "<member><name>message</name><value><string>ok</string></value></member>"
    "</struct></value></param></params></methodResponse>"
)
FAULT = (
    '<?xml version="1.0"?><methodResponse><fault><value><struct>'
    "<member><name>faultCode</name><value><int>1</int></value></member>"
    "<member><name>faultString</name><value><string>not an update ping</string></value></member>"
    "</struct></value></fault></methodResponse>"
)


def is_ping(body: bytes | bytearray) -> bool:
    """Whether a request's body is one of the two pings."""
    return bool(_METHOD.search(body))


def find_feeds(body: bytes | bytearray, feeds: Iterable[FeedSection]) -> list[str]:
    """Return the names of the feeds that a ping means: those on a host it names, else all."""
    hosts = {_host(match.group().decode("ascii", "replace")) for match in _ADDRESS.finditer(body)}
    names = {feed.name: _host(feed.url) for feed in feeds}
    meant = [name for name, host in names.items() if host in hosts]
    return meant or list(names)


def _host(url: str) -> str:
    """Return the part that a move from http to https, to www or to another port leaves alone."""
    host = re.sub(r"^https?://", "", url).split("/", 1)[0].rsplit("@", 1)[-1]
    return host.split(":", 1)[0].lower().removeprefix("www.")
