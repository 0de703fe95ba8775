"""Keeps an erased person out of the next import, without keeping the person.

What stays of her are slow keyed hashes of how a row would name her: e-mail address, name with
organisation, name alone. A short HMAC sorts out at once nearly all rows that are not hers; only the
rest is put through scrypt (39 ms). The key lies outside store and dump, in a file of its own, because
with the key inside a million names are tried in two seconds. Beside the key lies a second copy of the
hashes: a restored older backup is known by what it lacks.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import os
import secrets
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from dtz_network.errors import StoreError
from dtz_network.model.network import fold

PREFIX_BITS = 20
"""Of 200,000 rows and 20 erased persons about four rows go to scrypt in vain; with 12 bits, 934."""

_SCRYPT = {"n": 2**14, "r": 8, "p": 1, "dklen": 16, "maxmem": 64 * 2**20}


@dataclass(frozen=True, order=True)
class Entry:
    """One way in which a row would name an erased person, hashed."""

    prefix: int
    digest: bytes


def keys_folder() -> Path:
    """Return the folder of the keys: ``DTZ_KEYS``, else the user's configuration folder."""
    chosen = os.environ.get("DTZ_KEYS")
    if chosen:
        return Path(chosen)
    import platformdirs

    return Path(platformdirs.user_config_dir("dtz-network")) / "keys"


def identities(name: str, email: str, organisation: str) -> Iterator[bytes]:
    """Return the ways in which a row names its person, from the surest on.

    A name alone names a person only where the row has nothing else; a name with an organisation does.
    """
    name, email, organisation = fold(name), fold(email), fold(organisation)
    if email:
        yield _joined("email", email)
    if name and organisation:
        yield _joined("organisation", name, organisation)
    if name and not email and not organisation:
        yield _joined("name", name)


def _joined(*parts: str) -> bytes:
    return json.dumps(parts, ensure_ascii=False).encode()


def all_identities(names: Iterable[str], emails: Iterable[str], organisations: Iterable[str]) -> set[bytes]:
    """Return every way in which a row may name a person who is known by these."""
    every = [(name, "", "") for name in names]
    every += [("", email, "") for email in emails]
    every += [(name, "", organisation) for name, *_ in tuple(every) if name for organisation in organisations]
    return {identity for person in every for identity in identities(*person)}


class Keyring:
    """The key of one store and the hashes kept beside it, in files that only their owner may read."""

    def __init__(self, store: str, folder: Path | None = None) -> None:
        self._folder = folder or keys_folder()
        self._key_file = self._folder / f"{store}.key"
        self._list_file = self._folder / f"{store}.suppressed"

    @property
    def has_key(self) -> bool:
        """Whether the key is there."""
        return self._key_file.is_file()

    def key(self, *, make: bool = False) -> bytes:
        """Return the key, made if asked for.

        Raises:
            StoreError: there is no key, or it cannot be read or written.
        """
        try:
            if make and not self.has_key:
                self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
                _write_new(self._key_file, secrets.token_hex(32).encode())
            return bytes.fromhex(self._key_file.read_text(encoding="ascii"))
        except (OSError, ValueError) as error:
            raise StoreError("suppression-key", path=self._key_file) from error

    def entries(
        self, names: Iterable[str], emails: Iterable[str], organisations: Iterable[str]
    ) -> set[Entry]:
        """Return the hashes for a person who is known by these; makes the key of a store at its first."""
        key = self.key(make=True)
        return {_entry(key, identity) for identity in all_identities(names, emails, organisations)}

    def remembered(self) -> set[Entry]:
        """Return the hashes that lie beside the key.

        Raises:
            StoreError: the file cannot be read.
        """
        if not self._list_file.is_file():
            return set()
        try:
            pairs = [line.split() for line in self._list_file.read_text(encoding="ascii").splitlines()]
            return {Entry(int(prefix), bytes.fromhex(digest)) for prefix, digest in pairs}
        except (OSError, ValueError) as error:
            raise StoreError("suppression-key", path=self._list_file) from error

    def remember(self, entries: Iterable[Entry]) -> None:
        """Add hashes to those that lie beside the key.

        Raises:
            StoreError: the file cannot be written.
        """
        lines = [
            f"{entry.prefix} {entry.digest.hex()}\n" for entry in sorted(set(entries) - self.remembered())
        ]
        if not lines:
            return
        try:
            self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            if not self._list_file.exists():
                _write_new(self._list_file, b"")
            with self._list_file.open("a", encoding="ascii") as file:
                file.writelines(lines)
        except OSError as error:
            raise StoreError("suppression-key", path=self._list_file) from error


def brought_back(keyring: Keyring, kept: set[Entry]) -> set[Entry]:
    """Return the hashes of whom this machine remembers as erased and a store does not: an older copy brought her back.

    What the store keeps is remembered from now on.

    Raises:
        StoreError: there is no key to tell anybody by.
    """
    missing = keyring.remembered() - kept
    keyring.remember(kept)
    if kept or missing:
        keyring.key()
    return missing


class Matcher:
    """Tells whether a row names an erased person."""

    def __init__(self, keyring: Keyring, entries: Collection[Entry]) -> None:
        self._entries = frozenset(entries)
        self._prefixes = frozenset(entry.prefix for entry in entries)
        self._key = keyring.key() if entries else b""
        self._known: dict[bytes, bool] = {}

    def matches(self, name: str, email: str, organisation: str) -> bool:
        """Return whether a row with these names an erased person."""
        return bool(self._entries) and any(map(self.hit, identities(name, email, organisation)))

    def hit(self, identity: bytes) -> bool:
        """Return whether one way of naming a person is suppressed."""
        if _prefix(self._key, identity) not in self._prefixes:
            return False
        if identity not in self._known:
            self._known[identity] = _entry(self._key, identity) in self._entries
        return self._known[identity]


def _prefix(key: bytes, identity: bytes) -> int:
    digest = hmac.digest(key, identity, "sha256")
    return int.from_bytes(digest[:4], "big") >> (32 - PREFIX_BITS)


def _entry(key: bytes, identity: bytes) -> Entry:
    salt = hmac.digest(key, b"salt", "sha256")
    return Entry(_prefix(key, identity), hashlib.scrypt(identity, salt=salt, **_SCRYPT))


def _write_new(path: Path, content: bytes) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
