"""The model files of a bureau as a store or a dump carries them: back into a schema."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from pathlib import Path

from dtz_network import resources
from dtz_network.model import schema as model_schema
from dtz_network.model.schema import Schema


def extended(schema: Schema, files: Mapping[str, str]) -> Schema:
    """Return the schema with model files that it lacks; its own version of a file goes first.

    Raises:
        SchemaError: a file that cannot be understood.
    """
    if not set(files) - set(schema.files):
        return schema
    with tempfile.TemporaryDirectory() as folder:
        for name, text in {**files, **schema.files}.items():
            path = Path(folder, name)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        return model_schema.load(resources.graph_folder(), Path(folder))
