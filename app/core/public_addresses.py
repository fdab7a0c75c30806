"""Which network addresses are on the public internet, and lead nowhere else."""

from ipaddress import IPv4Address, IPv6Address, ip_network

# Public by their number, yet inside: the host agent of a cloud. IETF's own (IPv4), which older
# Pythons take for public in part, and the former relays of 6to4.
INSIDE = [ip_network(n) for n in ("168.63.129.16/32", "192.0.0.0/24", "192.88.99.0/24")]
GLOBAL_UNICAST = ip_network("2000::/3")
# Relays that carry an IPv4 address within (6to4, Teredo and the rest of IETF's own), documentation.
NOT_PLAIN = [ip_network(n) for n in ("2001::/23", "2002::/16", "2001:db8::/32", "3fff::/20")]


def is_public(address: IPv4Address | IPv6Address) -> bool:
    """Neither private, loopback, link-local, shared (100.64.0.0/10), multicast nor reserved, and no
    IPv6 address that stands for an IPv4 one (mapped, translated, 6to4)."""
    if isinstance(address, IPv4Address):
        is_inside = any(address in network for network in INSIDE)
        return address.is_global and not _is_special(address) and not is_inside
    is_plain = address in GLOBAL_UNICAST and not any(address in network for network in NOT_PLAIN)
    return is_plain and address.is_global and not _is_special(address)


def _is_special(address: IPv4Address | IPv6Address) -> bool:
    return address.is_multicast or address.is_reserved or address.is_unspecified
