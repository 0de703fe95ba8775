"""The parts of the embedded store: one SQLite file, statements and the flags that show the view."""
