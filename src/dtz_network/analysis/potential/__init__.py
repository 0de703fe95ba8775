"""What could be and is not yet: opportunities, cross-overs, initiatives to join, calls to answer, gaps to fill.

================ =================================================================
opportunities    themes with many actors and few joint projects (joined_pairs, missing_parts)
crossovers       themes that are related and meet less than their size gives (crossover_names)
meetings         how often themes meet; meetings_of: how often sides and groups do
themed           which themes organisations and initiatives have, as matrices
relatedness      what goes together; related_places: where what is related already is
diversity        variety and synergy; expert_figures: of the whole, for experts
lonely           initiatives that stand alone, and what they could join
calls            which initiatives fit a call (conditions, consortia)
ask_first        whom to ask first about a theme
gaps             what is missing, which question it blocks, where to fill it in
label_shuffles   what would be if labels lay at random (label_bits: counted in bits)
================ =================================================================
"""
