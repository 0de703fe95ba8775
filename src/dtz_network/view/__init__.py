"""Explore: a network as one page that opens anywhere."""
