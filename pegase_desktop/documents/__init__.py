"""Papers: domain values go in, bytes come out."""
