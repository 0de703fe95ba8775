"""The network model: schema, statements, the laws that resolve them, and the network in memory."""
