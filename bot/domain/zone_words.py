"""Words for zones that stand for no zone, or for several: what to ask back for each."""

from collections.abc import Mapping

_EASTERN = ("America/New_York", "America/Toronto", "America/Panama")
_CENTRAL = ("America/Chicago", "America/Winnipeg", "America/Mexico_City")
_MOUNTAIN = ("America/Denver", "America/Edmonton", "America/Phoenix")
_PACIFIC = ("America/Los_Angeles", "America/Vancouver", "America/Tijuana")
_ATLANTIC = ("America/Halifax", "America/Puerto_Rico")
_CENTRAL_EUROPE = (
    *("Europe/Berlin", "Europe/Paris", "Europe/Madrid"),
    *("Europe/Rome", "Europe/Warsaw"),
)
_EASTERN_EUROPE = (
    *("Europe/Athens", "Europe/Helsinki", "Europe/Kyiv"),
    *("Europe/Bucharest", "Africa/Cairo"),
)
_WESTERN_EUROPE = ("Europe/Lisbon", "Atlantic/Canary")
_GREENWICH = ("Europe/London", "Africa/Accra", "UTC")
_BRITAIN = ("Europe/London",)
_UNITED_STATES = (
    *("America/New_York", "America/Chicago", "America/Denver"),
    *("America/Los_Angeles", "America/Anchorage"),
)
_KOREA = ("Asia/Seoul", "Asia/Pyongyang")
_CHINA = ("Asia/Shanghai",)
_UTC = ("UTC",)

# Abbreviations name a fixed offset, one half of the year, or different places.
_ABBREVIATIONS: Mapping[str, tuple[str, ...]] = {
    **dict.fromkeys(("est", "edt", "et", "est5edt", "eastern"), _EASTERN),
    **dict.fromkeys(("cdt", "ct", "cst6cdt", "central"), _CENTRAL),
    "cst": ("America/Chicago", "America/Winnipeg", "Asia/Shanghai"),
    **dict.fromkeys(("mst", "mdt", "mt", "mst7mdt", "mountain"), _MOUNTAIN),
    **dict.fromkeys(("pst", "pdt", "pt", "pst8pdt", "pacific"), _PACIFIC),
    **dict.fromkeys(("ast", "adt", "atlantic"), _ATLANTIC),
    **dict.fromkeys(("nst", "ndt", "newfoundland"), ("America/St_Johns",)),
    **dict.fromkeys(("akst", "akdt", "alaska"), ("America/Anchorage",)),
    **dict.fromkeys(("hst", "hawaii"), ("Pacific/Honolulu",)),
    **dict.fromkeys(("cet", "cest", "met", "mest"), _CENTRAL_EUROPE),
    **dict.fromkeys(("eet", "eest"), _EASTERN_EUROPE),
    "wet": _WESTERN_EUROPE,
    "west": (*_WESTERN_EUROPE, "Australia/Perth", "America/Manaus"),
    **dict.fromkeys(("gmt", "gmt0", "greenwich"), _GREENWICH),
    "bst": ("Europe/London", "Asia/Dhaka"),
    "ist": ("Asia/Kolkata", "Europe/Dublin", "Asia/Jerusalem"),
    "msk": ("Europe/Moscow",),
    "jst": ("Asia/Tokyo",),
    "kst": ("Asia/Seoul",),
    "sgt": ("Asia/Singapore",),
    "wib": ("Asia/Jakarta",),
    "pkt": ("Asia/Karachi",),
    "brt": ("America/Sao_Paulo",),
    "sast": ("Africa/Johannesburg",),
    "eat": ("Africa/Nairobi",),
    "wat": ("Africa/Lagos",),
    "cat": ("Africa/Maputo", "Africa/Johannesburg"),
    **dict.fromkeys(("aest", "aedt"), ("Australia/Sydney", "Australia/Brisbane")),
    **dict.fromkeys(("acst", "acdt"), ("Australia/Adelaide", "Australia/Darwin")),
    "awst": ("Australia/Perth",),
    **dict.fromkeys(("nzst", "nzdt"), ("Pacific/Auckland",)),
    **dict.fromkeys(("zulu", "uct", "universal", "z"), _UTC),
}
# Where the table of countries does not begin with the largest city, or lacks a name in use.
_COUNTRIES: Mapping[str, tuple[str, ...]] = {
    **dict.fromkeys(("uk", "gb", "great britain", "united kingdom"), _BRITAIN),
    **dict.fromkeys(("england", "scotland", "wales", "northern ireland"), _BRITAIN),
    **dict.fromkeys(("usa", "us", "united states", "america"), _UNITED_STATES),
    "united states of america": _UNITED_STATES,
    "canada": (
        *("America/Toronto", "America/Vancouver", "America/Edmonton"),
        *("America/Winnipeg", "America/Halifax"),
    ),
    "brazil": ("America/Sao_Paulo", "America/Bahia", "America/Manaus", "America/Rio_Branco"),
    "russia": ("Europe/Moscow", "Asia/Yekaterinburg", "Asia/Novosibirsk", "Asia/Vladivostok"),
    "ukraine": ("Europe/Kyiv",),
    "australia": (
        *("Australia/Sydney", "Australia/Melbourne", "Australia/Brisbane"),
        *("Australia/Adelaide", "Australia/Perth"),
    ),
    **dict.fromkeys(("china", "prc"), _CHINA),
    **dict.fromkeys(("korea", "south korea", "rok"), _KOREA),
    **dict.fromkeys(("roc", "taiwan"), ("Asia/Taipei",)),
    **dict.fromkeys(("nz", "new zealand"), ("Pacific/Auckland",)),
    **dict.fromkeys(("uae", "emirates"), ("Asia/Dubai",)),
    "holland": ("Europe/Amsterdam",),
    "eire": ("Europe/Dublin",),
    "gb-eire": ("Europe/London", "Europe/Dublin"),
    "nz-chat": ("Pacific/Chatham",),
    "czechia": ("Europe/Prague",),
    "turkiye": ("Europe/Istanbul",),
}
# Names of several places, or of a state whose zone is called otherwise.
_PLACES: Mapping[str, tuple[str, ...]] = {
    "samoa": ("Pacific/Apia", "Pacific/Pago_Pago"),
    "georgia": ("Asia/Tbilisi", "America/New_York"),
    "san juan": ("America/Puerto_Rico", "America/Argentina/San_Juan"),
    "cordoba": ("America/Argentina/Cordoba", "Europe/Madrid"),
    "merida": ("America/Merida", "Europe/Madrid"),
    "victoria": ("Australia/Melbourne", "America/Vancouver"),
    "virgin": ("America/Puerto_Rico",),
    "south": ("Australia/Adelaide",),
    "north": ("Australia/Darwin",),
    "east": (),
    "general": (),
    "act": ("Australia/Sydney",),
    "nsw": ("Australia/Sydney",),
    "lhi": ("Australia/Lord_Howe",),
    "queensland": ("Australia/Brisbane",),
    "tasmania": ("Australia/Hobart",),
    "yancowinna": ("Australia/Broken_Hill",),
    **dict.fromkeys(("st petersburg", "st. petersburg", "w-su"), ("Europe/Moscow",)),
    "petersburg": ("Europe/Moscow", "America/Indiana/Petersburg"),
    **dict.fromkeys(("davis", "palmer"), ("America/Los_Angeles", "America/Anchorage")),
    "casey": ("Antarctica/Casey", "Australia/Melbourne"),
    **dict.fromkeys(("california", "san francisco", "seattle", "las vegas"), _PACIFIC),
    **dict.fromkeys(("texas", "houston", "dallas", "austin"), _CENTRAL),
    **dict.fromkeys(("florida", "boston", "washington", "philadelphia"), _EASTERN),
    **dict.fromkeys(("miami", "atlanta", "montreal", "ottawa"), _EASTERN),
    **dict.fromkeys(("delhi", "new delhi", "mumbai", "bangalore"), ("Asia/Kolkata",)),
    **dict.fromkeys(("beijing", "shenzhen", "guangzhou"), _CHINA),
    **dict.fromkeys(("munich", "hamburg", "cologne", "frankfurt"), ("Europe/Berlin",)),
    "barcelona": ("Europe/Madrid",),
    "milan": ("Europe/Rome",),
    "geneva": ("Europe/Zurich",),
    "navajo": ("America/Denver",),
    "rio de janeiro": ("America/Sao_Paulo",),
    "arizona": ("America/Phoenix",),
    "michigan": ("America/Detroit",),
}
ASKED: Mapping[str, tuple[str, ...]] = {**_COUNTRIES, **_ABBREVIATIONS, **_PLACES}

# Where many people live, for each offset those first who are likeliest to type one.
LARGE_CITIES = (
    *("Europe/London", "Europe/Lisbon", "Africa/Accra", "UTC"),
    *("Europe/Berlin", "Europe/Paris", "Africa/Lagos", "Europe/Athens", "Africa/Cairo"),
    *("Europe/Kyiv", "Africa/Johannesburg", "Europe/Istanbul", "Europe/Moscow", "Africa/Nairobi"),
    *("Asia/Tehran", "Asia/Dubai", "Asia/Kabul", "Asia/Karachi", "Asia/Tashkent", "Asia/Kolkata"),
    *("Asia/Kathmandu", "Asia/Dhaka", "Asia/Yangon", "Asia/Bangkok", "Asia/Jakarta"),
    *("Asia/Ho_Chi_Minh", "Asia/Shanghai", "Asia/Singapore", "Asia/Manila", "Australia/Perth"),
    *("Asia/Tokyo", "Asia/Seoul", "Australia/Adelaide", "Australia/Darwin", "Australia/Sydney"),
    *("Australia/Brisbane", "Pacific/Noumea", "Pacific/Auckland", "Pacific/Fiji"),
    *("Pacific/Tongatapu", "Pacific/Kiritimati", "Pacific/Pago_Pago", "Pacific/Honolulu"),
    *("America/Anchorage", "America/Los_Angeles", "America/Denver", "America/Phoenix"),
    *("America/Chicago", "America/Mexico_City", "America/New_York", "America/Bogota"),
    *("America/Lima", "America/Halifax", "America/Caracas", "America/Santiago"),
    *("America/St_Johns", "America/Sao_Paulo", "America/Argentina/Buenos_Aires"),
    *("America/Noronha", "Atlantic/Azores", "Atlantic/Cape_Verde"),
)
