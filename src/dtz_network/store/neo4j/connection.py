"""One server: transactions that are tried again after a passing fault."""

from __future__ import annotations

import logging
import re
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, TypeVar

import neo4j
from neo4j import exceptions

from dtz_network.errors import DtzError, StoreError
from dtz_network.store.neo4j import faults
from dtz_network.store.neo4j.address import Address
from dtz_network.store.sqlite.session import InjectedFaultError

OLDEST = (5, 26)
"""The oldest version of the server that is known to do what is asked of it."""
PATIENCE = 30.0
"""Seconds that a transaction is tried again when the fault may pass."""
LONGEST = 600.0
"""Seconds after which the server ends a transaction of a client that no longer speaks."""

logging.getLogger("neo4j").addHandler(logging.NullHandler())
"""What the driver tries again is not told on a user's terminal; who sets up logging still has it."""

_INDEX = re.compile(r"CREATE (?:FULLTEXT )?INDEX (\w+) ")

T = TypeVar("T")
Row = dict[str, Any]


class Transaction:
    """A transaction in which each statement has its values as parameters."""

    def __init__(self, inner: neo4j.ManagedTransaction) -> None:
        self._inner = inner

    def rows(self, statement: str, **values: object) -> list[Row]:
        """Return all rows of a statement."""
        return self._inner.run(_text(statement), values).data()

    def tuples(self, statement: str, values: Mapping[str, object]) -> list[tuple[Any, ...]]:
        """Return all rows of a statement as tuples."""
        return [tuple(record.values()) for record in self._inner.run(_text(statement), dict(values))]

    def stream(self, statement: str, **values: object) -> Iterator[tuple[Any, ...]]:
        """Return the rows of a statement one by one, as tuples."""
        for record in self._inner.run(_text(statement), values):
            yield tuple(record.values())

    def value(self, statement: str, **values: object) -> Any:
        """Return the first column of the first row, None without one."""
        record = self._inner.run(_text(statement), values).peek()
        return record[0] if record else None

    def run(self, statement: str, **values: object) -> None:
        """Run a statement of which nothing is read."""
        self._inner.run(_text(statement), values).consume()


def _text(statement: str) -> Any:
    """Statements are constants; what people type comes as a parameter."""
    return statement


class Connection:
    """A server and a database on it."""

    def __init__(self, address: Address, user: str, password: str) -> None:
        self.address = address
        self._closed = False
        with self.errors():
            self._driver = neo4j.GraphDatabase.driver(
                address.uri,
                auth=neo4j.basic_auth(user, password),
                connection_timeout=10.0,
                connection_acquisition_timeout=30.0,
                max_transaction_retry_time=PATIENCE,
                notifications_min_severity="OFF",
                user_agent="dtz-network",
            )
        try:
            with self.errors():
                self._driver.verify_connectivity()
            self._demand_version()
        except BaseException:
            self._driver.close()
            raise

    def close(self) -> None:
        """Let go of the server."""
        if not self._closed:
            self._driver.close()
            self._closed = True

    def read(self, work: Callable[[Transaction], T]) -> T:
        """Return what ``work`` reads in one transaction; it may run more than once."""
        with self.errors(), self._session(neo4j.READ_ACCESS) as session:
            return session.execute_read(_limited(work))

    def write(self, work: Callable[[Transaction], T]) -> T:
        """Return what ``work`` gives once all that it wrote is stored; it may run more than once."""
        with self.errors(), self._session(neo4j.WRITE_ACCESS) as session:
            return session.execute_write(_limited(work))

    def define(self, statements: list[str]) -> None:
        """Run statements that change constraints and indexes, each in a transaction of its own.

        Where two clients lay out one server at the same moment, ``IF NOT EXISTS`` may come too late for one of them.
        """
        with self.errors(), self._session(neo4j.WRITE_ACCESS) as session:
            for statement in statements:
                _define_one(session, statement)

    def drop_indexes(self, definitions: Iterable[str]) -> None:
        """Drop the indexes that definitions name: a large load is quicker when they are made after it."""
        found = (_INDEX.match(definition) for definition in definitions)
        self.define([f"DROP INDEX {match[1]} IF EXISTS" for match in found if match])

    def _session(self, access: str) -> neo4j.Session:
        return self._driver.session(
            database=self.address.database or None, default_access_mode=access, fetch_size=5000
        )

    def version(self) -> tuple[int, ...]:
        """Return the version of the server, such as (5, 26, 30) or (2026, 8, 1)."""
        found = self.read(
            lambda tx: tx.value("CALL dbms.components() YIELD name, versions WITH name, versions"
                                " WHERE name = 'Neo4j Kernel' RETURN versions[0]")
        )  # fmt: skip
        return version_number(str(found or ""))

    def _demand_version(self) -> None:
        found = self.version()
        if found[:2] < OLDEST:
            said = ".".join(map(str, found)) or "?"
            raise StoreError("server-old", place=self.address, found=said, oldest=".".join(map(str, OLDEST)))

    @contextmanager
    def errors(self) -> Iterator[None]:
        """Turn errors of the server and the driver into errors that say what happened and what to do."""
        if self._closed:
            raise StoreError("store-closed", path=self.address)
        try:
            yield
        except (exceptions.Neo4jError, exceptions.DriverError) as error:
            raise faults.explain(error, self.address) from error
        except (OSError, ValueError) as error:
            if isinstance(error, (DtzError, InjectedFaultError)) or not _is_of_the_line(error):
                raise
            raise StoreError("server-down", place=self.address, reason=str(error)) from error


def _is_of_the_line(error: OSError | ValueError) -> bool:
    """Return whether an error is one of reaching the server: a name that is none is a ValueError of the driver."""
    return isinstance(error, (OSError, UnicodeError)) or "resolve" in str(error)


def _define_one(session: neo4j.Session, statement: str) -> None:
    """Run a statement that changes the schema; wait where another client changes it at the same moment."""
    for pause in (0.1, 0.2, 0.4, 0.8, 1.6, None):
        try:
            session.run(_text(statement)).consume()
        except exceptions.ClientError as error:
            if not (error.code or "").endswith("AlreadyExists"):
                raise
        except exceptions.TransientError:
            if pause is None:
                raise
            time.sleep(pause)
            continue
        return


def _limited(work: Callable[[Transaction], T]) -> Callable[[neo4j.ManagedTransaction], T]:
    @neo4j.unit_of_work(timeout=LONGEST, metadata={"app": "dtz-network"})
    def limited(tx: neo4j.ManagedTransaction) -> T:
        return work(Transaction(tx))

    return limited


def version_number(text: str) -> tuple[int, ...]:
    """Return a version as numbers; what follows the numbers is left out.

    >>> version_number("2026.08.1-SNAPSHOT")
    (2026, 8, 1)
    """
    numbers = []
    for part in text.split("-", maxsplit=1)[0].split("."):
        if not part.isdecimal():
            break
        numbers.append(int(part))
    return tuple(numbers)
