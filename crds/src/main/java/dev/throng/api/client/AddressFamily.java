package dev.throng.api.client;

/** Which addresses of a name are used. */
public enum AddressFamily {
    ipv4,
    ipv6
}
