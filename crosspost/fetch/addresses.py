"""Which addresses may be connected to: the public internet, or more when the operator says so.

Checked is what is connected to: the resolver hands on only addresses that passed, so a name that
changes its answer between check and connect gains nothing.
"""

import asyncio
import ipaddress
import socket
from collections.abc import Mapping

from aiohttp.abc import AbstractResolver, ResolveResult

from crosspost.threads import run_apart

_Address = ipaddress.IPv4Address | ipaddress.IPv6Address
_NAT64 = ipaddress.ip_network("64:ff9b::/96")
_NAT64_LOCAL = ipaddress.ip_network("64:ff9b:1::/48")
_COMPATIBLE = ipaddress.ip_network("::/96")
# Cloud machines hand out their credentials here; nothing of a blog ever stands there.
_METADATA = frozenset(
    ipaddress.ip_address(a) for a in ("169.254.169.254", "100.100.100.200", "fd00:ec2::254")
)
_LOOKUPS = 32  #: at once; a dead DNS server must not hold up the other names


class AddressRefused(OSError):
    """The address is not one that may be connected to."""


def may_connect(text: str, *, allow_private: bool) -> bool:
    """Whether an IP address (also one that wraps another: mapped, 6to4, NAT64) may be used."""
    address = _unwrapped(ipaddress.ip_address(text.partition("%")[0]))
    if address in _METADATA or address.is_multicast or address.is_link_local:
        return False
    if allow_private:
        return True
    reserved = address.is_reserved or getattr(address, "is_site_local", False)
    return address.is_global and not reserved and address not in _NAT64_LOCAL


def _unwrapped(address: _Address) -> _Address:
    """Return the IPv4 address that an IPv6 address stands for, else the address itself."""
    if isinstance(address, ipaddress.IPv4Address):
        return address
    if address.ipv4_mapped or address.sixtofour:
        return address.ipv4_mapped or address.sixtofour or address
    if address.teredo:
        return address.teredo[1]
    low = int(address) & 0xFFFFFFFF
    if address in _NAT64 or (address in _COMPATIBLE and low > 1):
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
            raise AddressRefused(f"{host} is {found[0][1] if found else 'nowhere'}")
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
