"""What every screen gets: the session, who signs, questions, preferences, what changed, what a screen is."""
