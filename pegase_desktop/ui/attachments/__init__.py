"""The documents of a complaint on the screen: added, opened, saved, removed."""
