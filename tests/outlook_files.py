"""Writes Outlook messages for tests: a compound file (MS-CFB, version 3) with the streams of MS-OXMSG, as small as can be."""

from __future__ import annotations

import datetime as dt
import struct
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

_SECTOR, _MINI, _CUTOFF = 512, 64, 4096
_FREE, _END, _FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
_NONE = 0xFFFFFFFF


@dataclass
class Storage:
    """A folder of a compound file: streams and folders by name."""

    streams: dict[str, bytes] = field(default_factory=dict)
    storages: dict[str, Storage] = field(default_factory=dict)


def compound(root: Storage) -> bytes:
    """Return a compound file."""
    mini, large = bytearray(), list[bytes]()
    minifat: list[int] = []
    entries: list[list[int | str | bytes]] = []  # name, kind, left, right, child, start, size

    def place(data: bytes) -> int:
        if not data:
            return _END
        if len(data) >= _CUTOFF:
            large.append(data)
            return -len(large)  # its first sector is known when all are laid out
        start = len(minifat)
        count = -(-len(data) // _MINI)
        minifat.extend([*range(start + 1, start + count), _END])
        mini.extend(data.ljust(count * _MINI, b"\0"))
        return start

    def add(name: str, storage: Storage) -> int:
        mine = len(entries)
        entries.append([name, 5 if mine == 0 else 1, _NONE, _NONE, _NONE, 0, 0])
        names = sorted([*storage.streams, *storage.storages], key=lambda one: (len(one), one.upper()))
        last = -1
        for one in names:
            if one in storage.storages:
                index = add(one, storage.storages[one])
            else:
                index = len(entries)
                data = storage.streams[one]
                entries.append([one, 2, _NONE, _NONE, _NONE, place(data), len(data)])
            entries[mine if last < 0 else last][4 if last < 0 else 3] = index
            last = index
        return mine

    add("Root Entry", root)
    chains: list[bytes] = [bytes(mini), *large]
    directory_size = -(-len(entries) // 4) * _SECTOR
    minifat_bytes = struct.pack(f"<{len(minifat)}I", *minifat)
    minifat_bytes = minifat_bytes.ljust(-(-len(minifat_bytes) // _SECTOR) * _SECTOR, b"\xff")
    parts = [*chains, minifat_bytes, b"\0" * directory_size]
    counts = [-(-len(part) // _SECTOR) for part in parts]
    fats = 1
    while fats * 128 < sum(counts) + fats:
        fats += 1
    starts, fat = [], [_FAT] * fats
    for count in counts:
        starts.append(len(fat) if count else _END)
        fat.extend([*range(len(fat) + 1, len(fat) + count), *([_END] if count else [])])
    fat += [_FREE] * (fats * 128 - len(fat))
    entries[0][5], entries[0][6] = starts[0], len(mini)
    for entry in entries[1:]:
        if entry[1] == 2 and isinstance(entry[5], int) and entry[5] < 0:
            entry[5] = starts[-entry[5]]
    parts[-1] = b"".join(map(_entry, entries)).ljust(directory_size, b"\0")
    difat = [*range(fats), *[_FREE] * (109 - fats)]
    header = struct.pack(
        "<8s16sHHHHH6sIIIIIIIII109I", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"", 0x3E, 3, 0xFFFE, 9, 6, b"", 0, fats,
        starts[-1], 0, _CUTOFF, starts[-2], counts[-2], _END, 0, *difat,
    )  # fmt: skip
    body = b"".join(part.ljust(count * _SECTOR, b"\0") for part, count in zip(parts, counts, strict=True))
    return header + struct.pack(f"<{len(fat)}I", *fat) + body


def _entry(entry: Sequence[int | str | bytes]) -> bytes:
    name, kind, left, right, child, start, size = entry
    raw = str(name).encode("utf-16-le") + b"\0\0"
    return struct.pack(
        "<64sHBBIII16sIQQIQ", raw, len(raw), kind, 1, left, right, child, b"", 0, 0, 0, start, size
    )  # fmt: skip


def message(
    texts: Mapping[int, str | bytes],
    times: Mapping[int, dt.datetime] | None = None,
    receivers: Sequence[tuple[int, Mapping[int, str]]] = (),
    *,
    ansi: bool = False,
) -> bytes:
    """Return an Outlook message: texts and times by property, receivers as kind (1 to, 2 cc, 3 bcc) and texts."""
    root = Storage(_streams(texts, ansi=ansi))
    fixed = [(0x0040, number, _ticks(moment)) for number, moment in (times or {}).items()]
    root.streams["__properties_version1.0"] = b"\0" * 32 + b"".join(map(_fixed, fixed))
    for place, (kind, found) in enumerate(receivers):
        streams = _streams(found, ansi=ansi)
        streams["__properties_version1.0"] = b"\0" * 8 + _fixed((0x0003, 0x0C15, kind))
        root.storages[f"__recip_version1.0_#{place:08X}"] = Storage(streams)
    return compound(root)


def _streams(texts: Mapping[int, str | bytes], *, ansi: bool) -> dict[str, bytes]:
    found = {}
    for number, text in texts.items():
        kind = 0x0102 if isinstance(text, bytes) else 0x001E if ansi else 0x001F
        data = text if isinstance(text, bytes) else text.encode("cp1252" if ansi else "utf-16-le")
        found[f"__substg1.0_{number:04X}{kind:04X}"] = data
    return found


def _fixed(one: tuple[int, int, int]) -> bytes:
    return struct.pack("<HHIQ", one[0], one[1], 6, one[2])


def _ticks(moment: dt.datetime) -> int:
    return int((moment - dt.datetime(1601, 1, 1, tzinfo=dt.UTC)).total_seconds()) * 10_000_000
