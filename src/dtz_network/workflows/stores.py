"""Opening and making stores; the model folder beside a store adds the bureau's own types and terms."""

from __future__ import annotations

import io
import sys
from pathlib import Path

from dtz_network import resources
from dtz_network.errors import InputError, StoreError
from dtz_network.model import schema as model_schema
from dtz_network.model.dates import is_date
from dtz_network.model.network import Network
from dtz_network.model.progress import Progress
from dtz_network.model.schema import Schema
from dtz_network.store.base import Store
from dtz_network.store.credentials import Prompt
from dtz_network.store.neo4j import address
from dtz_network.store.neo4j.address import Address
from dtz_network.workflows import configuration, files


def place_of(place: str | Path | None = None) -> Path:
    """Return the path of the store meant: given, else configured, else the default.

    For a store on a server it is that of the default store, beside which the model folder lies.
    """
    if address_of(place) is not None:
        return configuration.data_folder() / "network.db"
    return Path(place).expanduser() if place else configuration.read().store_path()


def address_of(place: str | Path | None = None) -> Address | None:
    """Return the address of the store meant, None if it is a file.

    Raises:
        InputError: an address that cannot be understood, or of a kind of store that there is not.
    """
    said = str(place) if place else configuration.read().store
    return address.parse(said) if isinstance(place, str | None) and address.is_address(said) else None


def schema_for(place: Path) -> Schema:
    """Return the shipped schema with what the model folder beside the store adds to it."""
    folder = place.parent / "model"
    return model_schema.load(resources.graph_folder(), folder) if folder.is_dir() else model_schema.shipped()


def open_store(
    place: str | Path | None = None, *, create: bool = False, prompt: Prompt | None = None
) -> Store:
    """Return the store at ``place`` (a path or an address; None for the configured one).

    ``prompt`` asks for a password that neither environment nor keyring has.

    Raises:
        StoreError: absent (unless ``create``), not ours, newer than us, locked, read-only.
    """
    where = address_of(place)
    if where is not None:
        return _open_server(where, create=create, prompt=prompt)
    from dtz_network.store import embedded

    path = place_of(place)
    if not create and not path.exists():
        raise StoreError("store-absent", place=str(path))
    return embedded.open_store(path, schema_for(path), create=create)


def _open_server(where: Address, *, create: bool, prompt: Prompt | None) -> Store:
    from dtz_network.store import credentials, server

    user, password = credentials.find(where, prompt)
    return server.open_server(where, user, password, schema_for(place_of(str(where))), create=create)


def network_of(store: Store, as_of: str = "") -> Network:
    """Return the network of a store, as valid on a date if given.

    Raises:
        InputError: no date.
    """
    if as_of and not is_date(as_of):
        raise InputError("value-date", value=as_of, property="as-of")
    return store.load(as_of=as_of or None)


def write_dump(store: Store, path: Path, *, history: bool = True) -> None:
    """Write a dump: the whole file or none.

    Raises:
        StoreError: the folder cannot be written.
    """
    with files.beside(path) as fresh, fresh.open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(line + "\n" for line in store.dump(history=history))


def load_dump(
    place: str | Path | None, path: Path, progress: Progress | None = None, prompt: Prompt | None = None
) -> Path | Address:
    """Make a new store from a full dump and return its place; a server's database is filled if it is empty.

    Raises:
        StoreError: a store is there already.
        InputError: the dump cannot be read.
    """
    where, target = address_of(place), place_of(place)
    if where is None and target.exists():
        raise StoreError("store-present", place=str(target))
    try:
        whole = sys.stdin.buffer if str(path) == "-" else path.open("rb")
    except OSError as error:
        raise InputError("file-absent", file=str(path)) from error
    store = open_store(place if where is not None else target, create=True, prompt=prompt)
    try:
        with io.TextIOWrapper(whole, encoding="utf-8") as lines:
            store.load_dump((line.rstrip("\n") for line in lines), progress)
    except BaseException:
        store.close()
        if where is None:
            target.unlink(missing_ok=True)
        raise
    store.close()
    return where or target
