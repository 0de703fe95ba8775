"""Name and password for a server: from the environment, the system's keyring or a prompt; never stored."""

from __future__ import annotations

import os
from collections.abc import Callable

from dtz_network.errors import StoreError
from dtz_network.store.neo4j.address import Address

USER, PASSWORD = "DTZ_NEO4J_USER", "DTZ_NEO4J_PASSWORD"
SERVICE = "dtz-network"
Prompt = Callable[[str, str], str]
"""Asks for the password of a user at a place."""


def find(address: Address, prompt: Prompt | None = None) -> tuple[str, str]:
    """Return user and password for an address.

    Raises:
        StoreError: no password is found and nobody can be asked.
    """
    user = address.user or os.environ.get(USER) or "neo4j"
    password = os.environ.get(PASSWORD) or _from_keyring(address, user)
    if not password and prompt is not None:
        password = prompt(user, str(address))
    if not password:
        raise StoreError("server-no-password", place=address, user=user, variable=PASSWORD)
    return user, password


def _from_keyring(address: Address, user: str) -> str:
    """Return the password that the system's keyring has; "" without the package or without an entry."""
    try:
        import keyring
        from keyring.errors import KeyringError
    except ImportError:
        return ""
    try:
        return keyring.get_password(f"{SERVICE} {address}", user) or ""
    except KeyringError:
        return ""
