"""Questions to a network in memory; every answer carries the ids that it rests on."""
