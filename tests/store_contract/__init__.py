"""The contract of the ``Store`` protocol; every store must pass it with the same results."""
