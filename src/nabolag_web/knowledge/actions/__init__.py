"""What may change about knowledge. Every change is written in the trail with it.

The trail tells a finding by its number and never by what it says.
"""
