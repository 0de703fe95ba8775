"""Who connects others, on whom much hangs, and what is lost when somebody leaves.

================ =================================================================
brokers          who connects others, with and without the bureau; removal: what falls apart without one
connectors       the same by rank; betweenness: shortest ways on sparse matrices
positions        figures for experts: structural_holes, go_between, assortativity, key_players
departure        what is lost when somebody leaves; split: what falls apart
mending          the fewest ties that mend it; repair: the parts that they join
dependence       how much hangs on the bureau, by year
handover         what one person leaves to others
================ =================================================================
"""
