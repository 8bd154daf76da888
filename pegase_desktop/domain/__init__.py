"""What a complaint is and which rules hold: standard library only, no clock, no file, no window."""
