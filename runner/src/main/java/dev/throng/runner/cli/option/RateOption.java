package dev.throng.runner.cli.option;

import dev.throng.runner.plan.option.PlanOptions;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** {@code 100/s}, {@code 30/m}; a bare number is per second. */
final class RateOption implements ITypeConverter<Double> {
    @Override
    public Double convert(String text) {
        boolean bare = !text.contains("/");
        return PlanOptions.perSecond(bare ? text + "/s" : text)
                .orElseThrow(() ->
                        new TypeConversionException("'" + text + "' is no rate; write it like 100/s, 30/m or 500/h"));
    }
}
