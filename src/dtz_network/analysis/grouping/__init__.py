"""Groups and the ties between them: computed groups, declared clusters.

=============== ==================================================================
groups          computed groups, and how firm they are
group           one of them; group_names: what it can be called by
partition       one run, the consensus of many, with ties left out, random twins
search          how groups are looked for, two_sides: among which ties; group_settings: how often and how fine
leiden          Leiden as another start; one_mode: the same search on plain graphs
agreement       how far two partitions agree
declared        declared clusters beside computed groups
links           ties between groups
maturity        how far a network or group has grown; core_periphery: its core
=============== ==================================================================
"""
