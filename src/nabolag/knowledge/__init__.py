"""Knowledge that is discussed: how far a group shares the understanding of a finding."""
