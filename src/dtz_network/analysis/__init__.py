"""Questions to a network in memory; every answer is a value that carries what it rests on.

=============== ======================================================================
governance      bodies, seats by side, vacancies, interlocks, terms
money, figures  contributions, printed totals against their parts, yearly figures
gaps            what is missing, which question it blocks, where to fill it in
groups          computed groups, how firm they are; declared clusters beside them (declared)
search          how they are looked for (partition, group_settings; one_mode for plain graphs; leiden)
balance         business, education and government in a group, project or body
links           ties between groups; initiatives that stand alone (isolation)
brokers         on whom the contact of others hangs
neighbourhood   the way from one entity to another, and what lies around one
projection      the two-mode graph that the above stand on; agreement: of partitions
claims          how sure a claim is, its basis, and answers as JSON
=============== ======================================================================

Analysis reads a :class:`~dtz_network.model.network.Network` and nothing else: ask ``network.at(date)``
for the answers of another day. It writes no words for people; those stand in reports and pages.
"""
