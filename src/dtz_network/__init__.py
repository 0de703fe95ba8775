"""Know your regional network: map contacts, report on clusters, explore who is linked to whom."""
