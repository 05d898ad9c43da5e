"""Meeting papers, minutes and area pictures as HTML, PDF and Word, in three languages."""
