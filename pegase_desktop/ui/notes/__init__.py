"""Internal notes: those there are, by who has read them, and the page of one."""
