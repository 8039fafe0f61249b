"""Which addresses may be connected to: the public internet, or more when the operator says so.

Checked is what is connected to: the resolver hands on only addresses that passed, so a name that
changes its answer between check and connect gains nothing.
"""

import asyncio
import ipaddress
import socket
from collections.abc import Iterator, Mapping

from aiohttp.abc import AbstractResolver, ResolveResult

from crosspost.threads import run_apart

_Address = ipaddress.IPv4Address | ipaddress.IPv6Address
_NAT64_LOCAL = ipaddress.ip_network("64:ff9b:1::/48")
#: The last 32 bits of an address in these are an IPv4 address: NAT64, compatible, SIIT.
_WRAPPING = tuple(map(ipaddress.ip_network, ("64:ff9b::/96", "::/96", "::ffff:0:0:0/96")))
_ISATAP = frozenset({0x5EFE, 0x02005EFE})  #: in the 32 bits before an IPv4 address
#: How many bits stand before an IPv4 address that a translator puts in (RFC 6052, section 2.2).
_PREFIXES = (32, 40, 48, 56, 64, 96)
# Cloud machines hand out their credentials here; nothing of a blog ever stands there. Azure's
# wire server has a public address, Oracle's older one a private one.
_METADATA = frozenset(
    ipaddress.ip_address(address)
    for address in (
        "169.254.169.254",  # most clouds
        "169.254.170.2",  # Amazon, containers
        "168.63.129.16",  # Azure
        "192.0.0.192",  # Oracle
        "100.100.100.200",  # Alibaba
        "fd00:ec2::254",  # Amazon
        "fd00:ec2::23",  # Amazon, containers
        "fd00:c1::a9fe:a9fe",  # Oracle
        "fd20:ce::254",  # Google
        "fd00:42::42",  # Scaleway
    )
)
_LOOKUPS = 32  #: at once; a dead DNS server must not hold up the other names


class AddressRefused(OSError):
    """The address is not one that may be connected to."""


def may_connect(text: str, *, allow_private: bool) -> bool:
    """Whether an IP address (also one that wraps another: mapped, 6to4, NAT64) may be used."""
    written = ipaddress.ip_address(text.partition("%")[0])
    address = _unwrapped(written)
    if _is_metadata(written) or _is_metadata(address):
        return False
    if address.is_multicast or address.is_link_local:
        return False
    if allow_private:
        return True
    reserved = address.is_reserved or getattr(address, "is_site_local", False)
    return address.is_global and not reserved and address not in _NAT64_LOCAL


def _is_metadata(address: _Address) -> bool:
    """Whether clouds hand out credentials here, whichever prefix a translator puts before it."""
    if isinstance(address, ipaddress.IPv4Address):
        return address in _METADATA
    return address in _METADATA or not _METADATA.isdisjoint(_translated(address))


def _translated(address: ipaddress.IPv6Address) -> Iterator[ipaddress.IPv4Address]:
    """Yield the IPv4 addresses that may be embedded, one for each length of a prefix.

    Bits 64 to 71 are skipped, as RFC 6052 does it.
    """
    bits = f"{int(address):0128b}"
    for length in _PREFIXES:
        after = bits[length:] if length > 64 else bits[length:64] + bits[72:]  # noqa: PLR2004 — RFC 6052
        yield ipaddress.IPv4Address(int(after[:32], 2))


def _unwrapped(address: _Address) -> _Address:
    """Return the IPv4 address that an IPv6 address stands for, else the address itself."""
    if isinstance(address, ipaddress.IPv4Address):
        return address
    if address.ipv4_mapped or address.sixtofour:
        return address.ipv4_mapped or address.sixtofour or address
    if address.teredo:
        return address.teredo[1]
    low, before = int(address) & 0xFFFFFFFF, int(address) >> 32 & 0xFFFFFFFF
    is_tunnel = before in _ISATAP
    if low > 1 and (is_tunnel or any(address in network for network in _WRAPPING)):
        return ipaddress.IPv4Address(low)
    return address


class GuardedResolver(AbstractResolver):
    """Resolves names beside the loop and hands on only the addresses that may be used.

    `hosts` says where names are, before any name server is asked; as /etc/hosts does.
    """

    def __init__(self, *, allow_private: bool, hosts: Mapping[str, str] | None = None) -> None:
        self._allow_private = allow_private
        self._hosts = hosts or {}
        self._room = asyncio.Semaphore(_LOOKUPS)

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_UNSPEC
    ) -> list[ResolveResult]:
        """Return the usable addresses of a host; AddressRefused when it has only others."""
        place = self._hosts.get(host, host)
        async with self._room:
            found = await run_apart(_look_up, place, port, family)
        usable = [(f, to) for f, to in found if may_connect(to, allow_private=self._allow_private)]
        if not usable:
            raise AddressRefused(f"{host} ({found[0][1]})" if found else host)
        return [
            ResolveResult(
                hostname=host, host=to, port=port, family=f, proto=0, flags=socket.AI_NUMERICHOST
            )
            for f, to in usable
        ]

    async def close(self) -> None:
        """Leave slow name servers to themselves: their threads keep nothing alive."""


def _look_up(host: str, port: int, family: socket.AddressFamily) -> list[tuple[int, str]]:
    found = socket.getaddrinfo(host, port, family=family, type=socket.SOCK_STREAM)
    return list(dict.fromkeys((f, str(to[0])) for f, _, _, _, to in found))
