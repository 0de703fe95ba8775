"""Texts as numbers and back: words that come often, and the ids of records."""

from __future__ import annotations

from collections.abc import Iterable

from dtz_network.errors import RefusedError
from dtz_network.store.sqlite.session import Session


class Words(dict[str, int]):
    """The number of each word; a word that is new is added to the store."""

    def __init__(self, db: Session) -> None:
        super().__init__((text, number) for number, text in db.rows("SELECT id, text FROM word"))
        self._db = db

    def __missing__(self, text: str) -> int:
        number: int = (self._db.value("SELECT max(id) FROM word") or 0) + 1
        self._db.write("INSERT INTO word VALUES(?, ?)", number, text)
        self[text] = number
        return number

    def texts(self) -> dict[int | None, str]:
        """Return the words by number; no number is the empty word."""
        return {None: "", **{number: text for text, number in self.items()}}

    def known(self, texts: Iterable[str]) -> list[int]:
        """Return the numbers of those of ``texts`` that the store has."""
        return [self[text] for text in texts if text in self]


class Records(dict[str, int]):
    """The number of each record by its id; an id that the store does not have is refused."""

    def __init__(self, db: Session) -> None:
        super().__init__()
        self._db = db

    def __missing__(self, uid: str) -> int:
        number = self._db.value("SELECT id FROM record WHERE uid = ?", uid)
        if number is None:
            raise RefusedError("unknown-record", id=uid)
        self[uid] = int(number)
        return int(number)
