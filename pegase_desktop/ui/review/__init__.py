"""The weekly review: one week of the register, looked at together."""
