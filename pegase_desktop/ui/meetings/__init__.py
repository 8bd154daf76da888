"""« Réunions qualité »: those there are, and in their place the one that is prepared or held."""
