"""What may change about knowledge. Every change is written in the trail with it."""
