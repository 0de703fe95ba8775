"""Files and lists become rows and a plan of changes, every slip with its place."""
