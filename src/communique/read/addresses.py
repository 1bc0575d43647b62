"""Which machines a URL may lead to: those of the open internet, unless private ones are allowed."""

from __future__ import annotations

import socket
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address

from communique.read.errors import ReadError

NAT64 = IPv6Network("64:ff9b::/96")
MEND = "allow it with --allow-private if you trust it"


def is_public(address: str) -> bool:
    """Whether an address is one of the open internet, looked at through the ways IPv6 can hide an IPv4 one.

    >>> is_public("93.184.216.34"), is_public("127.0.0.1"), is_public("::ffff:10.0.0.1")
    (True, False, False)
    """
    found = ip_address(address.split("%", maxsplit=1)[0])
    inner = hidden(found)
    if inner is not None:
        return is_public(str(inner))
    return found.is_global and not (found.is_multicast or found.is_reserved or found.is_unspecified)


def hidden(address: IPv4Address | IPv6Address) -> IPv4Address | None:
    """The IPv4 address inside an IPv6 one (mapped, 6to4, Teredo, NAT64)."""
    if isinstance(address, IPv4Address):
        return None
    if address.teredo is not None:
        return address.teredo[1]
    if address in NAT64:
        return IPv4Address(int(address) & 0xFFFFFFFF)
    return address.ipv4_mapped or address.sixtofour


def allowed(host: str, port: int, *, source: str, allow_private: bool) -> list[str]:
    """The addresses of a host, looked up once, so that what is checked is what is called; ReadError for a private one.

    One private address among several is enough to refuse the host.
    """
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        problem = f"no address known for {host} ({getattr(error, 'strerror', None) or error})"
        raise ReadError(source, problem, "check the URL and the network") from None
    addresses = list(dict.fromkeys(str(entry[4][0]) for entry in found))
    private = [address for address in addresses if not is_public(address)]
    if private and not allow_private:
        raise ReadError(source, f"{host} leads to {private[0]}, which is no public address", MEND)
    return addresses
