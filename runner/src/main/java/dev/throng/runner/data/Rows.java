package dev.throng.runner.data;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** The rows of a file, numbered from 0. Safe for all threads. */
public interface Rows {
    /** Those of a file that nobody can look into here. */
    Rows UNSEEN = new UnseenRows();

    long count();

    /** Names of the columns; of JSON those of the first rows, others may come. */
    List<String> columns();

    /** One row, as an object with its columns. */
    ObjectNode row(long number);

    /** Tells files apart by their content. */
    long checksum();
}
