"""What other programs write and read: values in, values out. It knows no register and no engine."""
