"""Where a Neo4j store is, and under which name it is entered; a password is never part of an address."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal
from urllib.parse import SplitResult, unquote, urlsplit

from dtz_network.errors import InputError

SCHEMES = ("neo4j", "neo4j+s", "neo4j+ssc", "bolt", "bolt+s", "bolt+ssc")
"""With ``+s`` the connection is encrypted and the certificate checked, with ``+ssc`` it may be self-signed."""


@dataclass(frozen=True)
class Address:
    """A server, a database on it ("" for the user's own) and a user ("" if not said)."""

    uri: str
    database: str = ""
    user: str = ""

    def __str__(self) -> str:
        return f"{self.uri}/{self.database}" if self.database else self.uri

    @property
    def encrypted(self) -> bool:
        """Whether what goes to and fro is encrypted."""
        return "+" in self.uri.partition("://")[0]

    def over(self, security: Literal["", "+s", "+ssc"]) -> str:
        """Return the same address with another security.

        >>> parse("neo4j://graph.example/region").over("+s")
        'neo4j+s://graph.example/region'
        """
        scheme, _, rest = str(self).partition("://")
        return f"{scheme.partition('+')[0]}{security}://{rest}"


def is_address(place: str) -> bool:
    """Return whether a place of a store is an address and not a path."""
    return "://" in place


def parse(place: str) -> Address:
    """Return the address that a text such as ``neo4j+s://user@host:7687/database`` means.

    >>> parse("neo4j://anna@graph.example:7688/region")
    Address(uri='neo4j://graph.example:7688', database='region', user='anna')

    Raises:
        InputError: another scheme, no host, or a password in it.
    """
    scheme = place.split("://", maxsplit=1)[0].lower()
    if scheme not in SCHEMES:
        raise InputError("store-scheme", place=f"{scheme}://", known=", ".join(f"{s}://" for s in SCHEMES))
    parts = _split(place)
    if parts.password is not None:
        raise InputError("address-password")
    if not parts.hostname or parts.query or parts.fragment:
        raise InputError("address-wrong", place=place)
    host = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
    port = f":{parts.port}" if parts.port else ""
    return Address(f"{scheme}://{host}{port}", unquote(parts.path.strip("/")), unquote(parts.username or ""))


def _split(place: str) -> SplitResult:
    try:
        parts = urlsplit(place)
        parts.port  # noqa: B018  a wrong port is told here
    except ValueError as error:
        raise InputError("address-wrong", place=place.rsplit("@", maxsplit=1)[-1]) from error
    return parts
