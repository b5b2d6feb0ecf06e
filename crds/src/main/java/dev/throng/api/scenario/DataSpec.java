package dev.throng.api.scenario;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.throng.api.schema.Patterns;
import dev.throng.api.schema.Unique;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows of a file, here or behind a URL, that users draw from. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DataSpec(
        @JsonPropertyDescription("Name by which steps use the row, for example account in ${account.email}.")
        @Required
        @Pattern(Patterns.VARIABLE) @Size(min = 1, max = 63) @Nullable String name,

        @JsonPropertyDescription(
                "Path of the file, from the LoadTest's own folder; in a cluster where the pods see it; or url.")
        @Size(min = 1, max = 1024) @Nullable String file,

        @JsonPropertyDescription("Where the file is fetched from when a run starts; may hold ${env.NAME}.")
        @Pattern(Patterns.URL) @Size(max = 2048) @Nullable String url,

        @JsonPropertyDescription("What the file is; as its name ends when absent.") @Nullable Format format,

        @JsonPropertyDescription(
                "Which row comes next, over all workers; unique uses none twice, once also ends the run after the last; sequential when absent.")
        @Nullable Pick pick,

        @JsonPropertyDescription("Whether each iteration draws a row or each user keeps one; iteration when absent.")
        @Nullable Per per,

        @JsonPropertyDescription(
                "What happens after the last row; recycle when absent, with unique stopUser, with once stopRun.")
        @Nullable AtEnd atEnd,

        @JsonPropertyDescription(
                "Names of the columns of a CSV or TSV file whose first line is a row already, for example [email, password]; as the first line says when absent.")
        @Unique @Size(min = 1, max = 64) @Nullable List<@Size(min = 1, max = 100) String> columns,

        @JsonPropertyDescription(
                "What stands between two fields of a CSV file, for example \";\"; a comma when absent.")
        @Size(min = 1, max = 1) @Nullable String separator) {

    /** How rows are written. */
    public enum Format {
        csv,
        tsv,
        json,
        jsonl
    }

    /** Which row comes next. */
    public enum Pick {
        sequential,
        random,
        shuffled,
        unique,
        once
    }

    /** Who keeps a row. */
    public enum Per {
        iteration,
        user
    }

    /** What happens after the last row. */
    public enum AtEnd {
        recycle,
        stopUser,
        stopRun
    }
}
