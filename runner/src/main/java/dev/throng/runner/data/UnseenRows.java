package dev.throng.runner.data;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Stands for rows where a plan is only checked. */
final class UnseenRows implements Rows {
    @Override
    public long count() {
        return 0;
    }

    @Override
    public List<String> columns() {
        return List.of();
    }

    @Override
    public ObjectNode row(long number) {
        throw new IllegalStateException("the file was not read");
    }

    @Override
    public long checksum() {
        return 0;
    }
}
