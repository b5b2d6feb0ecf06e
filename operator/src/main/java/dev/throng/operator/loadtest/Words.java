package dev.throng.operator.loadtest;

/** Numbers in sentences. */
public final class Words {
    private Words() {}

    /** {@code 1 worker}, {@code 2 workers}. */
    public static String count(int number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }
}
