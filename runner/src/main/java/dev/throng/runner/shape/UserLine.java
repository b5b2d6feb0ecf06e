package dev.throng.runner.shape;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The closed model's side: a line of straight pieces over the stage clock, in fractions of users.
 *
 * <p>The pieces have no gaps; the time after the end is one of them. On a rising piece user n (from 0) comes when the line passes n, on a falling one user n leaves when the line comes
 * down to n. So the number of users is never more than one away from the line, and equals it wherever a piece ends at
 * its target.
 */
record UserLine(List<Piece> pieces, long end) {
    private static final double NANOS = 1e9;

    static UserLine of(List<Stage> stages, StageClock clock) {
        Pen pen = new Pen(new ArrayList<>(), 0);
        for (int i = 0; i < stages.size(); i++) {
            long from = clock.startNanos(i);
            long to = clock.endNanos(i);
            switch (stages.get(i)) {
                case Stage.Spawn spawn -> pen.moveThenHold(from, to, spawn.users(), spawn.perSecond());
                case Stage.Ramp ramp -> pen.ramp(from, to, ramp);
                case Stage.Arrive ignored -> pen.jump(from, to, 0);
            }
        }
        return pen.end(clock.lengthNanos());
    }

    /** The same up to {@code nanos}, then {@code users} at {@code perSecond}, to the old end. */
    UserLine edited(long nanos, int users, double perSecond) {
        if (nanos >= end) {
            return this;
        }
        long from = Math.max(0, nanos);
        List<Piece> kept = pieces.stream()
                .filter(piece -> piece.from < from)
                .map(piece -> piece.until(from))
                .collect(Collectors.toCollection(ArrayList::new));
        Pen pen = new Pen(kept, pieceAt(from).at(from));
        pen.moveThenHold(from, end, users, perSecond);
        return pen.end(end);
    }

    int usersAt(long nanos) {
        return nanos < 0 ? 0 : pieceAt(nanos).usersAt(nanos);
    }

    long nextChangeNanos(long nanos) {
        int users = usersAt(nanos);
        long at = nanos;
        for (int i = indexAt(Math.max(0, nanos)); i < pieces.size(); i++) {
            Piece piece = pieces.get(i);
            at = Math.max(at, piece.from);
            if (at > nanos && piece.usersAt(at) != users) {
                return at;
            }
            long change = piece.firstChangeNanos(at, users);
            if (change < piece.to) {
                return change;
            }
        }
        return Long.MAX_VALUE;
    }

    int maxUsers() {
        return pieces.stream()
                .mapToInt(piece -> Math.max(piece.usersAt(piece.from), piece.usersAt(piece.to - 1)))
                .max()
                .orElse(0);
    }

    private Piece pieceAt(long nanos) {
        return pieces.get(indexAt(nanos));
    }

    private int indexAt(long nanos) {
        int low = 0;
        int high = pieces.size() - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (pieces.get(middle).from <= nanos) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }

    /**
     * A straight piece.
     *
     * @param value of the line at {@code from}
     * @param slope users per second
     * @param target where it goes to; it is never passed
     */
    record Piece(long from, long to, double value, double slope, int target) {
        Piece until(long nanos) {
            return new Piece(from, Math.min(to, nanos), value, slope, target);
        }

        double at(long nanos) {
            return value + slope * (nanos - from) / NANOS;
        }

        int usersAt(long nanos) {
            if (slope > 0) {
                return (int) Math.min(target, Math.floor(at(nanos)) + 1);
            }
            return slope < 0 ? (int) Math.max(target, Math.ceil(at(nanos))) : target;
        }

        /** The first instant from {@code nanos} on at which there are other than {@code users}; perhaps after the piece. */
        long firstChangeNanos(long nanos, int users) {
            if (slope == 0 || users == target) {
                return Long.MAX_VALUE;
            }
            double passed = slope > 0 ? users : users - 1;
            long guess = Math.max(nanos + 1, StageClock.plus(from, (passed - value) / slope * NANOS));
            return exactly(guess, nanos, users);
        }

        /** Rounding may put the guess a few nanoseconds beside the instant at which {@link #usersAt} really changes. */
        private long exactly(long guess, long after, int users) {
            long change = guess;
            while (change > after + 1 && usersAt(change - 1) != users) {
                change--;
            }
            while (change < to && usersAt(change) == users) {
                change++;
            }
            return change;
        }
    }

    /** Draws the line; {@code value} is where it has come to. */
    private static final class Pen {
        private final List<Piece> pieces;
        private double value;

        Pen(List<Piece> pieces, double value) {
            this.pieces = pieces;
            this.value = value;
        }

        void moveThenHold(long from, long to, int target, double perSecond) {
            double slope = Math.copySign(perSecond, target - value);
            long reached = Math.min(to, StageClock.plus(from, (target - value) / slope * NANOS));
            if (reached > from) {
                add(from, reached, slope, target);
                value += slope * (reached - from) / NANOS;
            }
            if (reached < to) {
                jump(reached, to, target);
            }
        }

        /** The slope is the whole stage's, also when the run is cut off in its midst. */
        void ramp(long from, long to, Stage.Ramp ramp) {
            if (ramp.durationNanos() == 0 || value == ramp.users()) {
                jump(from, to, ramp.users());
                return;
            }
            double slope = (ramp.users() - value) * NANOS / ramp.durationNanos();
            add(from, to, slope, ramp.users());
            value = to - from == ramp.durationNanos() ? ramp.users() : value + slope * (to - from) / NANOS;
        }

        void jump(long from, long to, int target) {
            value = target;
            add(from, to, 0, target);
        }

        private void add(long from, long to, double slope, int target) {
            if (from < to) {
                pieces.add(new Piece(from, to, value, slope, target));
            }
        }

        UserLine end(long end) {
            jump(end, Long.MAX_VALUE, 0);
            return new UserLine(List.copyOf(pieces), end);
        }
    }
}
