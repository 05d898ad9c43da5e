"""Where the challenge is greatest, where challenges pile up, and which areas are alike."""
