package dev.throng.runner.plan.step;

/** How a figure stands to its limit. */
public enum Comparison {
    LESS("<"),
    LESS_OR_EQUAL("<="),
    GREATER(">"),
    GREATER_OR_EQUAL(">=");

    private final String sign;

    Comparison(String sign) {
        this.sign = sign;
    }

    public boolean holds(double measured, double limit) {
        return switch (this) {
            case LESS -> measured < limit;
            case LESS_OR_EQUAL -> measured <= limit;
            case GREATER -> measured > limit;
            case GREATER_OR_EQUAL -> measured >= limit;
        };
    }

    @Override
    public String toString() {
        return sign;
    }
}
