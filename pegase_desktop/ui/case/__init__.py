"""The detail panel: one complaint at a glance, and what can be done with it."""
