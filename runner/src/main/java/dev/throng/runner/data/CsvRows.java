package dev.throng.runner.data;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.IndexedCsvReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Rows of separated text whose first record names the columns, unless they have been named; all values are texts. */
final class CsvRows implements Rows {
    private static final int PAGE = 64;

    private final List<String> columns;

    /** Number of the first row's record. */
    private final long first;

    private final long count;
    private final long checksum;
    private final Pages<CsvRecord> pages;

    CsvRows(Path file, Table table, long checksum) throws DataException, IOException {
        this.checksum = checksum;
        try {
            IndexedCsvReader<CsvRecord> reader = IndexedCsvReader.builder()
                    .fieldSeparator(table.separator())
                    .pageSize(PAGE)
                    .ofCsvRecord(file);
            pages = new Pages<>(reader::readPage);
            long records = reader.getIndex().recordCount();
            first = table.columns().isEmpty() ? 1 : 0;
            count = Math.max(0, records - first);
            List<CsvRecord> beginning = records == 0 ? List.of() : pages.page(0);
            columns = first == 0 || beginning.isEmpty() ? table.columns() : columns(beginning.getFirst());
            check(beginning);
        } catch (CsvParseException broken) {
            throw new DataException(String.valueOf(broken.getMessage()), broken);
        }
    }

    private static List<String> columns(CsvRecord header) throws DataException {
        List<String> names = header.getFields().stream().map(String::strip).toList();
        Set<String> seen = new HashSet<>();
        for (String name : names) {
            if (name.isEmpty()) {
                throw new DataException("line 1: a column has no name");
            }
            if (!seen.add(name)) {
                throw new DataException("line 1: two columns are called " + name);
            }
        }
        return names;
    }

    private void check(List<CsvRecord> records) throws DataException {
        for (CsvRecord record : records) {
            if (record.getFieldCount() != columns.size()) {
                throw new DataException("line " + record.getStartingLineNumber() + ": has " + record.getFieldCount()
                        + " fields, while " + (first == 0 ? "columns" : "the first line") + " names " + columns.size()
                        + (first == 0 ? "" : " columns"));
            }
        }
    }

    @Override
    public long count() {
        return count;
    }

    @Override
    public List<String> columns() {
        return columns;
    }

    @Override
    public ObjectNode row(long number) {
        long record = number + first;
        CsvRecord fields = pages.page((int) (record / PAGE)).get((int) (record % PAGE));
        ObjectNode row = JsonNodeFactory.instance.objectNode();
        for (int i = 0; i < Math.min(columns.size(), fields.getFieldCount()); i++) {
            row.put(columns.get(i), fields.getField(i));
        }
        return row;
    }

    @Override
    public long checksum() {
        return checksum;
    }
}
