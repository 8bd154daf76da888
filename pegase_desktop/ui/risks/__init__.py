"""« Risques »: those there are with their matrix, and in their place the page of the one opened."""
