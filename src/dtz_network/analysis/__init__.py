"""Questions to a network in memory; every answer is a value that carries what it rests on.

=============== ======================================================================
governance      bodies, seats by side, vacancies, interlocks, terms
borders         what goes over the borders of zone, province and country (places)
money, figures  contributions, printed totals against their parts, yearly figures
gaps            what is missing, which question it blocks, where to fill it in
groups          computed groups, how firm they are; declared clusters beside them (declared)
search          how they are looked for (partition, group_settings; one_mode for plain graphs; leiden)
balance         business, education and government in a group, project or body; over all of them (helix_balance)
pathways        learning pathways by sector, and the step that is missing
change          what changed between two days (valid_change), what we only heard (learned), groups (group_change)
mixing          who works with whom, against random graphs with the same degrees (shuffling)
links           ties between groups; initiatives that stand alone (isolation)
brokers         who connects others (connectors), on whom their contact hangs, figures for experts (positions)
departure       what is lost when somebody leaves (split) and what mends it (mending, repair); dependence by year
handover        what one person leaves to others
betweenness     measures on sparse matrices; also structural_holes, brokerage, assortativity, key_players
neighbourhood   the way from one entity to another, and what lies around one
projection      the two-mode graph that the above stand on; agreement: of partitions
introductions   whom to bring together, why (terms), through whom (ways), what speaks against it (objections)
backtest        how often such proposals were right before; dated is the past that they are tried on
acquaintance    whom we know at an organisation, and else through whom
facets          what organisations share, by which closeness scores and selection chooses pairs
bridging        across what an introduction goes, and for whom it is asked
places          in which zone, province and country something lies
claims          how sure a claim is, its basis, and answers as JSON
=============== ======================================================================

Analysis reads a :class:`~dtz_network.model.network.Network` and nothing else: ask ``network.at(date)``
for the answers of another day. It writes no words for people; those stand in reports and pages.
"""
