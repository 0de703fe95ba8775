"""Drawings of documents: what is drawn as values, and each kind as SVG."""
