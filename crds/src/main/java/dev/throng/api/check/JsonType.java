package dev.throng.api.check;

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
