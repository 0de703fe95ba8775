"""One report, several formats with the same facts."""
