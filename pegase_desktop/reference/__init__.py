"""What libraries know of the world outside: public holidays, telephone numbers, numbers of companies."""
