package dev.throng.runner.contract;

import com.networknt.schema.regex.RegularExpression;
import com.networknt.schema.regex.RegularExpressionFactory;
import dev.throng.runner.script.regex.Regex;

/** Patterns of schemas, at a bounded cost: one that can't be decided within it counts as matched. */
final class LinearRegex implements RegularExpressionFactory {
    @Override
    public RegularExpression getRegularExpression(String source) {
        Regex regex = Regex.of(source);
        return text -> regex.find(text) != Regex.Found.Nothing.NO_MATCH;
    }
}
