package dev.throng.api;

/** Which addresses of a name are used. */
public enum AddressFamily {
    ipv4,
    ipv6
}
