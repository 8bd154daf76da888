"""How things look: colours, sizes, icons, and words handed to Qt as plain text."""
