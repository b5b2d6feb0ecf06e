package dev.throng.operator.schedule;

import java.util.BitSet;
import java.util.List;
import java.util.Locale;

/**
 * One field of a cron schedule: the numbers it allows.
 *
 * @param everything whether it says that any will do
 */
record CronField(BitSet allowed, boolean everything) {
    private static final List<String> MONTHS =
            List.of("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC");
    private static final List<String> WEEKDAYS = List.of("SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT");

    static CronField minutes(String text) {
        return new Parser("minute", 0, 59, List.of(), 0).parse(text);
    }

    static CronField hours(String text) {
        return new Parser("hour", 0, 23, List.of(), 0).parse(text);
    }

    static CronField days(String text) {
        return new Parser("day", 1, 31, List.of(), 0).parse(text);
    }

    static CronField months(String text) {
        return new Parser("month", 1, 12, MONTHS, 1).parse(text);
    }

    /** 0 is Sunday, and so is 7. */
    static CronField weekdays(String text) {
        CronField field = new Parser("weekday", 0, 7, WEEKDAYS, 0).parse(text);
        if (field.has(7)) {
            field.allowed.set(0);
        }
        return field;
    }

    boolean has(int number) {
        return allowed.get(number);
    }

    /** @param firstName the number that the first name stands for */
    private record Parser(String what, int lowest, int highest, List<String> names, int firstName) {

        CronField parse(String text) {
            BitSet allowed = new BitSet();
            for (String part : text.split(",", -1)) {
                range(part, allowed);
            }
            return new CronField(allowed, text.startsWith("*") || text.equals("?"));
        }

        private void range(String part, BitSet allowed) {
            String[] stepped = part.split("/", -1);
            String[] ends = stepped[0].split("-", -1);
            if (stepped.length > 2 || ends.length > 2) {
                throw wrong(part);
            }
            boolean any = stepped[0].equals("*") || stepped[0].equals("?");
            int from = any ? lowest : number(ends[0], part);
            int to = any || (ends.length == 1 && stepped.length == 2) ? highest : number(ends[ends.length - 1], part);
            int step = stepped.length == 2 ? step(stepped[1], part) : 1;
            if (from > to) {
                throw wrong(part);
            }
            for (int number = from; number <= to; number += step) {
                allowed.set(number);
            }
        }

        private int number(String text, String part) {
            int name = names.indexOf(text.toUpperCase(Locale.ROOT));
            if (name >= 0) {
                return name + firstName;
            }
            int number = digits(text, part);
            if (number < lowest || number > highest) {
                throw new IllegalArgumentException(
                        "the " + what + " " + number + " is not between " + lowest + " and " + highest);
            }
            return number;
        }

        private int step(String text, String part) {
            int step = digits(text, part);
            if (step == 0) {
                throw wrong(part);
            }
            return step;
        }

        private int digits(String text, String part) {
            if (!text.matches("[0-9]{1,4}")) {
                throw wrong(part);
            }
            return Integer.parseInt(text);
        }

        private IllegalArgumentException wrong(String part) {
            return new IllegalArgumentException("'" + part + "' is no " + what + ": say for example *, "
                    + Math.max(lowest, 2) + ", " + lowest + "-" + Math.min(highest, 5) + " or */2");
        }
    }
}
