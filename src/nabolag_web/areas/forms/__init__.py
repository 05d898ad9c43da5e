"""What people may send in about cities, areas and figures. At most three things at a time."""

from nabolag_web.areas.forms.described import Described, Public
from nabolag_web.areas.forms.loading import FirstFigures, Missing, NewFigures
from nabolag_web.areas.forms.places import Focus, NewCity, NewDivision
from nabolag_web.areas.forms.refreshing import NewRefresh

__all__ = [
    "Described",
    "FirstFigures",
    "Focus",
    "Missing",
    "NewCity",
    "NewDivision",
    "NewFigures",
    "NewRefresh",
    "Public",
]
