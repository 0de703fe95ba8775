"""What changed, on two clocks: in the region, and in what we know of it.

============= ====================================================================
change        what changed between two days
valid_change  what began or ended in the region
learned       what we heard, took back or corrected
group_change  how computed groups changed
============= ====================================================================
"""
