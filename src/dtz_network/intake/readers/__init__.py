"""Readers: files into tables of text cells, each cell with its place."""
