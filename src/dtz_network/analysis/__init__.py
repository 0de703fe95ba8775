"""Questions to a network in memory; every answer is a value that carries what it rests on.

=============== ======================================================================
brokerage       who connects others, on whom much hangs, what is lost when somebody leaves
composition     balance of business, education and government; ties over borders; pathways
history         what changed between two days, on two clocks
introducing     whom to bring together, why, through whom; how often that was right before
potential       opportunities, cross-overs, lonely initiatives, calls, gaps
administration  bodies, money, yearly figures, elections
grouping        computed groups, declared clusters, ties between groups, what stands alone
=============== ======================================================================

The rooms above know the two at the bottom and never each other. All stand on the modules beside them:

=============== ======================================================================
initiatives     what an initiative is, and which of them run
claims          how sure a claim is, its basis, and answers as JSON
ranking         ranks that admit doubt: the one place where things are put in an order
projection      the two-mode graph of actors and what they take part in
helices         business, education, government: of which side an organisation is
kinds           of which side, sector and place it is
places          in which zone, province and country something lies
fits            offers that meet needs
random_ties     random two-mode graphs with the same degrees
distributions   tails and ranges of the distributions that answers rest on
=============== ======================================================================

Analysis reads a :class:`~dtz_network.model.network.Network` and nothing else: ask ``network.at(date)``
for the answers of another day. It writes no words for people; those stand in reports and pages.
"""
