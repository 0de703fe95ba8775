"""Whom to bring together, why, through whom, and how often that was right before.

============== ===================================================================
introductions  whom to bring together
closeness      how close two are that do not work together; facets: what they share
terms          why they are proposed; bridging: across what, and for whom
selection      which pairs: the closest first, nobody too often; promising: found without
               looking at all; repetitions: what they score when ties are left out
ways           through whom; neighbourhood: what lies around one, the way to another
objections     what speaks against it
acquaintance   whom we know at an organisation
backtest       how often such proposals were right before; dated: the past they are tried on;
               rankings: what is compared; track_record: what the years say together
============== ===================================================================
"""
