package dev.throng.runner.verdict;

import java.util.Set;

/** Prints how often each kind of verdict is wrong, against made-up targets whose truth is known. */
public final class VerdictTables {
    private VerdictTables() {}

    public static void main(String[] arguments) {
        int rounds = Integer.parseInt(arguments[0]);
        Set<String> tables = Set.of(arguments[1].split(","));
        if (tables.contains("capacity")) {
            CapacityTable.print(rounds / 10);
        }
        if (tables.contains("drift")) {
            DriftTable.print(rounds / 2);
        }
        if (tables.contains("creep")) {
            CreepTable.print(rounds);
        }
        if (tables.contains("regression")) {
            RegressionTable.print(rounds);
        }
    }
}
