"""How far a challenge is gathered in few areas of the city."""
