"""Questions of the analysis, a module each, for the command line, reports and pages."""
