"""``python -m dtz_network``."""

from dtz_network.cli.main import main

main()
