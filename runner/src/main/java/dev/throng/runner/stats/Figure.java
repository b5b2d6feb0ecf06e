package dev.throng.runner.stats;

import java.util.Locale;

/** Quantities as people read them: three digits that matter, and the unit. A missing value is a dash. */
public final class Figure {
    private static final String NONE = "–";

    private Figure() {}

    /** 0.84 ms, 12.3 ms, 212 ms, 1.84 s, 2 m 05 s. */
    public static String millis(double millis) {
        if (Double.isNaN(millis)) {
            return NONE;
        }
        if (millis < 999.5) {
            return digits(millis) + " ms";
        }
        return millis < 99_950 ? digits(millis / 1000) + " s" : seconds((long) (millis / 1000));
    }

    /** 45 s, 2 m 05 s, 1 h 00 m 09 s. */
    public static String seconds(long seconds) {
        if (seconds < 60) {
            return seconds + " s";
        }
        String minutes = format("%d m %02d s", seconds / 60 % 60, seconds % 60);
        return seconds < 3600 ? minutes : format("%d h %02d m %02d s", seconds / 3600, seconds / 60 % 60, seconds % 60);
    }

    /** Per second: 0.25/s, 18.4/s, 1,841/s. */
    public static String rate(double perSecond) {
        return Double.isNaN(perSecond) ? NONE : digits(perSecond) + "/s";
    }

    /** {@code +12.3 %}: by how much more something is, of any size. */
    public static String change(double share, String unit) {
        return String.format(Locale.ROOT, "%+.1f %s", share * 100, unit);
    }

    /** A share: 0 %, 0.02 %, 12.5 %, 250 %. Never rounds something to nothing, nor all but something to all. */
    public static String share(double share) {
        if (Double.isNaN(share) || share < 0) {
            return NONE;
        }
        double percent = share * 100;
        if (percent > 0 && percent < 0.005) {
            return "< 0.01 %";
        }
        if (percent > 99.9 && percent < 100) {
            return "> 99.9 %";
        }
        return (percent == 0 ? "0" : percent >= 99.95 ? format("%,.0f", percent) : trimmed(percent)) + " %";
    }

    private static String trimmed(double percent) {
        return percent < 10 ? format("%.2f", percent) : format("%.1f", percent);
    }

    /** 1,234,567. */
    public static String count(long count) {
        return format("%,d", count);
    }

    /** 1 worker, 2 workers, 1,234 requests. */
    public static String of(long count, String noun) {
        return count(count) + " " + noun + (count == 1 ? "" : "s");
    }

    /** 180 of 200: users that are there, and those that should be; without these in an open model, which intends arrivals. */
    public static String users(int there, int intended) {
        return there + (intended == 0 || there == intended ? "" : " of " + intended);
    }

    /** Decimal units: 512 B, 1.5 kB, 20 MB. */
    public static String bytes(double bytes) {
        String[] units = {"B", "kB", "MB", "GB", "TB"};
        int unit = 0;
        double amount = bytes;
        while (amount >= 999.5 && unit < units.length - 1) {
            amount /= 1000;
            unit++;
        }
        return (unit == 0 ? format("%.0f", amount) : digits(amount)) + " " + units[unit];
    }

    /** Three digits that matter, without a unit: 0.84, 12.3, 1,841. */
    public static String digits(double value) {
        if (Double.isNaN(value)) {
            return NONE;
        }
        if (value == 0) {
            return "0";
        }
        double size = Math.abs(value);
        return size < 9.995 ? format("%.2f", value) : size < 99.95 ? format("%.1f", value) : format("%,.0f", value);
    }

    /** A value that may be exact, without a unit: 3, 12,345, 0.84, 12.3. */
    public static String number(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15 ? format("%,.0f", value) : digits(value);
    }

    private static String format(String pattern, Object... arguments) {
        return String.format(Locale.ROOT, pattern, arguments);
    }
}
