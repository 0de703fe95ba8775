"""What a fault of the server or the driver means to a user: down, not trusted, wrong password, full, busy, ..."""

from __future__ import annotations

import ssl
from collections.abc import Iterator

from neo4j import exceptions

from dtz_network.errors import DtzError, StoreError
from dtz_network.store.neo4j.address import Address

Fault = exceptions.Neo4jError | exceptions.DriverError

_BY_CODE = (
    ("Security.AuthenticationRateLimit", "server-rate-limit"),
    ("Security.Unauthorized", "server-login"),
    ("Security.CredentialsExpired", "server-login-expired"),
    ("Security.Forbidden", "server-forbidden"),
    ("ReadOnly", "server-read-only"),
    ("NotALeader", "server-read-only"),
    ("Database.DatabaseNotFound", "server-no-database"),
    ("DatabaseUnavailable", "server-unavailable"),
    ("OutOfMemory", "server-memory"),
    ("LockClientStopped", "server-busy"),
    ("LockAcquisitionTimeout", "server-busy"),
    ("DeadlockDetected", "server-busy"),
    ("TransactionTimedOut", "server-busy"),
)
_FULL = ("no space left", "disk", "free space", "could not append")
_CUT_OFF = ("closed with incomplete handshake", "closed without handshake")
"""How the driver tells that a server hung up on the first words of an unencrypted conversation."""


def explain(error: Fault, address: Address) -> DtzError:
    """Return the error that tells a user what a fault of the server means."""
    reason = _reason(error)
    code = getattr(error, "code", None) or ""
    key = next((key for part, key in _BY_CODE if part in code), "") or _by_kind(error, address, reason)
    return StoreError(
        key, place=address, reason=reason, database=address.database or "neo4j",
        checked=address.over("+s"), unchecked=address.over("+ssc"), plain=address.over(""),
    )  # fmt: skip


def _by_kind(error: Fault, address: Address, reason: str) -> str:
    said = reason.lower()
    if "read only" in said or "read-only" in said:
        return "server-read-only"
    if any(sign in said for sign in _FULL):
        return "server-full"
    if "needs to be restarted" in reason:
        return "server-halted"
    if isinstance(error, exceptions.AuthError):
        return "server-login"
    if isinstance(error, exceptions.ServiceUnavailable | exceptions.SessionExpired):
        return _unreachable(error, address)
    return "server-fault"


def _unreachable(error: Fault, address: Address) -> str:
    """Return why no conversation came about: the certificate, encryption, or nobody answers."""
    causes = list(_causes(error))
    if any(isinstance(cause, ssl.SSLCertVerificationError) for cause in causes):
        return "server-untrusted"
    if any(isinstance(cause, ssl.SSLError) for cause in causes):
        return "server-not-encrypted"
    if not address.encrypted and any(sign in str(cause) for cause in causes for sign in _CUT_OFF):
        return "server-encrypted"
    return "server-down"


def _causes(error: BaseException) -> Iterator[BaseException]:
    """Return an error and what it came from, the driver's groups taken apart; the deepest last."""
    yield error
    if isinstance(error, BaseExceptionGroup):
        for one in error.exceptions:
            yield from _causes(one)
    elif error.__cause__ is not None:
        yield from _causes(error.__cause__)


def _reason(error: BaseException) -> str:
    """Return the first line of what went wrong first; values of parameters are not part of it."""
    deepest = list(_causes(error))[-1] if isinstance(error, exceptions.DriverError) else error
    if isinstance(deepest, ssl.SSLCertVerificationError):
        told: object = deepest.verify_message
    elif isinstance(deepest, OSError) and deepest.strerror:
        told = deepest.strerror
    else:
        told = getattr(deepest, "message", None) or deepest
    lines = str(told).splitlines()
    return lines[0][:300] if lines else type(deepest).__name__
