package dev.throng.api.client;

import java.util.Optional;

/** How a call of gRPC ends. The order is that of the protocol's codes, from 0. */
public enum RpcStatus {
    OK,
    CANCELLED,
    UNKNOWN,
    INVALID_ARGUMENT,
    DEADLINE_EXCEEDED,
    NOT_FOUND,
    ALREADY_EXISTS,
    PERMISSION_DENIED,
    RESOURCE_EXHAUSTED,
    FAILED_PRECONDITION,
    ABORTED,
    OUT_OF_RANGE,
    UNIMPLEMENTED,
    INTERNAL,
    UNAVAILABLE,
    DATA_LOSS,
    UNAUTHENTICATED;

    /** Where the numbers begin that stand beside those of HTTP's statuses. */
    public static final int FIRST = 1000;

    private static final RpcStatus[] ALL = values();

    /** Number after the last one. */
    public static final int END = FIRST + ALL.length;

    /** The code, told apart from HTTP's statuses: 1000 more. */
    public int number() {
        return FIRST + ordinal();
    }

    /** Of the protocol's code; one that it does not have is {@link #UNKNOWN}. */
    public static RpcStatus ofCode(long code) {
        return code >= 0 && code < ALL.length ? ALL[(int) code] : UNKNOWN;
    }

    /** Of a {@link #number}; empty for a status of HTTP. */
    public static Optional<RpcStatus> ofNumber(int number) {
        return number >= FIRST && number < END ? Optional.of(ALL[number - FIRST]) : Optional.empty();
    }

    /** What a status is called: {@code 404}, {@code NOT_FOUND}. */
    public static String text(int status) {
        return ofNumber(status).map(RpcStatus::name).orElseGet(() -> String.valueOf(status));
    }

    /** What an answer of HTTP without a status of gRPC stands for, as the protocol's own mapping has it. */
    public static RpcStatus ofHttp(int status) {
        return switch (status) {
            case 400 -> INTERNAL;
            case 401 -> UNAUTHENTICATED;
            case 403 -> PERMISSION_DENIED;
            case 404 -> UNIMPLEMENTED;
            case 429, 502, 503, 504 -> UNAVAILABLE;
            default -> UNKNOWN;
        };
    }
}
