"""Drawings shared by page and reports: positions of a network, colours that can be told apart."""
