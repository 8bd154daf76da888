"""What happens to the register when the process is killed, the power fails or the disk does."""
