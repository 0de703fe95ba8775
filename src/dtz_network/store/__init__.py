"""Stores of statements: one protocol, the embedded default on SQLite."""
