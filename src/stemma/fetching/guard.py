"""Which addresses may be connected to: public ones, checked on the very address that is connected to.

A name is looked up once, and the connection goes to the address that was checked, so that a name
server that answers differently the second time (DNS rebinding) changes nothing; every redirect is
a new connection with a check of its own.
"""

import ipaddress
import socket
from collections.abc import Iterable

import httpcore

from stemma.fetching.errors import FetchError, RefusedError

Address = ipaddress.IPv4Address | ipaddress.IPv6Address

# Networks that ``is_global`` lets through and that still lead to somebody's own machines: shared
# address space (RFC 6598), 6to4 and Teredo, which carry an IPv4 address inside, and NAT64.
_CLOSED = tuple(
    ipaddress.ip_network(net)
    for net in ("100.64.0.0/10", "2002::/16", "2001::/32", "64:ff9b::/96", "64:ff9b:1::/48")
)


def is_public(address: str) -> bool:
    """Tell whether an IP address (text) is a public one: routed, unicast, nobody's own network."""
    try:
        ip: Address = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(ip, ipaddress.IPv6Address) and ip.ipv4_mapped is not None:
        ip = ip.ipv4_mapped
    if any(ip in net for net in _CLOSED if net.version == ip.version):
        return False
    return ip.is_global and not ip.is_multicast and not ip.is_reserved and not ip.is_unspecified


class GuardedBackend(httpcore.NetworkBackend):
    """Connects to public addresses only, and only to the address that was checked.

    Args:
        allow_private: let addresses of private, loopback and link-local networks through: all, or those
            of the hosts named, so that no page elsewhere leads to others.
    """

    def __init__(self, *, allow_private: bool | frozenset[str] = False) -> None:
        self._allow_private = allow_private
        self._plain = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        """Look a name up, check what it means, and connect to that.

        Raises:
            RefusedError: the name means addresses that may not be connected to.
            FetchError: the name is not known, or not now.
        """
        last: Exception | None = None
        for address in self._allowed(host, port):
            try:
                return self._plain.connect_tcp(address, port, timeout, local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                last = error
        assert last is not None
        raise last

    def connect_unix_socket(
        self,
        path: str,
        timeout: float | None = None,  # noqa: ARG002  the parent's signature
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,  # noqa: ARG002  likewise
    ) -> httpcore.NetworkStream:
        """Refuse: no page is behind a socket of this machine.

        Raises:
            RefusedError: always.
        """
        raise RefusedError(f"{path} is no web address")

    def sleep(self, seconds: float) -> None:
        """Wait, as the pool asks for before it tries again."""
        self._plain.sleep(seconds)

    def _allowed(self, host: str, port: int) -> list[str]:
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except socket.gaierror as error:
            # Without a network no name is known; only a name server's own "no such name" is for good.
            again = error.errno != socket.EAI_NONAME
            raise FetchError(f"the name {host} is not known: {error}", again=again) from error
        except UnicodeError as error:
            raise RefusedError(f"{host!r} is no name of a host: {error}") from error
        addresses = list(dict.fromkeys(str(each[4][0]) for each in found))
        allowed = self._allow_private
        if allowed is True or (allowed and host.lower() in allowed):
            return addresses
        # One private address among public ones is a trap or a mistake: nothing of it is used.
        private = [address for address in addresses if not is_public(address)]
        if private or not addresses:
            place = private[0] if private else "no address"
            advice = "an address that was not named" if allowed else "not asked without --allow-private"
            raise RefusedError(f"{host} is at {place}, which is private or reserved: {advice}")
        return addresses
