"""Letters on the screen: written from the case, looked over, sent, kept."""
