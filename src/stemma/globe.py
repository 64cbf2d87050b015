"""Distances and bearings on the globe, in kilometres and degrees (spherical, 6,371 km)."""

from math import asin, atan2, cos, degrees, radians, sin, sqrt

_EARTH_KM = 6371.0


def distance_km(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """Return the great-circle distance between two points."""
    a1, o1, a2, o2 = radians(lat1), radians(lon1), radians(lat2), radians(lon2)
    half = sin((a2 - a1) / 2) ** 2 + cos(a1) * cos(a2) * sin((o2 - o1) / 2) ** 2
    return 2 * _EARTH_KM * asin(min(1.0, sqrt(half)))


def moved(lat: float, lon: float, bearing: float, km: float) -> tuple[float, float]:
    """Return the point ``km`` away from (lat, lon) at ``bearing`` degrees from north, clockwise."""
    a, o, b, d = radians(lat), radians(lon), radians(bearing), km / _EARTH_KM
    lat2 = asin(sin(a) * cos(d) + cos(a) * sin(d) * cos(b))
    lon2 = o + atan2(sin(b) * sin(d) * cos(a), cos(d) - sin(a) * sin(lat2))
    return round(degrees(lat2), 5), round((degrees(lon2) + 540) % 360 - 180, 5)
