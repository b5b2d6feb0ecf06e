package dev.throng.runner.plan.compile;

import dev.throng.api.schema.GoDuration;
import dev.throng.api.verdict.GradeSpec;
import dev.throng.runner.script.Place;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whether the limits of grades are of their metric's kind and in order. */
final class GradeCheck {
    private GradeCheck() {}

    static void check(@Nullable List<GradeSpec> grades, Place place) {
        for (int i = 0; grades != null && i < grades.size(); i++) {
            check(grades.get(i), place.item(i));
        }
    }

    private static void check(GradeSpec grade, Place place) {
        boolean share = "failureRate".equals(grade.metric());
        String good = String.valueOf(grade.good());
        String acceptable = String.valueOf(grade.acceptable());
        for (String field : List.of("good", "acceptable")) {
            String text = field.equals("good") ? good : acceptable;
            if (text.endsWith("%") != share) {
                place.field(field)
                        .problem(share ? "is a share such as 1%, not a time" : "is a time such as 300ms, not a share");
                return;
            }
        }
        if (limit(good) > limit(acceptable)) {
            place.field("acceptable").problem("is less than what is good");
        }
    }

    private static double limit(String text) {
        return text.endsWith("%")
                ? Double.parseDouble(text.substring(0, text.length() - 1))
                : GoDuration.parse(text).map(Duration::toNanos).orElse(0L);
    }
}
