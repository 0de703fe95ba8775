"""One batch is written while the next is made: the server works and so does the client."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from types import TracebackType
from typing import Self


class Pipeline:
    """Runs work one after the other in a thread of its own, at most one ahead.

    An error of one piece of work is raised by the next call, or at the end; nothing runs after it.
    """

    def __init__(self) -> None:
        self._worker = ThreadPoolExecutor(1, "dtz-write")
        self._last: Future[None] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            if kind is None:
                self.wait()
        finally:
            self._worker.shutdown(wait=True, cancel_futures=True)

    def add(self, work: Callable[[], None]) -> None:
        """Do this after what was added before; waits until that is done."""
        self.wait()
        self._last = self._worker.submit(work)

    def wait(self) -> None:
        """Wait until all is done."""
        last, self._last = self._last, None
        if last is not None:
            last.result()
