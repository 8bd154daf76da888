"""The register's screen: table, filters, header."""
