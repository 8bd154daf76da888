"""A fictional register, to try the program with: everybody and everything in it is invented."""
