package dev.throng.runner.http.io;

import java.util.Locale;

/** Who says when the bytes of a response arrived. */
public enum ArrivalClock {
    /**
     * The kernel, which stamps every packet when it comes in: how long the process was kept from reading it, by its CPU quota,
     * other processes or a collection of garbage, does not count as the server's time.
     */
    KERNEL("kernel clock"),
    /** This process, when it is told of them. */
    PROCESS("process clock");

    /** The system property that asks for one of them: {@code auto} (default), {@code kernel}, {@code process}. */
    public static final String PROPERTY = "throng.clock";

    private final String text;

    ArrivalClock(String text) {
        this.text = text;
    }

    /** For people. */
    public String text() {
        return text;
    }

    /** Whether the kernel's stamps are wanted where they can be had. */
    static boolean wantsKernel() {
        return !System.getProperty(PROPERTY, "auto").toLowerCase(Locale.ROOT).equals("process");
    }
}
