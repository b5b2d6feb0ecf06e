package dev.throng.runner.verdict.chance;

/** Quantiles and shares of the normal and of Student's distribution, to four digits and more: enough for margins. */
public final class Quantiles {
    private static final double[] A = {
        -3.969683028665376e+01,
        2.209460984245205e+02,
        -2.759285104469687e+02,
        1.383577518672690e+02,
        -3.066479806614716e+01,
        2.506628277459239e+00
    };
    private static final double[] B = {
        -5.447609879822406e+01,
        1.615858368580409e+02,
        -1.556989798598866e+02,
        6.680131188771972e+01,
        -1.328068155288572e+01,
        1
    };
    private static final double[] C = {
        -7.784894002430293e-03,
        -3.223964580411365e-01,
        -2.400758277161838e+00,
        -2.549732539343734e+00,
        4.374664141464968e+00,
        2.938163982698783e+00
    };
    private static final double[] D = {
        7.784695709041462e-03, 3.224671290700398e-01, 2.445134137142996e+00, 3.754408661907416e+00, 1
    };
    private static final double[] TAILS = {1.330274429, -1.821255978, 1.781477937, -0.356563782, 0.319381530};
    private static final double TAIL = 0.02425;

    private Quantiles() {}

    /** How many standard errors one exceeds with this probability, which is above 0 and below 1 (Acklam's approximation). */
    public static double normal(double exceeded) {
        if (exceeded > 0.5) {
            return -normal(1 - exceeded);
        }
        if (exceeded < TAIL) {
            double q = Math.sqrt(-2 * Math.log(exceeded));
            return -polynomial(C, q) / polynomial(D, q);
        }
        double q = 0.5 - exceeded;
        double r = q * q;
        return q * polynomial(A, r) / polynomial(B, r);
    }

    /** With which probability one is exceeded by so many standard errors (Abramowitz and Stegun 26.2.17). */
    public static double exceeding(double errors) {
        if (errors < 0) {
            return 1 - exceeding(-errors);
        }
        double t = 1 / (1 + 0.2316419 * errors);
        return polynomial(TAILS, t) * t * Math.exp(-errors * errors / 2) / Math.sqrt(2 * Math.PI);
    }

    /** The same for a standard error that is itself estimated from so many degrees of freedom (Hill 1970). */
    public static double student(double exceeded, double degrees) {
        double n = Math.max(1, degrees);
        if (n < 1.5) {
            return 1 / Math.tan(exceeded * Math.PI);
        }
        double a = 1 / (n - 0.5);
        double b = 48 / (a * a);
        double c = ((20700 * a / b - 98) * a - 16) * a + 96.36;
        double d = ((94.5 / (b + c) - 3) / b + 1) * Math.sqrt(a * Math.PI / 2) * n;
        double y = Math.pow(2 * exceeded * d, 2 / n);
        if (y > 0.05 + a) {
            double x = normal(exceeded);
            y = x * x;
            if (n < 5) {
                c += 0.3 * (n - 4.5) * (x + 0.6);
            }
            c = (((0.05 * d * x - 5) * x - 7) * x - 2) * x + b + c;
            y = (((((0.4 * y + 6.3) * y + 36) * y + 94.5) / c - y - 3) / b + 1) * x;
            y = Math.expm1(a * y * y);
        } else {
            y = ((1 / (((n + 6) / (n * y) - 0.089 * d - 0.822) * (n + 2) * 3) + 0.5 / (n + 4)) * y - 1)
                            * (n + 1)
                            / (n + 2)
                    + 1 / y;
        }
        return Math.sqrt(n * y);
    }

    private static double polynomial(double[] coefficients, double x) {
        double value = 0;
        for (double coefficient : coefficients) {
            value = value * x + coefficient;
        }
        return value;
    }
}
