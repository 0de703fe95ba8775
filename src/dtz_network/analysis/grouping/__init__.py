"""Groups and the ties between them: computed groups, declared clusters.

=============== ==================================================================
groups          computed groups, and how firm they are
group           one of them; group_names: what it can be called by
partition       one run, the consensus of many, with ties left out, random twins
search          how groups are looked for; group_settings: how often and how fine
two_sides       ties between two sides: degrees, components, modularity
leiden          Leiden as another start; one_mode: the same search on plain graphs
agreement       how far two partitions agree
declared        declared clusters beside computed groups
links           ties between groups
maturity        how far a network or group has grown; core_periphery: its core
=============== ==================================================================
"""
