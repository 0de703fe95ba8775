"""The command line ``dtz``: options, one workflow call, printing."""
