"""How far a long computation is: the call by which it tells."""

from __future__ import annotations

from collections.abc import Callable

Progress = Callable[[str, int, int], None]
"""Called with a stage, the number done and the total (0 if unknown)."""
