package dev.throng.runner.demo;

import java.util.function.LongSupplier;

/** So many per second, no saving up beyond one second. Thread-safe. */
final class Allowance {
    private final double perSecond;
    private final LongSupplier nanoClock;
    private double left;
    private long lastNanos;

    Allowance(double perSecond, LongSupplier nanoClock) {
        this.perSecond = perSecond;
        this.nanoClock = nanoClock;
        this.left = perSecond;
        this.lastNanos = nanoClock.getAsLong();
    }

    synchronized boolean take() {
        if (perSecond == 0) {
            return true;
        }
        long now = nanoClock.getAsLong();
        left = Math.min(perSecond, left + (now - lastNanos) * perSecond / 1e9);
        lastNanos = now;
        if (left < 1) {
            return false;
        }
        left--;
        return true;
    }
}
