"""The screen « À faire »: what is to be done today, in the order of urgency."""
