"""``python -m dtz_network.cli``."""

from dtz_network.cli.main import main

main()
