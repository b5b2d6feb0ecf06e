package dev.throng.runner.cli.option;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.throng.api.verdict.ThresholdSpec;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A threshold on the command line: the expression, then the resource's other fields, {@code p95 < 1s, name=/items, over=30s}. */
public final class ThresholdOption implements ITypeConverter<ThresholdSpec> {
    private static final List<String> FIELDS = Arrays.stream(ThresholdSpec.class.getRecordComponents())
            .map(component -> component.getName())
            .toList();
    private static final Pattern NEXT = Pattern.compile("\\s*,\\s*(?=(" + String.join("|", FIELDS) + ")\\s*=)");

    @Override
    public ThresholdSpec convert(String text) {
        try {
            return JsonMapper.builder().build().convertValue(fields(text), ThresholdSpec.class);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(
                    "'" + text + "' is no threshold: write it as in 'p95 < 500ms' or 'p95 < 1s, name=/items'");
        }
    }

    /** As a resource writes them. */
    public static Map<String, Object> fields(String text) {
        String[] parts = NEXT.split(text.strip());
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("expect", parts[0].strip());
        for (int i = 1; i < parts.length; i++) {
            String[] pair = parts[i].split("\\s*=\\s*", 2);
            String value = pair[1].strip();
            fields.put(pair[0], value.equals("true") || value.equals("false") ? Boolean.valueOf(value) : value);
        }
        return fields;
    }
}
