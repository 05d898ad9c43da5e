"""How areas stand against their city: figures in, answers out."""
