"""Recognises places where a store is at risk: network shares, synchronised folders, git folders."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

_SYNCHRONISED = ("onedrive", "dropbox", "icloud", "google drive", "googledrive", "nextcloud", "owncloud")
_CLOUD_PARTS = ("com~apple~clouddocs", "mobile documents", "cloudstorage")
_MARKS = (".dropbox", ".dropbox.cache", ".nextcloudsync.log", ".owncloudsync.log")
_ONEDRIVE_VARIABLES = ("OneDrive", "OneDriveCommercial", "OneDriveConsumer")
_REMOTE = (
    "nfs",
    "cifs",
    "smb",
    "afp",
    "dav",
    "fuse.sshfs",
    "fuse.rclone",
    "9p",
    "ncpfs",
    "glusterfs",
    "ceph",
)
_DRIVE_REMOTE = 4
_MOUNTS = Path("/proc/mounts")


def warnings(path: Path) -> tuple[str, ...]:
    """Return the keys of what is risky about a place ("network-share", "synchronised", "git-folder")."""
    place = Path(os.path.abspath(path))  # noqa: PTH100 - resolve() would hide the folder that is synchronised
    found = []
    if _on_network(place):
        found.append("network-share")
    if any(_synchronised(folder) for folder in (place.parent, place.resolve().parent)):
        found.append("synchronised")
    if any((folder / ".git").exists() for folder in place.parents) and not _ignored_by_git(place):
        found.append("git-folder")
    return tuple(found)


def _ignored_by_git(place: Path) -> bool:
    """Return whether git leaves a file alone; not known (so no) where git is not installed."""
    folder = next(above for above in place.parents if above.is_dir())
    git = shutil.which("git")
    if git is None:
        return False
    asked = [git, "-C", str(folder), "check-ignore", "--quiet", "--", str(place)]
    try:
        return subprocess.run(asked, capture_output=True, check=False, timeout=5).returncode == 0  # noqa: S603 - git as found on the path, no shell
    except (OSError, subprocess.TimeoutExpired):
        return False


def _synchronised(folder: Path) -> bool:
    parts = [part.casefold() for part in folder.parts]
    if any(part.startswith(_SYNCHRONISED) or part in _CLOUD_PARTS for part in parts):
        return True
    roots = [Path(os.environ[name]) for name in _ONEDRIVE_VARIABLES if os.environ.get(name)]
    if any(folder.is_relative_to(root) for root in roots):
        return True
    return any((above / mark).exists() for above in (folder, *folder.parents) for mark in _MARKS)


def _on_network(place: Path) -> bool:
    if str(place).startswith(("\\\\", "//")):
        return True
    if sys.platform == "win32":
        import ctypes

        drive_type: int = ctypes.windll.kernel32.GetDriveTypeW(f"{place.drive}\\")
        return drive_type == _DRIVE_REMOTE
    return _file_system(place).startswith(_REMOTE)


def _file_system(place: Path) -> str:
    """Return the kind of file system that a place lies on ("" where that cannot be told)."""
    best = max(
        (mount for mount in _mounts() if place.is_relative_to(mount[0])),
        key=lambda mount: len(mount[0].parts),
        default=None,
    )
    return best[1] if best else ""


def _mounts() -> Iterator[tuple[Path, str]]:
    try:
        lines = _MOUNTS.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return
    for line in lines:
        fields = line.split()
        if len(fields) > 2:
            yield Path(fields[1].replace("\\040", " ")), fields[2]
