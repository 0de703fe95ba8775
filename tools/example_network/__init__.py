"""Makes the invented example network in ``graph/example``: seeded, the same bytes on every Python."""
