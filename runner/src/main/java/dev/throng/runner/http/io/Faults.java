package dev.throng.runner.http.io;

import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.util.Locale;

/** Turns what the JDK or the kernel says about a broken connection into the same words on every platform. */
final class Faults {
    private Faults() {}

    static Link.Fault of(IOException e) {
        String message = e.getMessage();
        String said = message == null ? e.getClass().getSimpleName() : message.toLowerCase(Locale.ROOT);
        if (said.contains("too many open files")) {
            return new Link.Fault("too many open files", true);
        }
        if (e instanceof BindException || said.contains("cannot assign requested address")) {
            return new Link.Fault("no free local port", true);
        }
        if (said.contains("reset") || said.contains("broken pipe")) {
            return Link.Fault.RESET;
        }
        return e instanceof ConnectException && said.contains("refused")
                ? Link.Fault.REFUSED
                : new Link.Fault(said, false);
    }

    /** Linux error numbers; the same on all its architectures that matter here. */
    static Link.Fault ofErrno(int errno) {
        return switch (errno) {
            case 23, 24 -> new Link.Fault("too many open files", true);
            case 12, 105 -> new Link.Fault("no memory for a socket", true);
            case 98, 99 -> new Link.Fault("no free local port", true);
            case 104, 32 -> Link.Fault.RESET;
            case 111 -> Link.Fault.REFUSED;
            case 110 -> new Link.Fault("connection timed out", false);
            case 101 -> new Link.Fault("network is unreachable", false);
            case 113 -> new Link.Fault("no route to host", false);
            case 97 -> new Link.Fault("address family not supported", false);
            default -> new Link.Fault("connection failed, error " + errno, false);
        };
    }
}
