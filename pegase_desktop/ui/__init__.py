"""Windows, wizard, tables: shows domain values, calls one operation per action of the person."""
