"""Small things that users import from requests.utils."""

from urllib.parse import quote, unquote, urlparse

from .cookies import add_dict_to_cookiejar, cookiejar_from_dict, dict_from_cookiejar
from .structures import CaseInsensitiveDict

DEFAULT_CA_BUNDLE_PATH = ""
_SAFE = "!#$%&'()*+,/:;=?@[]~"


def default_user_agent(name="python-requests"):
    return f"{name}/2.32.5"


def default_headers():
    return CaseInsensitiveDict(
        {
            "User-Agent": default_user_agent(),
            "Accept-Encoding": "gzip, deflate",
            "Accept": "*/*",
            "Connection": "keep-alive",
        }
    )


def requote_uri(uri):
    return quote(uri, safe=_SAFE)


def get_encoding_from_headers(headers):
    content_type = headers.get("content-type")
    if not content_type:
        return None
    kind, *parameters = content_type.split(";")
    for parameter in parameters:
        name, _, value = parameter.strip().partition("=")
        if name.lower() == "charset":
            return value.strip("'\" ")
    if "text" in kind:
        return "ISO-8859-1"
    if "application/json" in kind:
        return "utf-8"
    return None


def get_auth_from_url(url):
    parsed = urlparse(url)
    return unquote(parsed.username or ""), unquote(parsed.password or "")


def parse_header_links(value):
    links = []
    for part in value.split(","):
        url, _, rest = part.strip().partition(";")
        link = {"url": url.strip("<> '\"")}
        for parameter in rest.split(";"):
            key, separator, its = parameter.partition("=")
            if separator:
                link[key.strip(" '\"")] = its.strip(" '\"")
        links.append(link)
    return links


def to_key_val_list(value):
    return list(value.items()) if hasattr(value, "items") else list(value)


def extract_zipped_paths(path):
    return path
