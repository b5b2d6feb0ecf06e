package dev.throng.operator.loadtest.status;

import dev.throng.api.status.CapacityStatus;
import dev.throng.api.status.DisplayStatus;
import dev.throng.api.status.ProgressStatus;
import dev.throng.api.status.ResultStatus;
import dev.throng.operator.loadtest.follow.Ending;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Figures as {@code kubectl get} shows them: short, without blanks. */
final class Display {
    private Display() {}

    static DisplayStatus of(ProgressStatus progress) {
        return new DisplayStatus(
                progress.users() == null ? null : String.valueOf(progress.users()),
                rate(progress.rps()),
                millis(progress.p95()),
                share(progress.failureRate(), progress.requests()),
                null);
    }

    /** Of a whole run: the most users; no rate and no times of what never reached the target. */
    static DisplayStatus of(Ending ending) {
        ResultStatus result = ending.result();
        return new DisplayStatus(
                String.valueOf(ending.mostUsers()),
                ending.nothingSent() ? null : rate(result.rps()),
                ending.nothingSent() ? null : millis(result.p95()),
                share(result.failureRate(), result.requests()),
                capacity(result.capacity()));
    }

    private static @Nullable String capacity(@Nullable CapacityStatus found) {
        if (found == null || found.load() == null) {
            return null;
        }
        return "users".equals(found.unit()) ? format("%.0f", found.load()) : rate(found.load()) + "/s";
    }

    private static @Nullable String rate(@Nullable Double perSecond) {
        if (perSecond == null) {
            return null;
        }
        return perSecond < 9.95 ? format("%.1f", perSecond) : format("%.0f", perSecond);
    }

    private static @Nullable String millis(@Nullable Double millis) {
        if (millis == null || millis.isNaN()) {
            return null;
        }
        if (millis < 9.95) {
            return format("%.1fms", millis);
        }
        return millis < 9_999.5 ? format("%.0fms", millis) : format("%.1fs", millis / 1000);
    }

    /** Never rounds something to nothing. */
    private static @Nullable String share(@Nullable Double share, @Nullable Long requests) {
        if (share == null || share.isNaN() || requests == null || requests == 0) {
            return null;
        }
        double percent = share * 100;
        if (percent == 0) {
            return "0%";
        }
        return percent < 0.01 ? "<0.01%" : percent < 9.95 ? format("%.2f%%", percent) : format("%.1f%%", percent);
    }

    private static String format(String pattern, double value) {
        return String.format(Locale.ROOT, pattern, value);
    }
}
