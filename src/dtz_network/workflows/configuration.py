"""Who "we" are: own organisation, own people, the store and the language; a small TOML file."""

from __future__ import annotations

import getpass
import json
import os
import re
import tomllib
from dataclasses import dataclass, replace
from pathlib import Path

from dtz_network.errors import InputError, broken
from dtz_network.language import LANGUAGES
from dtz_network.picture.colours import contrast
from dtz_network.report.render.house import ACCENT, House
from dtz_network.workflows import files

_COLOUR, _FONT = re.compile(r"#[0-9a-fA-F]{6}"), re.compile(r"[\w -]+")
_READABLE = 4.5
"""Least contrast of letters (WCAG 2.2, 1.4.3)."""


@dataclass(frozen=True)
class Configuration:
    """What the bureau told once with ``dtz init``.

    Attributes:
        store: path of the store, "" for the default place.
        organisation: name of the own organisation.
        people: names of the own people.
        who: who acts on this machine.
        language: "nl", "en" or "" for the locale's.
        colour: of headings in documents, "#rrggbb"; "" for ours. To be read on white it must be dark enough.
        font: name of the font of documents, "" for ours; ``font_folder`` where its files are, for PDF.
    """

    store: str = ""
    organisation: str = ""
    people: tuple[str, ...] = ()
    who: str = ""
    language: str = ""
    colour: str = ""
    font: str = ""
    font_folder: str = ""

    def actor(self) -> str:
        """Return the name under which acts are recorded."""
        return self.who or os.environ.get("DTZ_WHO") or _user()

    @property
    def house(self) -> House:
        """The house style of documents: colour and font of the bureau, ours where it has none."""
        return House(self.colour or ACCENT, self.font, self.font_folder)

    def store_path(self) -> Path:
        """Return the place of the store: configured (a relative one beside the configuration), else in the data folder."""
        return path().parent / Path(self.store).expanduser() if self.store else data_folder() / "network.db"


def _user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "?"


def data_folder() -> Path:
    """Return the folder for stores: ``DTZ_HOME``, else beside the configuration that ``DTZ_CONFIG`` names, else the user's own."""
    import platformdirs

    if home := os.environ.get("DTZ_HOME"):
        return Path(home)
    if os.environ.get("DTZ_CONFIG"):
        return path().absolute().parent
    return Path(platformdirs.user_data_dir("dtz-network", appauthor=False))


def path() -> Path:
    """Return the place of the configuration file (``DTZ_CONFIG`` overrides)."""
    import platformdirs

    chosen = os.environ.get("DTZ_CONFIG")
    return (
        Path(chosen).expanduser()
        if chosen
        else Path(platformdirs.user_config_dir("dtz-network", appauthor=False)) / "dtz.toml"
    )


def read() -> Configuration:
    """Return the configuration, an empty one if there is no file.

    Raises:
        InputError: the file cannot be understood.
    """
    place = path()
    try:
        data = tomllib.loads(place.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return Configuration()
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
        raise InputError("configuration", file=str(place), reason=broken(error)) from error
    known = {key: value for key, value in data.items() if key in Configuration.__dataclass_fields__}
    people = known.pop("people", ())
    wrong = [key for key, value in known.items() if not isinstance(value, str)]
    if wrong or not isinstance(people, list | tuple) or known.get("language", "") not in ("", *LANGUAGES):
        raise InputError("configuration", file=str(place), reason=", ".join(wrong) or "people / language")
    made = replace(Configuration(**known), people=tuple(str(name) for name in people))
    _check_look(made, str(place))
    return made


def _check_look(made: Configuration, file: str) -> None:
    """Raise where a colour is none or too light to be read on white, or a font is no name."""
    if made.colour and (not _COLOUR.fullmatch(made.colour) or contrast(made.colour, "#ffffff") < _READABLE):
        raise InputError("configuration-colour", file=file, colour=made.colour)
    if made.font and not _FONT.fullmatch(made.font):
        raise InputError("configuration", file=file, reason="font")


def write(configuration: Configuration) -> Path:
    """Write the configuration and return its place.

    Raises:
        StoreError: the folder cannot be written.
    """
    lines = [
        f"{key} = {json.dumps(list(value) if isinstance(value, tuple) else value, ensure_ascii=False)}"
        for key, value in vars(configuration).items()
        if value
    ]
    files.write_text("\n".join(lines) + "\n", path())
    return path()
