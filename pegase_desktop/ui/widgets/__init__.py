"""The visual kit: small widgets, one family a module, all usable from the keyboard."""
