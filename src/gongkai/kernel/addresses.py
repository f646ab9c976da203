"""May our server fetch this address on an officer's word?

Sources
    GB/T 22239-2019 §8.1.3.2: access control at the boundary; a server must not be made to call into its own network.
"""

from __future__ import annotations

from collections.abc import Collection
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from urllib.parse import urlsplit

_SCHEMES = frozenset({"http", "https"})
_NAT64 = ip_network("64:ff9b::/96")


def is_web_address(url: str) -> bool:
    """Whether it names a page on the web: http or https, a host, no password in it."""
    try:
        parts = urlsplit(url)
        has_port = parts.port is None or 0 < parts.port < 65536
    except ValueError:
        return False
    return parts.scheme in _SCHEMES and bool(parts.hostname) and parts.username is None and has_port


def may_connect(host: str, address: str, *, allowed: Collection[str] = ()) -> bool:
    """Whether a host that resolved to an address may be called: public, or allowed by name in the settings."""
    return host in allowed or is_public(address)


def is_public(address: str) -> bool:
    """Whether an address belongs to the public internet, whatever form it is wrapped in."""
    try:
        ip = ip_address(address.split("%", 1)[0])
    except ValueError:
        return False
    inner = _unwrapped(ip)
    return inner.is_global and not inner.is_multicast and not inner.is_reserved


def _unwrapped(ip: IPv4Address | IPv6Address) -> IPv4Address | IPv6Address:
    """An IPv4 address inside an IPv6 one is judged as itself."""
    if isinstance(ip, IPv4Address):
        return ip
    if ip in _NAT64:
        return IPv4Address(int(ip) & 0xFFFFFFFF)
    teredo = ip.teredo[1] if ip.teredo else None
    return ip.ipv4_mapped or ip.sixtofour or teredo or ip
