package dev.throng.runner.plan.compile.answer;

import dev.throng.runner.script.Place;
import dev.throng.runner.script.markup.Selector;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What of a body of HTML or XML is meant. */
final class Selectors {
    private Selectors() {}

    /** @param place of what has these fields, of which one of css and xpath is there */
    static Optional<Selector> of(
            @Nullable String css, @Nullable String attribute, @Nullable String xpath, Place place) {
        if ((css == null) == (xpath == null)) {
            place.problem("give one of css and xpath");
            return Optional.empty();
        }
        try {
            return Optional.of(css == null ? Selector.xpath(xpath == null ? "" : xpath) : Selector.css(css, attribute));
        } catch (IllegalArgumentException wrong) {
            String what = css == null ? "no XPath: " : "no CSS selector: ";
            place.field(css == null ? "xpath" : "css").problem(what + wrong.getMessage());
            return Optional.empty();
        }
    }
}
