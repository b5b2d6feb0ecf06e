package dev.throng.runner.cli.option;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** {@code 1%} or {@code 0.01}, from 0 to 1. */
public final class ShareOption implements ITypeConverter<Double> {
    @Override
    public Double convert(String text) {
        try {
            double share = text.endsWith("%")
                    ? Double.parseDouble(text.substring(0, text.length() - 1)) / 100
                    : Double.parseDouble(text);
            if (share >= 0 && share <= 1) {
                return share;
            }
        } catch (NumberFormatException e) {
            // falls through to the one message
        }
        throw new TypeConversionException("'" + text + "' is no share; write 1% or 0.01");
    }
}
