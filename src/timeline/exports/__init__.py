"""What is on screen, as files to take away."""
