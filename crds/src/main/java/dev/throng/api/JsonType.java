package dev.throng.api;

/** What kind of value JSON holds. */
public enum JsonType {
    string,
    /** Whole or not. */
    number,
    integer,
    bool,
    array,
    object
}
