"""Whether somebody who was loading a server is gone is asked of the system, where that does no harm."""

from __future__ import annotations

import os
import platform
import subprocess
import sys

import pytest

from dtz_network.store.neo4j import keeping


def _ended() -> int:
    process = subprocess.Popen([sys.executable, "-c", ""])
    process.wait()
    return process.pid


@pytest.mark.skipif(sys.platform == "win32", reason="no process is asked for on Windows")
def test_a_process_of_this_machine_that_ended_is_gone() -> None:
    assert keeping._is_gone(f"anna ({platform.node()}, {_ended()})")
    assert not keeping._is_gone(f"anna ({platform.node()}, {os.getppid()})")
    assert not keeping._is_gone(f"anna (another machine, {_ended()})")


def test_no_process_is_signalled_on_windows(monkeypatch: pytest.MonkeyPatch) -> None:
    """There signal 0 is Ctrl-C: asking whether a colleague's load still runs would end it."""
    asked: list[int] = []
    who = f"anna ({platform.node()}, {_ended()})"
    monkeypatch.setattr(os, "kill", lambda pid, _: asked.append(pid))
    monkeypatch.setattr(sys, "platform", "win32")
    assert not keeping._is_gone(who)
    assert asked == []
