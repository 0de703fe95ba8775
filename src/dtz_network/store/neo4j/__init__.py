"""A store on a Neo4j server: statements on nodes that begin with ``_``, beside them the current network."""
