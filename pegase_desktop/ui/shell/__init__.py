"""The window around the screens, and the program around the window."""
