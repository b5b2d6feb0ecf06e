package dev.throng.runner.http.response;

/** Is shown the values of response fields, in place. */
@FunctionalInterface
public interface FieldVisitor {
    /** The value lies from {@code from} to {@code to}, trimmed; valid during the call. */
    void value(byte[] bytes, int from, int to);
}
