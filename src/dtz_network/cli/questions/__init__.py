"""Questions of the analysis on the command line: a module each, answered in one way."""
