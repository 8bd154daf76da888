"""The wizard: a flow without Qt, and thin pages on top of it."""
