package dev.throng.runner.http.cookie;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The dates of cookies, read by RFC 6265 §5.1.1: whatever the order and the separators. */
final class CookieDate {
    static final long NONE = Long.MIN_VALUE;

    private static final Pattern SEPARATORS = Pattern.compile("[\\t\\x20-\\x2f\\x3b-\\x40\\x5b-\\x60\\x7b-\\x7e]+");
    private static final Pattern TIME = Pattern.compile("(\\d{1,2}):(\\d{1,2}):(\\d{1,2})(?:\\D.*)?");
    private static final Pattern DAY = Pattern.compile("(\\d{1,2})(?:\\D.*)?");
    private static final Pattern YEAR = Pattern.compile("(\\d{2,4})(?:\\D.*)?");
    private static final String MONTHS = "janfebmaraprmayjunjulaugsepoctnovdec";

    private int hour = -1;
    private int minute;
    private int second;
    private int day = -1;
    private int month = -1;
    private int year = -1;

    private CookieDate() {}

    /** Milliseconds since the epoch, {@link #NONE} when the text is no date. */
    static long parse(String text) {
        CookieDate date = new CookieDate();
        for (String token : SEPARATORS.split(text)) {
            date.take(token);
        }
        return date.millis();
    }

    private void take(String token) {
        Matcher time = TIME.matcher(token);
        Matcher ofDay = DAY.matcher(token);
        Matcher ofYear = YEAR.matcher(token);
        if (hour < 0 && time.matches()) {
            hour = Integer.parseInt(time.group(1));
            minute = Integer.parseInt(time.group(2));
            second = Integer.parseInt(time.group(3));
        } else if (day < 0 && ofDay.matches()) {
            day = Integer.parseInt(ofDay.group(1));
        } else if (month < 0 && month(token) > 0) {
            month = month(token);
        } else if (year < 0 && ofYear.matches()) {
            year = century(Integer.parseInt(ofYear.group(1)));
        }
    }

    private static int month(String token) {
        int at = token.length() < 3 ? -1 : MONTHS.indexOf(token.substring(0, 3).toLowerCase(Locale.ROOT));
        return at >= 0 && at % 3 == 0 ? at / 3 + 1 : -1;
    }

    private static int century(int year) {
        if (year >= 70 && year <= 99) {
            return year + 1900;
        }
        return year <= 69 ? year + 2000 : year;
    }

    private long millis() {
        if (hour < 0 || day < 0 || month < 0 || year < 1601) {
            return NONE;
        }
        try {
            return LocalDateTime.of(year, month, day, hour, minute, second)
                    .toInstant(ZoneOffset.UTC)
                    .toEpochMilli();
        } catch (DateTimeException noSuchDate) {
            return NONE;
        }
    }
}
